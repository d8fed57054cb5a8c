-- Which policies senders applied to each domain, and since when: after a change, an old policy is seen until it has expired in every cache.
SELECT
  nullif(Domain, '') AS Domain, PolicyType, tlsrpt_shown(PolicyString) AS PolicyString, tlsrpt_shown(PolicyMxHost) AS PolicyMxHost,
  tlsrpt_count(sum(Successes)) AS Successes, tlsrpt_count(sum(Failures)) AS Failures,
  count(DISTINCT ReportKey) AS Reports, list_sort(list(DISTINCT Organization)) AS Reporters, min(First) AS First, max(Last) AS Last
FROM tlsrpt_policies
GROUP BY tlsrpt_policies.Domain, PolicyType, tlsrpt_policies.PolicyString, tlsrpt_policies.PolicyMxHost
ORDER BY Domain, Last DESC, PolicyType, PolicyString, PolicyMxHost;
