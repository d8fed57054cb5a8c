using System.IO;
using System.Management.Automation;
using MtaSts.Policies;
using MtaSts.PowerShell.Output;

namespace MtaSts.PowerShell.Input;

/// <summary>Reads a policy from the forms that an admin may have: an object of this module, text, bytes, a file.</summary>
internal static class PolicyInput
{
    public static Parsed<Policy> Read(PSCmdlet cmdlet, PSObject input) => input.BaseObject switch
    {
        Policy policy => new(policy),
        PublishedPolicy { Policy: { } policy } => new(policy),
        RolloutStep { Policy: { } policy } => new(policy),
        RolloutStep step => new(ErrorRecords.NothingToPublish(step)),
        string text when FilePaths.NamedBy(cmdlet, text) is { } named => ReadFile(named),
        string text => new(PolicyParser.ParseAlone(text)),
        byte[] bytes => FromBytes(bytes, input.BaseObject),
        FileInfo file => ReadFile(file.FullName),
        _ => new(ErrorRecords.NotText(input.BaseObject, $"An object of type {input.BaseObject.GetType().Name}")),
    };

    public static Parsed<Policy> ReadFile(PSCmdlet cmdlet, string path)
    {
        try
        {
            var file = cmdlet.SessionState.Path.GetUnresolvedProviderPathFromPSPath(path, out var provider, out _);
            return provider.Name == "FileSystem" ? ReadFile(file) : new(ErrorRecords.NotAFile(path));
        }
        catch (SessionStateException error)
        {
            return new(ErrorRecords.PathNotFound(path, error));
        }
    }

    public static Parsed<Policy> ReadFile(string file) =>
        TextFile.TryRead(file, out var bytes, out var error) ? FromBytes(bytes!, file) : new(error!);

    private static Parsed<Policy> FromBytes(byte[] bytes, object target)
    {
        if (TextFile.IsBinary(bytes)) return new(ErrorRecords.NotText(target, target is string path ? $"'{path}'" : "The input"));
        return new(PolicyParser.ParseAlone(bytes));
    }
}
