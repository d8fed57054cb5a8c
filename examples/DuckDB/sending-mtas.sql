-- Which sending MTAs had failures, how many domains they concern, and with which result types.
SELECT
  Organization, SendingMtaIp, tlsrpt_count(sum(FailedSessionCount)) AS Failures, count(DISTINCT Domain) AS Domains, count(DISTINCT ReportKey) AS Reports,
  list_sort(list(DISTINCT ResultType) FILTER (ResultType IS NOT NULL)) AS ResultTypes, min(First) AS First, max(Last) AS Last
FROM tlsrpt_failures
WHERE FailedSessionCount > 0
GROUP BY Organization, SendingMtaIp
ORDER BY Failures DESC, Organization, SendingMtaIp;
