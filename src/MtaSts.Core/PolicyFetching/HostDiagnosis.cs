namespace MtaSts.PolicyFetching;

/// <summary>Who hosts the policy, why that host gives this answer, and what to change there.</summary>
/// <param name="Host">The name people know, for example <c>Cloudflare Pages</c>.</param>
/// <param name="Cause">The meaning of the answer at this host, in whole sentences.</param>
/// <param name="Fix">The setting or the step, in whole sentences.</param>
/// <param name="MayConcernUsAlone">True when other visitors may get a different answer.</param>
internal sealed record HostDiagnosis(string Host, string Cause, string Fix, bool MayConcernUsAlone = false);
