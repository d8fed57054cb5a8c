using System.Globalization;
using System.Linq;
using MtaSts.Lab;

namespace MtaSts.Benchmarks;

/// <summary>The traffic of the lab so far, as printed by <see cref="CheckerLab"/>.</summary>
internal readonly record struct LabTraffic(long Questions, long HttpsConnections, long SmtpConnections)
{
    public static LabTraffic Of(LabCounters counters) => new(counters.DnsQuestions, counters.HttpsConnections, counters.SmtpConnections);

    public static LabTraffic Parse(string line)
    {
        var numbers = line.Split(' ').Select(word => long.Parse(word, CultureInfo.InvariantCulture)).ToArray();
        return new LabTraffic(numbers[0], numbers[1], numbers[2]);
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Questions} {HttpsConnections} {SmtpConnections}");
}
