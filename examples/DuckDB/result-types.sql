-- Which failures each domain has, as Measure-TlsRptReport -GroupBy Domain, ResultType returns them, without the sessions that have no failure.
FROM tlsrpt_measure(['Domain', 'ResultType']) WHERE Failures > 0 ORDER BY Domain, Failures DESC, ResultType;
