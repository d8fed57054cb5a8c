-- The totals of each domain, as Measure-TlsRptReport -GroupBy Domain returns them.
FROM tlsrpt_measure(['Domain']);
