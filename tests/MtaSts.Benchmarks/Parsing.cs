using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using MtaSts.Policies;
using MtaSts.Records;

namespace MtaSts.Benchmarks;

/// <summary>Nanoseconds and bytes per call for the most frequent parsing and matching.</summary>
[MemoryDiagnoser]
public class Parsing
{
    private readonly string _record = "v=STSv1; id=20260101000000;";
    private readonly string _tlsRpt = "v=TLSRPTv1; rua=mailto:tls-reports@contoso.com,https://contoso.com/tls";
    private readonly string _text =
        "version: STSv1\r\nmode: enforce\r\nmx: contoso-com.mail.protection.outlook.com\r\nmx: *.mail.protection.outlook.com\r\nmax_age: 604800\r\n";
    private readonly Policy _policy = PolicyParser.Parse("version: STSv1\nmode: none\nmx: mail.contoso.com\nmx: *.mail.protection.outlook.com\nmax_age: 1\n");

    /// <summary>A policy of five lines.</summary>
    [Benchmark]
    public Policy Policy() => PolicyParser.Parse(_text);

    /// <summary>An MTA-STS record.</summary>
    [Benchmark]
    public StsRecord Record() => StsRecordParser.Parse(_record);

    /// <summary>A TLS-RPT record with two URIs.</summary>
    [Benchmark]
    public TlsRptRecord TlsRpt() => TlsRptRecordParser.Parse(_tlsRpt);

    /// <summary>Whether a policy of two patterns covers a host.</summary>
    [Benchmark]
    public bool Covers() => _policy.Covers("contoso-com.mail.protection.outlook.com");

    internal static int Run()
    {
        // In this process: the figures are of the same build, and nothing is restored again.
        var config = DefaultConfig.Instance.AddJob(Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance));
        return BenchmarkRunner.Run<Parsing>(config).HasCriticalValidationErrors ? 1 : 0;
    }
}
