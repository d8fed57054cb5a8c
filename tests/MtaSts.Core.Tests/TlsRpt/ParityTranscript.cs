using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using System.Runtime.Versioning;
using System.Text;
using MtaSts.TlsRpt;

namespace MtaSts.Tests.TlsRpt;

/// <summary>What the build under test reads from damaged reports.</summary>
public static class ParityTranscript
{
    /// <summary>The number of damaged reports.</summary>
    public const int Count = 4000;

    /// <summary>The framework that the core under test was built for.</summary>
    public static string Build() => typeof(Policy).Assembly.GetCustomAttribute<TargetFrameworkAttribute>()!.FrameworkName;

    /// <summary>What this build reads from damaged reports, one line each.</summary>
    public static string[] Make() => [.. Inputs().Select(input => string.Join(",", Sample.Read(input.Bytes).Select(Describe)))];

    /// <summary>The damaged reports, the same in every run.</summary>
    public static IEnumerable<(byte[] Bytes, string Text)> Inputs()
    {
        var random = new Random(8460);
        var seed = Sample.Utf8(Sample.WithFailures(3, """[{"result-type":"a\u00e9\n","sending-mta-ip":"192.0.2.1","failed-session-count":-3.5e1,"x":[1,{"y":null},true,false,"\u00fc"]}]"""));
        for (var i = 0; i < Count; i++)
        {
            var bytes = Damage(seed, random);
            yield return (bytes, Encoding.UTF8.GetString(bytes));
        }
    }

    private static byte[] Damage(byte[] seed, Random random)
    {
        const string Likely = "{}[]\",:\\ 0-.etn\n\u0001";
        List<byte> bytes = [.. seed];
        for (var changes = random.Next(1, 4); changes > 0; changes--)
        {
            var at = random.Next(bytes.Count);
            var value = random.Next(4) == 0 ? (byte)random.Next(256) : (byte)Likely[random.Next(Likely.Length)];
            switch (random.Next(3))
            {
                case 0: bytes[at] = value; break;
                case 1: bytes.Insert(at, value); break;
                default: bytes.RemoveAt(at); break;
            }
        }

        return [.. bytes];
    }

    /// <summary>Only numbers, positions and texts of the report; no messages, which may change.</summary>
    private static string Describe(TlsReportResult result)
    {
        if (result.Report is TlsReport report) return TlsReportWriter.ToJson(report) + string.Join("|", report.Warnings.Select(warning => warning.Path));
        var error = result.Error!;
        return error.Fault == TlsReportFault.NotJson ? "NotJson" : string.Join("|", error.Fault, error.JsonPath, error.Member, error.Offset);
    }
}
