using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;
using MtaSts.PowerShell.Input;
using MtaSts.Text;

namespace MtaSts.PowerShell.Output;

/// <content>Errors of writing policies, records and sites, and of rollout steps.</content>
internal static partial class ErrorRecords
{
    public static ErrorRecord NotAPolicy(object input) => Create(
        new ArgumentException($"An object of type {input.GetType().Name} from the pipeline is not a policy."), "NotAPolicy", ErrorCategory.InvalidType, input,
        "Pipe in the output of New-MtaStsPolicy, or give a policy's text with -Policy or its file with -PolicyPath.");

    public static ErrorRecord InvalidMxPattern(string? input, string problem) => Create(
        new ArgumentException($"'{SafeText.Excerpt(input, 100)}' is not an mx pattern: {Shown(problem)}."), "InvalidMxPattern",
            ErrorCategory.InvalidArgument, input,
        "Give host names, or '*.' and a domain: mail.contoso.com, *.mail.protection.outlook.com.");

    public static ErrorRecord UnknownProvider(string input, string? differing, IEnumerable<string> known) => Create(
        new ArgumentException(differing is null
            ? $"'{SafeText.Excerpt(input, 100)}' is not one of the providers whose MX hosts are the same for all customers. These are known: "
                + $"{string.Join(", ", known)}."
            : $"The MX hosts of {differing} differ from customer to customer, so the name alone is not enough for a policy. These providers have the same "
                + $"hosts for all customers: {string.Join(", ", known)}."), "UnknownProvider", ErrorCategory.InvalidArgument, input,
        "Give one of the known providers, or give the domain with -DomainName: the policy is then created from its live MX records.");

    public static ErrorRecord InvalidMaxAge(long input, string problem) => Create(
        new ArgumentOutOfRangeException(null, FormattableString.Invariant($"{input} is not a valid max_age: {Shown(problem)}.")), "InvalidMaxAge",
            ErrorCategory.InvalidArgument, input,
        "Give seconds: 86400 is a day, 604800 a week, 2592000 thirty days.");

    public static ErrorRecord NoMx(string domain, string what) => Create(
        new ItemNotFoundException($"{domain} {Shown(what)}: it receives no mail, so there is nothing a policy could list."), "NoMx",
            ErrorCategory.ObjectNotFound, domain,
        "Check the spelling, publish an MX record first, or give the patterns with -Mx.");

    public static ErrorRecord NoMxHost(string domain, IEnumerable<string> missing) => Create(
        new ItemNotFoundException(
            $"{domain} has MX records, but none of the hosts exists ({string.Join(", ", missing.Select(host => SafeText.Excerpt(host, 100)))}), so there is "
                + "nothing a policy could list."), "NoMxHost", ErrorCategory.ObjectNotFound, domain,
        "Publish an MX record that points to the host that receives the domain's mail, and remove the others; or give the patterns with -Mx.");

    public static ErrorRecord NothingToProtect(string domain, string why) => Create(
        new ItemNotFoundException(Shown(why)), "NothingToProtect", ErrorCategory.ObjectNotFound, domain,
        "Check the spelling, or publish an MX record first.");

    public static ErrorRecord MxNotListable(string domain, string host, string problem) => Create(
        new InvalidDataException($"The MX record of {domain} contains '{SafeText.Excerpt(host, 100)}', which no policy can list: {Shown(problem)}."),
            "MxNotListable",
            ErrorCategory.InvalidData, domain,
        "Use a host name in the MX record, or give the patterns with -Mx.");

    public static ErrorRecord InvalidPolicy(object? target, string problem) => Create(
        new InvalidDataException($"The policy is not valid: {Shown(problem)}"), "InvalidPolicy", ErrorCategory.InvalidData, target,
        "Use ConvertFrom-MtaStsPolicy to see what is wrong, or create a new one with New-MtaStsPolicy.");

    public static ErrorRecord InvalidId(string? input, string problem) => Create(
        new ArgumentException($"'{SafeText.Excerpt(input, 100)}' cannot be the new id: {Shown(problem)}."), "InvalidId", ErrorCategory.InvalidArgument, input,
        "Leave out -Id to create an id from the current time.");

    public static ErrorRecord InvalidRua(string? input, string problem) => Create(
        new ArgumentException($"'{SafeText.Excerpt(input, 100)}' is not a valid destination for reports. {Shown(problem)}"), "InvalidRua",
            ErrorCategory.InvalidArgument, input,
        "Give e-mail addresses, or mailto: and https: URIs, each as a separate value: -Rua tls-reports@contoso.com, https://reports.contoso.com/tls");

    public static ErrorRecord NotInZone(string domain, string zone) => Create(
        new ArgumentException($"{Shown(domain)} is not in the zone {Shown(zone)}."), "NotInZone", ErrorCategory.InvalidArgument, domain,
        "Give the zone that contains the domain, for example contoso.com for mail.contoso.com; leave -ZoneName out if the domain is its own zone.");

    public static ErrorRecord NoPolicyDomain(object? target) => Create(
        new ArgumentException("The policy does not say which domain it is for."), "NoPolicyDomain", ErrorCategory.InvalidArgument, target,
        "Give the domain with -DomainName.");

    public static ErrorRecord NothingToPublish(RolloutStep step) => Create(
        new InvalidOperationException($"The step for {step.DomainName} ({step.Action}) has no policy to publish, so no file was written. {step.Reasons}"),
            "NothingToPublish", ErrorCategory.InvalidOperation, step,
        "Wait until Step-MtaStsPolicy returns a step that is ready. To export only those that are: Step-MtaStsPolicy ... | Where-Object Policy | "
            + "Export-MtaStsSite ...");

    public static ErrorRecord SiteNotPossible(object target, string problem) => Create(
        new ArgumentException(Shown(problem)), "SiteNotPossible", ErrorCategory.InvalidArgument, target,
        "Export each of them to a separate folder, or choose a host that serves many domains.");

    public static ErrorRecord InvalidTarget(string? input, string problem) => Create(
        new ArgumentException(Shown(problem)), "InvalidTarget", ErrorCategory.InvalidArgument, input,
        "Give the host name or the addresses that 'mta-sts' should point to: contoso.pages.dev, 192.0.2.10.");

    public static ErrorRecord FolderInUse(string path) => Create(
        new IOException($"'{Shown(path)}' contains other files, and was not changed."), "FolderInUse", ErrorCategory.ResourceExists, path,
        "Give a new or empty folder, or add -Force: files of the site are then overwritten, and all other files remain.");

    public static ErrorRecord NotAFolder(string path, string problem = "is not a folder of the file system", string? advice = null) => Create(
        new ArgumentException($"'{Shown(path)}' {Shown(problem)}."), "NotAFolder", ErrorCategory.InvalidArgument, path,
        advice ?? "Give the path of a folder.");

    public static ErrorRecord SiteNotWritten(string path, Exception error) => Create(
        new IOException($"The site could not be written to '{Shown(path)}', and nothing was changed: {Shown(ExceptionText.Of(error))}",
            ExceptionText.ToKeep(error)), "SiteNotWritten",
            ErrorCategory.WriteError, path,
        "Check the folder and your permission to write there.");

    public static ErrorRecord NotEvidence(PSObject? input, int count, bool areDomainsGiven) => Create(
        new ArgumentException(
            RejectedInputs.Subject(input, count)
                + (areDomainsGiven ? $" {(count == 1 ? "is" : "are")} not evidence for a step." : " cannot be used for a step.")
                + RejectedInputs.Found(
                    input,
                    "those of a TLS report with Policies as objects, or of its totals by domain"
                        + (areDomainsGiven ? "" : ", or one of DomainName, Domain, Name, Id"))),
        "NotEvidence", ErrorCategory.InvalidType, input,
        input?.BaseObject is string && areDomainsGiven
            ? "A text is not read as a file here: Read-TlsRptReport PATH | Step-MtaStsPolicy, or -Report (Read-TlsRptReport PATH)."
            : areDomainsGiven
            ? "Give TLS reports (Read-TlsRptReport, without -Flatten) or their totals by domain (Measure-TlsRptReport), from this session or saved. "
                + "Reports that ConvertTo-Json saved with a -Depth below 6 have lost the data that is counted."
            : "Pipe in domains as text, or objects with DomainName, Domain, Name or Id, and give TLS reports with -Report.");

    public static ErrorRecord EvidenceNotNeeded(PSObject? input, int count) => Create(
        new ArgumentException($"{RejectedInputs.Subject(input, count)} came through the pipeline, but -Rollback and -Remove need no evidence."),
        "EvidenceNotNeeded", ErrorCategory.InvalidArgument, input,
        "Leave the reports out, and name the domains.");

    public static ErrorRecord EvidenceTwice(PSObject? input, int count) => Create(
        new ArgumentException($"{RejectedInputs.Subject(input, count)} came through the pipeline, and -Report is given too."),
        "EvidenceTwice", ErrorCategory.InvalidArgument, input,
        "With -Report the pipeline is for the domains. Give all reports with -Report, or pipe all of them in.");

    public static ErrorRecord NoDomainToStep(bool hasEvidence) => Create(
        new ArgumentException(
            hasEvidence
                ? "No domain was given. Reports are evidence and do not say which domains are yours: anyone can send one."
                : "No domain was given."),
        "NoDomain", ErrorCategory.InvalidArgument, null,
        "Name it, as in Step-MtaStsPolicy contoso.com, or pipe in domains, objects with DomainName, or results of Test-MtaSts.");

    public static ErrorRecord NotATestForStep(PSObject? input, string problem) => Create(
        new ArgumentException(
            $"The object for {SafeText.Excerpt(input?.Properties["DomainName"]?.Value?.ToString() ?? "an unknown domain", 100)} {SafeText.Clean(problem)}."),
        "NotATestOfPublished", ErrorCategory.InvalidArgument, input,
        input?.BaseObject is string
            ? "A text is not read as a file here: -TestResult (Import-Clixml FILE)."
            : "Give results of Test-MtaSts without -Policy, -PolicyPath and -Flatten: objects, or what Export-Clixml or "
                + "ConvertTo-Json -Depth 6 saved of them.");

    public static ErrorRecord StageUnknown(string domain, string advice) => Create(
        new InvalidOperationException(
            $"It could not be determined what {domain} publishes, so its stage is not known. {Shown(advice)}".TrimEnd()), "StageUnknown",
            ErrorCategory.ResourceUnavailable, domain,
        $"Run Test-MtaSts {domain}: it shows what could not be determined, and what to do.");
}
