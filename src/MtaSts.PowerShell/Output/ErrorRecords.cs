using System;
using System.IO;
using System.Management.Automation;
using MtaSts.Checks;
using MtaSts.Dns;
using MtaSts.Text;
using MtaSts.TlsRpt;

namespace MtaSts.PowerShell.Output;

/// <summary>Every error this module writes: its id, category, target and what to do. Ids are permanent.</summary>
internal static partial class ErrorRecords
{
    private const int MaxShown = 500;
    private const string NotUtf8 = "Its name is not valid UTF-8, so .NET cannot open it.";
    private const string Rename = "Rename it so that its name is UTF-8, and read it again.";

    public static ErrorRecord InvalidDomain(string? input, string problem)
    {
        // DomainNameTransformation gives a space for an empty name.
        var given = input?.Trim() ?? "";
        return Create(
            new ArgumentException($"'{SafeText.Excerpt(given, 100)}' is not a valid mail domain: {Shown(problem)}."),
            "InvalidDomainName", ErrorCategory.InvalidArgument, given,
            "Give the domain of the mail addresses" + (given.Length > 0 ? "" : ", as text or in the property DomainName, Domain, Name or Id")
                + ", for example contoso.com.");
    }

    public static ErrorRecord NotADomainName(string problem) => Create(
        new ArgumentException(Shown(problem)), "NotADomainName", ErrorCategory.InvalidType, null,
        "Give the domain as text, such as contoso.com, or an object that has it in the property DomainName, Domain, Name or Id. "
            + "For the domains in a file, pipe in its lines: Get-Content FILE.");

    public static ErrorRecord InvalidServer(string? input, string problem)
    {
        var given = ResolverUrl.Shown(input ?? "");
        return Create(
            new ArgumentException(Shown(problem)), "InvalidServer", ErrorCategory.InvalidArgument, given,
            "Give an IP address, an address and port, or a DNS-over-HTTPS URL: 1.1.1.1, 127.0.0.1:5353, https://dns.example/dns-query.");
    }

    public static ErrorRecord InvalidTrustedRoot(string path, string problem, Exception error) => Create(
        new ArgumentException($"The trusted root '{Shown(path)}' cannot be used. {Shown(problem)}", ExceptionText.ToKeep(error)),
            "InvalidTrustedRoot", ErrorCategory.InvalidData, path,
        "Give the path of a file with a certificate in PEM or DER form.");

    public static ErrorRecord PathNotFound(string path, Exception? error = null) => Create(
        new FileNotFoundException(
            IsNameUnknown(path, error) ? $"'{Shown(path)}' cannot be read: {NotUtf8}" : $"There is no file or folder '{Shown(path)}'.", Shown(path), error),
            "PathNotFound", ErrorCategory.ObjectNotFound, path,
        IsNameUnknown(path, error) ? Rename
            : path.IndexOf('[') >= 0 && (File.Exists(path) || Directory.Exists(path)) ? "Its name has brackets, which are wildcards. Give it with -LiteralPath."
            : "Check the path, and your permission to read its folder.");

    public static ErrorRecord NotAFile(string path, string problem = "is not a path of the file system", string kind = "file") => Create(
        new ArgumentException($"'{Shown(path)}' {Shown(problem)}."), "NotAFile", ErrorCategory.InvalidArgument, path,
        $"Give the path of a {kind}.");

    public static ErrorRecord NameOfFile(string name) => Create(
        new ArgumentException($"'{SafeText.Excerpt(name, 200)}' is the name of a file and not its text."), "NameOfFile", ErrorCategory.InvalidArgument, name,
        "Name the file with -Path, or pipe in its content: Get-Content FILE -Raw.");

    public static ErrorRecord FileUnreadable(string path, Exception error) => Create(
        new IOException(
            $"'{Shown(path)}' cannot be read: {(IsNameUnknown(path, error) ? NotUtf8 : Shown(ExceptionText.Of(error)))}", ExceptionText.ToKeep(error)),
            "FileUnreadable", ErrorCategory.ReadError, path,
        IsNameUnknown(path, error) ? Rename : "Check the file and your permission to read it.");

    public static ErrorRecord FileTooLarge(string path, long limit) => Create(
        new InvalidDataException(FormattableString.Invariant($"'{Shown(path)}' is larger than {limit / 1024} KiB, so it is not a policy or record.")),
            "FileTooLarge",
            ErrorCategory.LimitsExceeded, path,
        "Give the path of the policy or record itself.");

    public static ErrorRecord NotText(object? input, string what) => Create(
        new InvalidDataException($"{Shown(what)} is not text."), "NotText", ErrorCategory.InvalidData, input,
        "Give text, a file that contains text, or an object of this module.");

    public static ErrorRecord LookupFailed(string domain, DnsResponse answer) => Create(
        new InvalidOperationException($"The MX records of {domain} could not be looked up: {Shown(answer.Error)}"), "LookupFailed",
            ErrorCategory.ResourceUnavailable, domain,
        LookupAdvice.For(answer));

    public static ErrorRecord DomainNotFound(string domain) => Create(
        new ItemNotFoundException($"The domain {domain} does not exist in DNS."), "DomainNotFound", ErrorCategory.ObjectNotFound, domain,
        "Check the spelling.");

    public static ErrorRecord NotAReference(object? input) => Create(
        new ArgumentException($"{(input is null ? "Null" : "An object of type " + input.GetType().Name)} is not an earlier result of Test-MtaSts."),
            "NotAReference", ErrorCategory.InvalidType, input,
        "Give a result of Test-MtaSts, or one that was saved: -Reference (Import-Clixml last.xml), -Reference (Get-Content last.json -Raw | ConvertFrom-Json)");

    public static ErrorRecord RowsAsReference(object? input) => Create(
        new ArgumentException("Rows of Test-MtaSts -Flatten or -ProblemsOnly do not contain the policy, so nothing can be compared with them."),
            "RowsAsReference", ErrorCategory.InvalidType, input,
        "Save the results themselves: Test-MtaSts contoso.com | Export-Csv last.csv, or Export-Clixml last.xml.");

    public static ErrorRecord QuietRows() => Create(
        new ArgumentException("-Quiet returns True or False, and -Flatten and -ProblemsOnly return rows."), "QuietRows", ErrorCategory.InvalidArgument, null,
        "Leave out one of them.");

    public static ErrorRecord Unexpected(object? target, Exception error) => Create(
        new InvalidOperationException(
            $"'{Shown(target?.ToString())}' could not be processed: {error.GetType().Name}: {SafeText.Excerpt(ExceptionText.Of(error), 300)}",
            ExceptionText.ToKeep(error)),
            "UnexpectedFault", ErrorCategory.NotSpecified, target,
        "This is a bug in the module. Please report it with the output of: $Error[0].Exception.InnerException | Format-List * -Force");

    private static ErrorCategory CategoryOf(TlsReportFault fault) => fault switch
    {
        TlsReportFault.LimitExceeded => ErrorCategory.LimitsExceeded,
        TlsReportFault.Encrypted => ErrorCategory.PermissionDenied,
        TlsReportFault.Unreadable => ErrorCategory.ReadError,
        _ => ErrorCategory.InvalidData,
    };

    /// <summary>.NET shows a name that is not UTF-8 with replacement characters, and does not find the file by it.</summary>
    private static bool IsNameUnknown(string path, Exception? error) =>
        path.IndexOf('\ufffd') >= 0 && error is (FileNotFoundException or DirectoryNotFoundException);

    /// <summary>Windows' own spelling of a path has no folder for other systems.</summary>
    private static string FolderOf(string path) =>
        Path.GetDirectoryName(path) is { Length: > 0 } folder ? folder : path.LastIndexOfAny(['/', '\\']) is > 0 and var end ? path.Substring(0, end) : path;

    /// <summary>What came from outside, such as a path or the words of the system about it, made safe to show and cut.</summary>
    private static string Shown(string? text) => SafeText.Excerpt(text, MaxShown);

    private static ErrorRecord Create(Exception exception, string id, ErrorCategory category, object? target, string action)
    {
        var record = new ErrorRecord(exception, id, category, target)
        {
            ErrorDetails = new ErrorDetails(SafeText.Clean(ExceptionText.Of(exception))) { RecommendedAction = action },
        };

        // The long form of an error shows the target too.
        if (target is string name) record.CategoryInfo.TargetName = Shown(name);
        return record;
    }
}
