using MtaSts.Dns;
using MtaSts.PolicyFetching;

namespace MtaSts.Scanning;

/// <summary>What a domain publishes while another policy is tested for it: the data for reporting what would change.</summary>
/// <param name="Answer">The TXT answer at <c>_mta-sts</c>.</param>
/// <param name="Record">The record; null when there is no single one.</param>
/// <param name="Fetch">What was seen at the policy host.</param>
/// <param name="Policy">The policy; null when there was nothing to read.</param>
internal sealed record PublishedState(DnsResponse Answer, StsRecord? Record, PolicyFetch Fetch, Policy? Policy);
