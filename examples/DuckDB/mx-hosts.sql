-- The failures at each receiving MX host, as Measure-TlsRptReport -GroupBy Domain, MxHost returns them.
FROM tlsrpt_measure(['Domain', 'MxHost']) WHERE Failures > 0 ORDER BY Domain, Failures DESC, MxHost;
