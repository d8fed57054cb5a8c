using System;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using MtaSts.Records;
using Xunit;

namespace MtaSts.Tests.Checks;

/// <summary>Parses a fix: the records, patterns and commands that it proposes, and what it must not contain.</summary>
internal static partial class AdviceText
{
    private static readonly string Help = FindHelp();

    /// <summary>Checks every fix of a result against the rules.</summary>
    public static void Check(TestResult result, DateTime nowUtc)
    {
        foreach (var check in result.Checks) Check(result, check.Fix, nowUtc);
        Check(result, result.Advice, nowUtc);
    }

    public static void Check(TestResult result, string fix, DateTime nowUtc)
    {
        var where = $"{result.DomainName}: {fix}";
        Assert.False(Placeholder().IsMatch(fix.Replace(result.DomainName, "", StringComparison.Ordinal)), where);
        if (result.DomainName != "contoso.com") Assert.DoesNotContain("contoso.com", fix, StringComparison.Ordinal);
        Assert.DoesNotContain("20260101000000", fix, StringComparison.Ordinal); // what the lab publishes
        foreach (Match record in Record().Matches(fix)) CheckRecord(record.Groups["text"].Value, result, nowUtc, where);
        foreach (Match line in Line().Matches(fix)) CheckPattern(line.Groups["pattern"].Value, result, where);
        if (Url().Match(fix) is { Success: true } url)
        {
            Assert.Equal($"https://mta-sts.{result.DomainName}/.well-known/mta-sts.txt", url.Value);
            var record = fix.IndexOf("TXT record", StringComparison.Ordinal);
            Assert.True(record < 0 || url.Index < record, where); // the file first, then the record
        }

        foreach (var cmdlet in Cmdlet().Matches(fix).Select(m => m.Value)) Assert.True(File.Exists(Path.Combine(Help, cmdlet + ".md")), where);
        var at = fix.IndexOf("Run: ", StringComparison.Ordinal);
        if (at >= 0) CheckCommand(fix[(at + 5)..], result, where);
    }

    private static void CheckRecord(string text, TestResult result, DateTime nowUtc, string where)
    {
        if (text.StartsWith("v=TLSRPTv1", StringComparison.Ordinal))
        {
            var tlsRpt = TlsRptRecordParser.Parse(text);
            Assert.True(tlsRpt is { IsValid: true, Findings.Count: 0 }, where);
            return;
        }

        var sts = StsRecordParser.Parse(text);
        Assert.True(sts is { IsValid: true, Findings.Count: 0 }, where);
        var made = DateTime.ParseExact(
            sts.Id!, "yyyyMMddHHmmss", null, System.Globalization.DateTimeStyles.AssumeUniversal | System.Globalization.DateTimeStyles.AdjustToUniversal);
        Assert.InRange(made, nowUtc.AddMinutes(-10), nowUtc.AddMinutes(10));
        Assert.DoesNotContain(sts.Id!, result.Record?.Text ?? "", StringComparison.Ordinal);
    }

    private static void CheckPattern(string text, TestResult result, string where)
    {
        Assert.True(MxPattern.TryParse(text, out var pattern, out var problem), $"{problem}: {where}");
        Assert.Contains(result.Mx, mx => pattern.Covers(mx.Host) && !mx.IsMissing);
        Assert.DoesNotContain(result.Mx, mx => !pattern.IsWildcard && mx.IsMissing && pattern.Covers(mx.Host));
    }

    /// <summary>The cmdlet is one of ours, its help explains each parameter, and the domain is the first argument.</summary>
    private static void CheckCommand(string command, TestResult result, string where)
    {
        const string Reports = "Read-TlsRptReport ./reports -Recurse | ";
        var words = Word().Matches(command.StartsWith(Reports, StringComparison.Ordinal) ? command[Reports.Length..] : command).Select(m => m.Value).ToList();
        Assert.EndsWith(string.Join(" ", words), command, StringComparison.Ordinal);
        Assert.Equal(result.DomainName, words[1]);
        var known = File.ReadAllLines(Path.Combine(Help, words[0] + ".md")).Where(line => line.StartsWith("### ", StringComparison.Ordinal))
            .Select(line => line[4..]).ToHashSet();
        foreach (var word in words.Skip(2).Where(word => word[0] == '-')) Assert.True(known.Contains(word[1..]), $"{word}: {where}");
        if (words[0] == "New-TlsRptRecord") Assert.True(words.Count >= 4 && words[2] == "-Rua", where);
    }

    private static string FindHelp()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "MtaSts.sln"))) folder = folder.Parent;
        return Path.Combine(folder!.FullName, "src", "MtaSts.PowerShell", "Help");
    }

    [GeneratedRegex(@"<\w+>|example\.(com|org|net)|your-domain|\bcontoso\b|…|\.\.\.")]
    private static partial Regex Placeholder();

    [GeneratedRegex(@"'(?<text>v=(?:STSv1|TLSRPTv1);[^']+)'")]
    private static partial Regex Record();

    [GeneratedRegex(@"'mx: (?<pattern>[^']*)'")]
    private static partial Regex Line();

    [GeneratedRegex(@"https://mta-sts\.\S*?mta-sts\.txt")]
    private static partial Regex Url();

    [GeneratedRegex(@"\b(?:Test|Get|New|Step|Export|Read|Measure|ConvertFrom)-(?:MtaSts|TlsRpt)\w+")]
    private static partial Regex Cmdlet();

    [GeneratedRegex(@"'[^']*',?|\S+")]
    private static partial Regex Word();
}
