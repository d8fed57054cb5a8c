using System;
using System.IO;
using System.Threading.Tasks;
using MtaSts.Lab;

namespace MtaSts.Benchmarks;

/// <summary>The lab with its synthetic domains, in a separate process.</summary>
internal static class CheckerLab
{
    /// <summary>Serves until standard input closes; prints ports and root certificate on one line, and its traffic for every line it reads.</summary>
    /// <param name="delayMs">How long each network step waits.</param>
    /// <param name="recordEvery">Which domains have MTA-STS, see <see cref="SyntheticDomains.RecordEvery"/>.</param>
    public static async Task<int> ServeAsync(int delayMs, int recordEvery = 1)
    {
        await using var lab = await LabServer.StartAsync(new LabOptions
        {
            Scenarios = [],
            Synthetic = new SyntheticDomains { RecordEvery = recordEvery },
            Delay = TimeSpan.FromMilliseconds(delayMs),
            CountsByName = false,
        });
        var root = Path.GetTempFileName();
        try
        {
            lab.WriteRootCertificate(root);
            Console.WriteLine($"{lab.DnsEndPoint}|{lab.HttpsPort}|{lab.SmtpPort}|{root}");
            while (await Console.In.ReadLineAsync() is not null) Console.WriteLine(LabTraffic.Of(lab.Counters));
            return 0;
        }
        finally
        {
            File.Delete(root);
        }
    }
}
