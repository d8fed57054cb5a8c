using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;

namespace MtaSts.Integration.Servers;

/// <summary>The same tests with the other build of the core, in a separate process.</summary>
internal static class OtherBuild
{
    private const char Tab = '\t';

    /// <summary>The whole result for a domain except times, in one line.</summary>
    public static string Line(TestResult result) => string.Join(Tab,
        [
            result.DomainName,
            result.ToString(),
            result.Policy?.TlsVersion ?? "",
            Describe(result.Policy?.Certificate),
            .. result.Mx.Select(mx => $"{mx.Host} {mx.StartTls} {mx.TlsVersion} {Describe(mx.Certificate)}"),
            .. result.Checks.Select(c => $"{c.Id} {c.Status}"),
        ]);

    /// <summary>Runs the other build's program.</summary>
    /// <param name="program">Its path.</param>
    /// <param name="folder">The folder of this run.</param>
    /// <returns>Its lines, by domain.</returns>
    public static async Task<IReadOnlyDictionary<string, string>> RunAsync(string program, string folder)
    {
        var said = await Tool.MustAsync("timeout", "170", "dotnet", program, folder);
        return said.Split(Environment.NewLine).Where(line => line.Contains(Tab, StringComparison.Ordinal))
            .ToDictionary(line => line.Split(Tab)[0], StringComparer.Ordinal);
    }

    /// <summary>The first part in which two lines differ.</summary>
    public static string Difference(string ours, string? theirs)
    {
        if (theirs is null)
            return "it has no result";
        var (a, b) = (ours.Split(Tab), theirs.Split(Tab));
        var at = Enumerable.Range(0, Math.Min(a.Length, b.Length)).FirstOrDefault(i => a[i] != b[i], Math.Min(a.Length, b.Length) - 1);
        return $"net8.0 has '{a[at]}', netstandard2.0 has '{b[at]}'";
    }

    private static string Describe(CertificateInfo? certificate) =>
        certificate is null ? "no certificate" : $"{certificate.Fingerprint} {certificate.Problems} {certificate.SentChain} {certificate.DnsNames}";
}
