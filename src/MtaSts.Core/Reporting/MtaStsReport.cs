using System;
using System.IO;
using MtaSts.TlsRpt;

namespace MtaSts.Reporting;

/// <summary>
/// Collects what is known about a tenant's mail transport security, and writes it as one HTML file or as JSON. Results, reports and steps
/// can be added in any order and are not kept: memory grows with domains, days and senders. An instance is not thread-safe.
/// </summary>
public sealed class MtaStsReport : IDisposable
{
    private readonly MtaStsReportOptions _options;
    private readonly DomainTable _domains = new();
    private readonly CheckTable _checks = new();
    private readonly CertificateTable _certificates = new();
    private readonly TlsTotals _tls;
    private readonly ReportAssembler _rows = new();

    /// <summary>Creates an empty report.</summary>
    /// <param name="options">Its title, time and culture.</param>
    /// <exception cref="ArgumentNullException"><paramref name="options"/> is null.</exception>
    public MtaStsReport(MtaStsReportOptions options)
    {
        _options = options ?? throw new ArgumentNullException(nameof(options));
        _tls = new TlsTotals(options.UtcNow, options.TrustUnsigned, options.MaxFailureRate);
    }

    /// <summary>How many domains there are.</summary>
    public int Domains => _domains.Entries.Count;

    /// <summary>How many TLS reports were counted.</summary>
    public long Reports => _tls.Reports;

    /// <summary>How many TLS reports were left out because they were counted before.</summary>
    public long Duplicates => _tls.Duplicates;

    /// <summary>How many TLS reports were left out because they are more than three years old or dated in the future.</summary>
    public long OutOfRange => _tls.OutOfRange;

    /// <summary>Adds the result of a test. The newest of several results for one domain is shown.</summary>
    /// <param name="result">The result.</param>
    /// <exception cref="ArgumentNullException"><paramref name="result"/> is null.</exception>
    public void Add(TestResult result)
    {
        if (result is null) throw new ArgumentNullException(nameof(result));
        var number = _domains.Number(result.DomainName);
        var entry = _domains.Entries[number];
        var isNew = entry.Tested is null;
        if (!entry.Take(result, _checks)) return;
        if (!isNew) _certificates.Remove(number);
        _certificates.Add(result.Policy?.Certificate, isMx: false, number);
        foreach (var mx in result.Mx) _certificates.Add(mx.Certificate, isMx: true, number);
    }

    /// <summary>Adds a TLS report to the sums. One that was added before is not counted again.</summary>
    /// <param name="report">The report.</param>
    /// <returns>Whether anything of it was counted.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="report"/> is null.</exception>
    public bool Add(TlsReport report) => _tls.Add(report ?? throw new ArgumentNullException(nameof(report)), _domains.ReportedNumber);

    /// <summary>Adds a row of a flattened TLS report. The rows of a report must be consecutive.</summary>
    /// <param name="row">The row.</param>
    /// <exception cref="ArgumentNullException"><paramref name="row"/> is null.</exception>
    public void Add(TlsReportRow row)
    {
        if (_rows.Add(row ?? throw new ArgumentNullException(nameof(row))) is { } report) Add(report);
    }

    /// <summary>Adds a rollout step and the test on which it is based. The newest of several steps for one domain is shown.</summary>
    /// <param name="step">The step.</param>
    /// <exception cref="ArgumentNullException"><paramref name="step"/> is null.</exception>
    public void Add(RolloutStep step)
    {
        if (step is null) throw new ArgumentNullException(nameof(step));
        Add(step.TestResult);
        var entry = _domains.Entries[_domains.Number(step.DomainName)];
        if (entry.Step is not { } other || other.TestResult.Tested <= step.TestResult.Tested) entry.Step = step;
    }

    /// <summary>Counts the report whose rows were added last, and what was held until all reports are in. Both ways of writing do so too.</summary>
    public void Complete()
    {
        if (_rows.Complete() is { } last) Add(last);
        _tls.Complete();
    }

    /// <summary>Writes the data as JSON; docs/report-data.md describes its form.</summary>
    /// <param name="output">Where to.</param>
    /// <exception cref="ArgumentNullException"><paramref name="output"/> is null.</exception>
    public void WriteJson(TextWriter output)
    {
        if (output is null) throw new ArgumentNullException(nameof(output));
        Document().Write(output);
    }

    /// <summary>Writes the data and the page that shows it as one HTML file, which contacts no server.</summary>
    /// <param name="output">Where to.</param>
    /// <exception cref="ArgumentNullException"><paramref name="output"/> is null.</exception>
    public void WriteHtml(TextWriter output)
    {
        if (output is null) throw new ArgumentNullException(nameof(output));
        HtmlPage.Write(output, _options, _domains.Entries, Document());
    }

    /// <summary>Frees the hash algorithm.</summary>
    public void Dispose() => _tls.Dispose();

    private ReportDocument Document()
    {
        Complete();
        return new ReportDocument(_options, _domains.Entries, _checks, _certificates, _tls);
    }
}
