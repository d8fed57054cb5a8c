namespace MtaSts.TlsRpt;

/// <summary>A policy of a report that is not for one of the requested domains.</summary>
/// <param name="Domain">Its domain; empty when it has none. Safe to show.</param>
/// <param name="IsUnknown">The domain is not known: the policy has none, or it is a DANE policy, which may name an MX host.</param>
public sealed record TlsReportLeftOut(string Domain, bool IsUnknown);
