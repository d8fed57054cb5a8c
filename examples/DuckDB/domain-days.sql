-- The totals of each domain, sender and day, as Measure-TlsRptReport -GroupBy Domain, Organization, Day returns them.
FROM tlsrpt_measure(['Domain', 'Organization', 'Day']);
