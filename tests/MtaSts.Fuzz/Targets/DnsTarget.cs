using System;
using System.Linq;
using System.Text;
using MtaSts.Dns;
using MtaSts.Dns.Wire;

namespace MtaSts.Fuzz.Targets;

/// <summary>DNS messages as a server may send them (RFC 1035 §4.1).</summary>
internal sealed class DnsTarget() : FuzzTarget("dns", "\u0007contoso\u0004test", "v=STSv1; id=1;")
{
    private const int MaxCnames = 16;

    private static readonly DnsRecordType[] Types = Enum.GetValues<DnsRecordType>();

    private readonly DnsQuery _query = DnsQuery.TryCreate("contoso.test", DnsRecordType.TXT, out var query) is null
        ? query!
        : throw new InvalidOperationException();

    public override int MaxOctets => 65535;

    // Names of 255 octets, through a pointer of two octets each.
    public override long AllocationLimit(int octets) => 4_000_000 + (2000L * octets);

    public override byte[] Mutate(byte[] input, byte[] other, Random random) =>
        random.Next(2) == 0 || input.Length < 14 ? base.Mutate(input, other, random) : DnsMutator.Mutate(input, random);

    public override string Run(byte[] input)
    {
        var stray = _query.WhyNotAnsweredBy(input, input.Length);
        Require(Promises.IsSafe(stray), "what a stranger sent is shown safely");
        var fault = DnsMessageReader.TryRead(input, input.Length, out var message);
        Require(fault is null != message is null, "octets are a message or a fault");
        var buffer = new byte[input.Length + 50];
        Array.Fill(buffer, (byte)0xC0);
        input.CopyTo(buffer, 0);
        var again = DnsMessageReader.TryRead(buffer, input.Length, out var same);
        Require(again?.ToString() == fault?.ToString() && Shape(message) == Shape(same), "octets behind the length are not read");
        if (fault is not null)
        {
            Require(fault.Offset >= 0 && fault.Offset <= input.Length, "a fault stands inside the message");
            return (stray is null ? "q" : "") + "-" + fault.Reason;
        }

        if (message!.ExtendedError is { } said) Require(Promises.IsSafe(said), "what a stranger sent is shown safely");
        foreach (var record in message.Answers) Check(record);
        return (stray is null ? "q+" : "+") + string.Join(Corpus.Separator, Types.Select(type => type + Walk(message, type))) + Corpus.Separator
            + message.ResponseCode
            + " " + string.Join(",", message.Answers.Select(a => a.GetType().Name).Distinct().Order(StringComparer.Ordinal))
                + (message.Authority is null ? "" : " SOA") + (message.ExtendedError is null ? "" : " EDE");
    }

    private static void Check(DnsRecord record)
    {
        IsName(record.Name);
        if (record is CnameRecord cname) IsName(cname.Target);
        if (record is MxRecord mx) IsName(mx.Exchange);
        if (record is TxtRecord text) Require(text.Strings.All(s => s.Length <= 255 && s.All(c => c <= 0xFF)), "a string has at most 255 octets");
        Require(record.TimeToLive <= int.MaxValue, "a TTL has 31 bits");
    }

    /// <summary>A name that was read can be written, is shown safely, and survives a write and a read.</summary>
    private static void IsName(string name)
    {
        var octets = new byte[300];
        Require(name.All(c => c is > ' ' and < '\u007f'), "a name is visible ASCII");
        Require(DnsName.Encode(name, octets, 0, out var length) is null && length <= DnsName.MaxOctets, "a name that was read can be asked for");
        var cursor = new WireCursor(octets, 0, length);
        Require(DnsName.Read(ref cursor, new StringBuilder(), out var again) is null && again == name, "a name comes back as it was");
    }

    private static string Walk(DnsMessage message, DnsRecordType type)
    {
        var walk = new CnameChaser("contoso.test", type, MaxCnames);
        var status = walk.Read(message);
        Require(walk.Chain.Count <= MaxCnames, "no more CNAMEs are followed than allowed");
        Require(status != DnsStatus.Success || walk.Records.Count > 0, "success has records");
        Require(Promises.IsSafe(walk.Error), "what a stranger sent is shown safely");
        return $"{status}{Math.Min(walk.Chain.Count, 3)}";
    }

    private static string Shape(DnsMessage? message) =>
        message is null
            ? ""
            : $"{message.ResponseCode} {message.Answers.Count} {string.Join(";", message.Answers.Select(a => a.ToString()))} "
                + $"{message.Authority} {message.ExtendedError}";
}
