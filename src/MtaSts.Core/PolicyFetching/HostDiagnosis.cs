namespace MtaSts.PolicyFetching;

/// <summary>Who hosts the policy, why that host answers as it does, and what to set there.</summary>
/// <param name="Host">The name people know, for example <c>Cloudflare Pages</c>.</param>
/// <param name="Cause">What the answer means there, in whole sentences.</param>
/// <param name="Fix">The setting or the step, in whole sentences.</param>
/// <param name="MayConcernUsAlone">True when other visitors may get another answer.</param>
internal sealed record HostDiagnosis(string Host, string Cause, string Fix, bool MayConcernUsAlone = false);
