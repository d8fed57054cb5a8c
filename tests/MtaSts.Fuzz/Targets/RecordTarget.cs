using System.Linq;
using System.Text;
using MtaSts.Records;

namespace MtaSts.Fuzz.Targets;

/// <summary>The two TXT records (RFC 8461 §3.1, RFC 8460 §3).</summary>
internal sealed class RecordTarget() : FuzzTarget(
    "records", "v=STSv1", "v=TLSRPTv1", ";", "; ", " ;", "id=", "rua=", "mailto:", "https://", ",", "!", "%2C", "\"", "=", "=;", "v=", "v=spf1", "\t", "é",
        "\u001b[31m", "\u202e", "_mta-sts.contoso.com. 300 IN TXT ", "(", ")", "{", "}", "\\", "\\n", "\n", "\u00a0", "\u201c", "&quot;", "=3D", "id :")
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
        var pasted = StsRecordParser.ParsePasted(text);
        if (Promises.BrokenBy(pasted.Text, pasted.IsValid, pasted.Findings, isOneLine: true) is { } fault) Require(false, "pasted: " + fault);
        Require(!record.IsValid || pasted.IsValid, "what is valid is valid when it is pasted");
        Require(!pasted.IsValid || StsRecordParser.Parse(pasted.Text).IsValid, "what is found in a pasted text is a record");
        if (!record.IsValid) return "-" + Corpus.Separator + Promises.Rules(record.Findings) + Corpus.Separator + Promises.Rules(pasted.Findings);
        var again = StsRecordParser.Parse(StsRecordWriter.Write(record.Id!));
        Require(again.IsValid && again.Id == record.Id && again.Findings.Count == 0, "an id that is valid comes back as it was written");
        return "+" + Corpus.Separator + Promises.Rules(record.Findings);
    }

    private static string TlsRpt(string text)
    {
        var record = TlsRptRecordParser.Parse(text);
        Require(record.Text == text, "a record keeps its text");
        if (Promises.BrokenBy(text, record.IsValid, record.Findings, isOneLine: true) is { } broken) Require(false, broken);
        var pasted = TlsRptRecordParser.ParsePasted(text);
        if (Promises.BrokenBy(pasted.Text, pasted.IsValid, pasted.Findings, isOneLine: true) is { } fault) Require(false, "pasted: " + fault);
        if (!record.IsValid) return "-" + Corpus.Separator + Promises.Rules(record.Findings);
        var again = TlsRptRecordParser.Parse("v=TLSRPTv1; rua=" + string.Join(",", record.Rua));
        Require(again.IsValid && again.Rua.SequenceEqual(record.Rua), "addresses that are valid come back as they were written");
        return $"+{System.Math.Min(record.Rua.Count, 4)}" + Corpus.Separator + Promises.Rules(record.Findings);
    }
}
