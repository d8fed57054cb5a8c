namespace MtaSts.Watching;

/// <summary>The members of a baseline file. Scripts may read them, so they stay.</summary>
internal static class BaselineNames
{
    public const string Format = "format";
    public const string Version = "version";
    public const string Domains = "domains";
    public const string Domain = "domain";
    public const string Accepted = "accepted";
    public const string Differing = "differing";
    public const string Open = "open";
    public const string PolicyId = "policyId";
    public const string PolicyOfId = "policyOfId";
    public const string Policy = "policy";
    public const string MxHosts = "mxHosts";
    public const string Issuers = "issuers";
    public const string Faults = "faults";
    public const string Check = "check";
    public const string Severity = "severity";
    public const string Detail = "detail";
    public const string Fix = "fix";
    public const string Since = "since";
    public const string LastSeen = "lastSeen";
}
