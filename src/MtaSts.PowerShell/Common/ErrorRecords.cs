using System;
using System.Collections.Generic;
using System.IO;
using System.Management.Automation;
using MtaSts.Text;

namespace MtaSts.PowerShell.Common;

/// <summary>Every error this module writes: its id, category, target and what to do. Ids are permanent.</summary>
internal static class ErrorRecords
{
    public static ErrorRecord InvalidDomain(string? input, string problem) => Create(
        new ArgumentException($"'{SafeText.Excerpt(input, 100)}' is not a domain name: {problem}."),
        "InvalidDomainName", ErrorCategory.InvalidArgument, input,
        "Give the domain of the mail addresses, for example contoso.com.");

    public static ErrorRecord InvalidServer(string? input, string problem) => Create(
        new ArgumentException(problem), "InvalidServer", ErrorCategory.InvalidArgument, input,
        "Give an IP address, an address and port, or a DNS-over-HTTPS URL: 1.1.1.1, 127.0.0.1:5353, https://dns.example/dns-query.");

    public static ErrorRecord InvalidTrustedRoot(string path, Exception error) => Create(
        new ArgumentException($"'{path}' holds no certificate: {error.Message}", error), "InvalidTrustedRoot", ErrorCategory.InvalidData, path,
        "Give the path of a certificate in PEM or DER form.");

    public static ErrorRecord PathNotFound(string path, Exception? error = null) => Create(
        new FileNotFoundException($"There is no file '{path}'.", path, error), "PathNotFound", ErrorCategory.ObjectNotFound, path,
        "Check the path.");

    public static ErrorRecord NotAFile(string path) => Create(
        new ArgumentException($"'{path}' is not a file."), "NotAFile", ErrorCategory.InvalidArgument, path,
        "Give the path of a file.");

    public static ErrorRecord FileUnreadable(string path, Exception error) => Create(
        new IOException($"'{path}' cannot be read: {error.Message}", error), "FileUnreadable", ErrorCategory.ReadError, path,
        "Check the file and the right to read it.");

    public static ErrorRecord FileTooLarge(string path, long limit) => Create(
        new InvalidDataException(FormattableString.Invariant($"'{path}' is larger than {limit / 1024} KiB, and so is no policy or record.")), "FileTooLarge", ErrorCategory.LimitsExceeded, path,
        "Give the path of the policy or record itself.");

    public static ErrorRecord NotText(object? input, string what) => Create(
        new InvalidDataException($"{what} is no text."), "NotText", ErrorCategory.InvalidData, input,
        "Give text, a file that holds text, or an object of this module.");

    public static ErrorRecord LookupFailed(string domain, string error) => Create(
        new InvalidOperationException($"The MX records of {domain} could not be looked up: {error}"), "LookupFailed", ErrorCategory.ResourceUnavailable, domain,
        "Check the domain's name servers, or ask another server with -Server.");

    public static ErrorRecord DomainNotFound(string domain) => Create(
        new ItemNotFoundException($"The domain {domain} does not exist in DNS."), "DomainNotFound", ErrorCategory.ObjectNotFound, domain,
        "Check the spelling.");

    public static ErrorRecord NotAPolicy(object input) => Create(
        new ArgumentException($"An object of type {input.GetType().Name} from the pipeline is no policy."), "NotAPolicy", ErrorCategory.InvalidType, input,
        "Pipe in what New-MtaStsPolicy gives, or name a policy's text with -Policy or its file with -PolicyPath.");

    public static ErrorRecord InvalidMxPattern(string? input, string problem) => Create(
        new ArgumentException($"'{SafeText.Excerpt(input, 100)}' is no mx pattern: {problem}."), "InvalidMxPattern", ErrorCategory.InvalidArgument, input,
        "Give host names, or '*.' and a domain: mail.contoso.com, *.mail.protection.outlook.com.");

    public static ErrorRecord UnknownProvider(string input, IEnumerable<string> known) => Create(
        new ArgumentException($"'{SafeText.Excerpt(input, 100)}' is none of the providers whose MX hosts are the same for all customers. These are known: {string.Join(", ", known)}."), "UnknownProvider", ErrorCategory.InvalidArgument, input,
        "Name one of the known providers, or give the domain with -DomainName: the policy is then made from its live MX records.");

    public static ErrorRecord InvalidMaxAge(long input, string problem) => Create(
        new ArgumentOutOfRangeException(null, FormattableString.Invariant($"{input} is no max_age: {problem}.")), "InvalidMaxAge", ErrorCategory.InvalidArgument, input,
        "Give seconds: 86400 is a day, 604800 a week, 2592000 thirty days.");

    public static ErrorRecord NoMx(string domain, string what) => Create(
        new ItemNotFoundException($"{domain} {what}: it receives no mail, so there is nothing a policy could list."), "NoMx", ErrorCategory.ObjectNotFound, domain,
        "Check the spelling, publish an MX record first, or give the patterns with -Mx.");

    public static ErrorRecord NothingToProtect(string domain, string why) => Create(
        new ItemNotFoundException(why), "NoMx", ErrorCategory.ObjectNotFound, domain,
        "Check the spelling, or publish an MX record first.");

    public static ErrorRecord MxNotListable(string domain, string host, string problem) => Create(
        new InvalidDataException($"The MX record of {domain} names '{SafeText.Excerpt(host, 100)}', which no policy can list: {problem}."), "MxNotListable", ErrorCategory.InvalidData, domain,
        "Let the MX record name a host by its host name, or give the patterns with -Mx.");

    public static ErrorRecord InvalidPolicy(object? target, string problem) => Create(
        new InvalidDataException($"The policy is not valid: {problem}"), "InvalidPolicy", ErrorCategory.InvalidData, target,
        "See what is wrong with ConvertFrom-MtaStsPolicy, or make a new one with New-MtaStsPolicy.");

    public static ErrorRecord InvalidId(string? input, string problem) => Create(
        new ArgumentException($"'{SafeText.Excerpt(input, 100)}' cannot be the new id: {problem}."), "InvalidId", ErrorCategory.InvalidArgument, input,
        "Leave -Id out to get one made from the present time.");

    public static ErrorRecord InvalidRua(string? input, string problem) => Create(
        new ArgumentException($"'{SafeText.Excerpt(input, 100)}' is no place for reports. {problem}"), "InvalidRua", ErrorCategory.InvalidArgument, input,
        "Give e-mail addresses, or mailto: and https: URIs, each as a value of its own: -Rua tls-reports@contoso.com, https://reports.contoso.com/tls");

    public static ErrorRecord NotInZone(string domain, string zone) => Create(
        new ArgumentException($"{domain} is not in the zone {zone}."), "NotInZone", ErrorCategory.InvalidArgument, domain,
        "Give the zone that holds the domain, for example contoso.com for mail.contoso.com; leave -ZoneName out when the domain is a zone of its own.");

    public static ErrorRecord NoPolicyDomain(object? target) => Create(
        new ArgumentException("The policy does not say which domain it is for."), "NoPolicyDomain", ErrorCategory.InvalidArgument, target,
        "Name the domain with -DomainName.");

    public static ErrorRecord NothingToPublish(RolloutStep step) => Create(
        new InvalidOperationException($"The step for {step.DomainName} ({step.Action}) has no policy to publish. {step.Reasons}"), "NothingToPublish", ErrorCategory.InvalidOperation, step,
        "Wait until Step-MtaStsPolicy gives a step that is ready.");

    public static ErrorRecord SiteNotPossible(object target, string problem) => Create(
        new ArgumentException(problem), "SiteNotPossible", ErrorCategory.InvalidArgument, target,
        "Export each of them into a folder of its own, or choose a host that serves many domains.");

    public static ErrorRecord InvalidTarget(string? input, string problem) => Create(
        new ArgumentException(problem), "InvalidTarget", ErrorCategory.InvalidArgument, input,
        "Give the host name or the addresses that 'mta-sts' shall lead to: contoso.pages.dev, 192.0.2.10.");

    public static ErrorRecord FolderInUse(string path) => Create(
        new IOException($"'{path}' holds other files, and was left alone."), "FolderInUse", ErrorCategory.ResourceExists, path,
        "Give a new or empty folder, or add -Force: files of the site are then overwritten, and all others stay.");

    public static ErrorRecord NotAFolder(string path) => Create(
        new ArgumentException($"'{path}' is not a folder of the file system."), "NotAFolder", ErrorCategory.InvalidArgument, path,
        "Give the path of a folder.");

    public static ErrorRecord SiteNotWritten(string path, Exception error) => Create(
        new IOException($"The site could not be written to '{path}', and nothing was changed: {error.Message}", error), "SiteNotWritten", ErrorCategory.WriteError, path,
        "Check the folder and the right to write there.");

    public static ErrorRecord NotEvidence(object input) => Create(
        new ArgumentException($"An object of type {input.GetType().Name} is no evidence for a step."), "NotEvidence", ErrorCategory.InvalidType, input,
        "Pipe in TLS reports (Read-TlsRptReport, without -Flatten) or their totals by domain (Measure-TlsRptReport).");

    public static ErrorRecord NotATestOfPublished(string domain) => Create(
        new ArgumentException($"The test result for {domain} is that of a policy that is not published."), "NotATestOfPublished", ErrorCategory.InvalidArgument, domain,
        "Test what is published: Test-MtaSts without -Policy and -PolicyPath.");

    public static ErrorRecord StageUnknown(string domain, string advice) => Create(
        new InvalidOperationException($"What {domain} publishes could not be seen, so its stage is not known. {advice}".TrimEnd()), "StageUnknown", ErrorCategory.ResourceUnavailable, domain,
        "Check the domain's name servers and policy host, or ask another server with -Server.");

    public static ErrorRecord Unexpected(object? target, Exception error) => Create(
        new InvalidOperationException($"'{target}' could not be dealt with: {error.GetType().Name}: {SafeText.Excerpt(error.Message, 300)}", error), "UnexpectedFault", ErrorCategory.NotSpecified, target,
        "This is a fault of the module. Please report it with the output of: $Error[0].Exception.InnerException | Format-List * -Force");

    private static ErrorRecord Create(Exception exception, string id, ErrorCategory category, object? target, string action) =>
        new(exception, id, category, target)
        {
            ErrorDetails = new ErrorDetails(exception.Message) { RecommendedAction = action },
        };
}
