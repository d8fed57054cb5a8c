using System.Linq;
using System.Text;
using MtaSts.Records;

namespace MtaSts.Fuzz.Targets;

/// <summary>The two TXT records (RFC 8461 §3.1, RFC 8460 §3).</summary>
internal sealed class RecordTarget() : FuzzTarget(
    "records", "v=STSv1", "v=TLSRPTv1", ";", "; ", " ;", "id=", "rua=", "mailto:", "https://", ",", "!", "%2C", "\"", "=", "=;", "v=", "v=spf1", "\t", "é", "\u001b[31m", "\u202e")
{
    public override int MaxOctets => 4096;

    public override long AllocationLimit(int octets) => 4_000_000 + (2000L * octets);

    public override string Run(byte[] input)
    {
        var text = Encoding.UTF8.GetString(input);
        return Sts(text) + Corpus.Separator + TlsRpt(text);
    }

    private static string Sts(string text)
    {
        var record = StsRecordParser.Parse(text);
        Require(record.Text == text, "a record keeps its text");
        if (Promises.BrokenBy(text, record.IsValid, record.Findings, isOneLine: true) is { } broken) Require(false, broken);
        if (!record.IsValid) return "-" + Corpus.Separator + Promises.Rules(record.Findings);
        var again = StsRecordParser.Parse(StsRecordWriter.Write(record.Id!));
        Require(again.IsValid && again.Id == record.Id && again.Findings.Count == 0, "an id that is valid comes back as it was written");
        return "+" + Corpus.Separator + Promises.Rules(record.Findings);
    }

    private static string TlsRpt(string text)
    {
        var record = TlsRptRecordParser.Parse(text);
        Require(record.Text == text, "a record keeps its text");
        if (Promises.BrokenBy(text, record.IsValid, record.Findings, isOneLine: true) is { } broken) Require(false, broken);
        if (!record.IsValid) return "-" + Corpus.Separator + Promises.Rules(record.Findings);
        var again = TlsRptRecordParser.Parse("v=TLSRPTv1; rua=" + string.Join(",", record.Rua));
        Require(again.IsValid && again.Rua.SequenceEqual(record.Rua), "addresses that are valid come back as they were written");
        return $"+{System.Math.Min(record.Rua.Count, 4)}" + Corpus.Separator + Promises.Rules(record.Findings);
    }
}
