using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using MtaSts.TlsRpt;
using Xunit;

namespace MtaSts.Tests.TlsRpt;

/// <summary>
/// The two builds read JSON through different readers of .NET; they must come to the same result. Only the place of a
/// fault in the grammar may differ by a token.
/// </summary>
public class ParityTests
{
    /// <summary>What this build makes of 4,000 damaged reports, as a digest. Both builds run this test, against one value.</summary>
    private const string Digest = "79d5c4f93c56ac5d";

    [Fact]
    public void Both_builds_make_the_same_of_damaged_json()
    {
        var random = new Random(8460);
        byte[] seed = Sample.Utf8(Sample.WithFailures(3, """[{"result-type":"a\u00e9\n","sending-mta-ip":"192.0.2.1","failed-session-count":-3.5e1,"x":[1,{"y":null},true,false,"\u00fc"]}]"""));
        var lines = new List<string>();
        for (int i = 0; i < 4000; i++)
        {
            byte[] bytes = Damage(seed, random);
            lines.Add(i.ToString(CultureInfo.InvariantCulture) + ": " + string.Join(",", Sample.Read(bytes).Select(Describe)));
        }

        Assert.Equal(Digest, Hash(string.Join("\n", lines)));
    }

    private static byte[] Damage(byte[] seed, Random random)
    {
        const string Likely = "{}[]\",:\\ 0-.etn\n\u0001";
        List<byte> bytes = [.. seed];
        for (int changes = random.Next(1, 4); changes > 0; changes--)
        {
            int at = random.Next(bytes.Count);
            byte value = random.Next(4) == 0 ? (byte)random.Next(256) : (byte)Likely[random.Next(Likely.Length)];
            switch (random.Next(3))
            {
                case 0: bytes[at] = value; break;
                case 1: bytes.Insert(at, value); break;
                default: bytes.RemoveAt(at); break;
            }
        }

        return [.. bytes];
    }

    /// <summary>No words, which may change: figures, places and texts of the report.</summary>
    private static string Describe(TlsReportResult result)
    {
        if (result.Report is TlsReport report) return TlsReportWriter.ToJson(report) + string.Join("|", report.Warnings.Select(warning => warning.Path));
        TlsReportError error = result.Error!;
        return error.Fault == TlsReportFault.NotJson ? "NotJson" : string.Join("|", error.Fault, error.JsonPath, error.Member, error.Offset);
    }

    private static string Hash(string text)
    {
        byte[] hash = SHA256.HashData(Encoding.UTF8.GetBytes(text));
        return string.Concat(hash.Take(8).Select(b => b.ToString("x2", CultureInfo.InvariantCulture)));
    }
}
