-- The totals of each organization that sends reports, as Measure-TlsRptReport -GroupBy Organization returns them.
FROM tlsrpt_measure(['Organization']);
