namespace MtaSts.TlsRpt;

/// <summary>A policy of a report that is not for one of the domains that were asked for.</summary>
/// <param name="Domain">The domain that it is for; empty when it names none. Safe to show.</param>
/// <param name="IsUnknown">Nothing tells the domain: the policy names none, or it is a DANE policy, which may name an MX host.</param>
public sealed record TlsReportLeftOut(string Domain, bool IsUnknown);
