using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Security.Cryptography.X509Certificates;
using System.Threading;
using System.Threading.Tasks;
using MtaSts.Checks;
using MtaSts.Net.Certificates;
using MtaSts.Scanning;
using MtaSts.Tests.Support;
using Xunit;

namespace MtaSts.Tests.Checks;

/// <summary>The checks of the lab's domains have the same results in every culture.</summary>
[Collection(SharedTestLab.Name)]
public class ScenarioCultureTests(TestLab lab)
{
    private static readonly string[] Cultures = ["de-DE", "tr-TR", "it-IT"];

    [Fact]
    public async Task Every_check_has_the_same_result_in_every_culture()
    {
        // One time for all runs; otherwise the days until a certificate expires may differ.
        var now = DateTime.UtcNow;
        var checker = lab.Checker(lab.Options(trust: new CertificateTrust(new X509Certificate2Collection(lab.Lab.RootCertificate), () => now)));
        var expected = await RunAsync(checker, "");
        Assert.NotEmpty(expected);
        foreach (var culture in Cultures)
        {
            var seen = await RunAsync(checker, culture);
            Assert.All(expected, one => Assert.Equal(one.Value, seen.TryGetValue(one.Key, out var text) ? text : ""));
        }
    }

    private async Task<IReadOnlyDictionary<string, string>> RunAsync(MtaStsChecker checker, string culture)
    {
        using var _ = new CultureScope(culture);
        var said = new ConcurrentDictionary<string, string>();
        using var gate = new SemaphoreSlim(32);
        // Results for hosts that never answer contain the wait, and take that long.
        await Task.WhenAll(lab.Lab.Scenarios.Where(domain => domain.Expected.Status != "Unknown").Select(async domain =>
        {
            await gate.WaitAsync();
            try
            {
                var result = await checker.TestAsync(domain.Name, new TestOptions(), CancellationToken.None);
                var text = Transcript.Of([result.Status, result.SenderAction, result.Mode, result.Advice, .. result.Checks]);
#if CORE_NETSTANDARD
                // Here the platform may download the missing issuer in one run and not in the other, which changes the result.
                if (text.Contains("the server did not send", StringComparison.Ordinal)) return;
#endif
                said[domain.Name] = text;
            }
            finally
            {
                gate.Release();
            }
        }));
        return said;
    }
}
