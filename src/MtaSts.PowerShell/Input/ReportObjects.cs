using System;
using System.Collections;
using System.IO;
using System.Linq;
using System.Management.Automation;

namespace MtaSts.PowerShell.Input;

/// <summary>Finds the content in pipeline objects.</summary>
internal static class ReportObjects
{
    /// <summary>The input for an object; null when the object has no content.</summary>
    public static ReportInput? Find(PSObject input) => input.BaseObject switch
    {
        byte[] bytes => ReportInput.Bytes(bytes, "(bytes)"),
        Stream stream => new ReportInput("(stream)", stream, () => stream, IsOwn: false),
        _ => FromAttachment(input),
    };

    /// <summary>The path in an object that represents a file, such as the rest of one after Select-Object; otherwise null.</summary>
    public static string? PathOf(PSObject input) =>
        input.BaseObject is PSCustomObject && input.Properties["ContentBytes"] is null
            ? (input.Properties["PSPath"] ?? input.Properties["LiteralPath"] ?? input.Properties["FullName"])?.Value as string
            : null;

    /// <summary>
    /// An attachment as returned by Microsoft Graph: the content in ContentBytes, or as base64 in AdditionalProperties,
    /// where the generic type of attachment has it.
    /// </summary>
    private static ReportInput? FromAttachment(PSObject input)
    {
        var table = input.BaseObject as IDictionary; // as Invoke-MgGraphRequest returns it
        var content = FromDictionary(table, "contentBytes") ?? input.Properties["ContentBytes"]?.Value
            ?? FromDictionary(input.Properties["AdditionalProperties"]?.Value, "contentBytes");
        var name = (FromDictionary(table, "name") ?? input.Properties["Name"]?.Value) as string ?? "(attachment)";
        return (content is PSObject wrapped ? wrapped.BaseObject : content) switch
        {
            byte[] bytes => Attachment(bytes, name),
            string base64 when TryDecode(base64, out var bytes) => Attachment(bytes, name),
            _ => null,
        };
    }

    private static ReportInput Attachment(byte[] bytes, string name) => ReportInput.Bytes(bytes, name) with { IsAttachment = true };

    private static object? FromDictionary(object? value, string key) =>
        (value is PSObject wrapped ? wrapped.BaseObject : value) is IDictionary table
            && table.Keys.OfType<string>().FirstOrDefault(name => name.Equals(key, StringComparison.OrdinalIgnoreCase)) is { } found
            ? table[found] : null;

    private static bool TryDecode(string base64, out byte[] bytes)
    {
        try
        {
            bytes = Convert.FromBase64String(base64);
            return true;
        }
        catch (FormatException)
        {
            bytes = [];
            return false;
        }
    }
}
