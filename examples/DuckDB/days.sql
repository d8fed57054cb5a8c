-- The totals of each day (UTC), as Measure-TlsRptReport -GroupBy Day returns them.
FROM tlsrpt_measure(['Day']);
