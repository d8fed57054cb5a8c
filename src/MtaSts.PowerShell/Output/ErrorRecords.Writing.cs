using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;
using MtaSts.Text;

namespace MtaSts.PowerShell.Output;

/// <content>Errors of writing policies, records and sites, and of rollout steps.</content>
internal static partial class ErrorRecords
{
    public static ErrorRecord NotAPolicy(object input) => Create(
        new ArgumentException($"An object of type {input.GetType().Name} from the pipeline is not a policy."), "NotAPolicy", ErrorCategory.InvalidType, input,
        "Pipe in what New-MtaStsPolicy gives, or name a policy's text with -Policy or its file with -PolicyPath.");

    public static ErrorRecord InvalidMxPattern(string? input, string problem) => Create(
        new ArgumentException($"'{SafeText.Excerpt(input, 100)}' is not an mx pattern: {problem}."), "InvalidMxPattern", ErrorCategory.InvalidArgument, input,
        "Give host names, or '*.' and a domain: mail.contoso.com, *.mail.protection.outlook.com.");

    public static ErrorRecord UnknownProvider(string input, string? differing, IEnumerable<string> known) => Create(
        new ArgumentException(differing is null
            ? $"'{SafeText.Excerpt(input, 100)}' is none of the providers whose MX hosts are the same for all customers. These are known: "
                + $"{string.Join(", ", known)}."
            : $"The MX hosts of {differing} differ from customer to customer, so the name alone makes no policy. These providers have the same hosts for "
                + $"all customers: {string.Join(", ", known)}."), "UnknownProvider", ErrorCategory.InvalidArgument, input,
        "Name one of the known providers, or give the domain with -DomainName: the policy is then made from its live MX records.");

    public static ErrorRecord InvalidMaxAge(long input, string problem) => Create(
        new ArgumentOutOfRangeException(null, FormattableString.Invariant($"{input} is not a max_age: {problem}.")), "InvalidMaxAge",
            ErrorCategory.InvalidArgument, input,
        "Give seconds: 86400 is a day, 604800 a week, 2592000 thirty days.");

    public static ErrorRecord NoMx(string domain, string what) => Create(
        new ItemNotFoundException($"{domain} {what}: it receives no mail, so there is nothing a policy could list."), "NoMx", ErrorCategory.ObjectNotFound,
            domain,
        "Check the spelling, publish an MX record first, or give the patterns with -Mx.");

    public static ErrorRecord NoMxHost(string domain, IEnumerable<string> missing) => Create(
        new ItemNotFoundException(
            $"{domain} has MX records, and none of the hosts exists ({string.Join(", ", missing.Select(host => SafeText.Excerpt(host, 100)))}), so there is "
                + "nothing a policy could list."), "NoMxHost", ErrorCategory.ObjectNotFound, domain,
        "Publish an MX record that names the host which takes the domain's mail, and remove the others; or give the patterns with -Mx.");

    public static ErrorRecord NothingToProtect(string domain, string why) => Create(
        new ItemNotFoundException(why), "NothingToProtect", ErrorCategory.ObjectNotFound, domain,
        "Check the spelling, or publish an MX record first.");

    public static ErrorRecord MxNotListable(string domain, string host, string problem) => Create(
        new InvalidDataException($"The MX record of {domain} names '{SafeText.Excerpt(host, 100)}', which no policy can list: {problem}."), "MxNotListable",
            ErrorCategory.InvalidData, domain,
        "Let the MX record name a host by its host name, or give the patterns with -Mx.");

    public static ErrorRecord InvalidPolicy(object? target, string problem) => Create(
        new InvalidDataException($"The policy is not valid: {problem}"), "InvalidPolicy", ErrorCategory.InvalidData, target,
        "See what is wrong with ConvertFrom-MtaStsPolicy, or make a new one with New-MtaStsPolicy.");

    public static ErrorRecord InvalidId(string? input, string problem) => Create(
        new ArgumentException($"'{SafeText.Excerpt(input, 100)}' cannot be the new id: {problem}."), "InvalidId", ErrorCategory.InvalidArgument, input,
        "Leave -Id out to get one made from the present time.");

    public static ErrorRecord InvalidRua(string? input, string problem) => Create(
        new ArgumentException($"'{SafeText.Excerpt(input, 100)}' is not a valid place for reports. {problem}"), "InvalidRua", ErrorCategory.InvalidArgument,
            input,
        "Give e-mail addresses, or mailto: and https: URIs, each as a value of its own: -Rua tls-reports@contoso.com, https://reports.contoso.com/tls");

    public static ErrorRecord NotInZone(string domain, string zone) => Create(
        new ArgumentException($"{domain} is not in the zone {zone}."), "NotInZone", ErrorCategory.InvalidArgument, domain,
        "Give the zone that holds the domain, for example contoso.com for mail.contoso.com; leave -ZoneName out when the domain is a zone of its own.");

    public static ErrorRecord NoPolicyDomain(object? target) => Create(
        new ArgumentException("The policy does not say which domain it is for."), "NoPolicyDomain", ErrorCategory.InvalidArgument, target,
        "Name the domain with -DomainName.");

    public static ErrorRecord NothingToPublish(RolloutStep step) => Create(
        new InvalidOperationException($"The step for {step.DomainName} ({step.Action}) has no policy to publish. {step.Reasons}"), "NothingToPublish",
            ErrorCategory.InvalidOperation, step,
        "Wait until Step-MtaStsPolicy gives a step that is ready.");

    public static ErrorRecord SiteNotPossible(object target, string problem) => Create(
        new ArgumentException(problem), "SiteNotPossible", ErrorCategory.InvalidArgument, target,
        "Export each of them into a folder of its own, or choose a host that serves many domains.");

    public static ErrorRecord InvalidTarget(string? input, string problem) => Create(
        new ArgumentException(problem), "InvalidTarget", ErrorCategory.InvalidArgument, input,
        "Give the host name or the addresses that 'mta-sts' shall lead to: contoso.pages.dev, 192.0.2.10.");

    public static ErrorRecord FolderInUse(string path) => Create(
        new IOException($"'{Shown(path)}' holds other files, and was left alone."), "FolderInUse", ErrorCategory.ResourceExists, path,
        "Give a new or empty folder, or add -Force: files of the site are then overwritten, and all others stay.");

    public static ErrorRecord NotAFolder(string path) => Create(
        new ArgumentException($"'{Shown(path)}' is not a folder of the file system."), "NotAFolder", ErrorCategory.InvalidArgument, path,
        "Give the path of a folder.");

    public static ErrorRecord SiteNotWritten(string path, Exception error) => Create(
        new IOException($"The site could not be written to '{Shown(path)}', and nothing was changed: {Shown(error.Message)}", error), "SiteNotWritten",
            ErrorCategory.WriteError, path,
        "Check the folder and the right to write there.");

    public static ErrorRecord NotEvidence(object input) => Create(
        new ArgumentException($"An object of type {input.GetType().Name} is no evidence for a step."), "NotEvidence", ErrorCategory.InvalidType, input,
        "Pipe in TLS reports (Read-TlsRptReport, without -Flatten) or their totals by domain (Measure-TlsRptReport).");

    public static ErrorRecord NotATestOfPublished(string domain) => Create(
        new ArgumentException($"The test result for {domain} is that of a policy that is not published."), "NotATestOfPublished", ErrorCategory.InvalidArgument,
            domain,
        "Test what is published: Test-MtaSts without -Policy and -PolicyPath.");

    public static ErrorRecord StageUnknown(string domain, string advice) => Create(
        new InvalidOperationException($"What {domain} publishes could not be seen, so its stage is not known. {advice}".TrimEnd()), "StageUnknown",
            ErrorCategory.ResourceUnavailable, domain,
        "Check the domain's name servers and policy host, or ask another server with -Server.");
}
