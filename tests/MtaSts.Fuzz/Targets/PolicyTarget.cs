using System.Linq;
using System.Text;
using MtaSts.Policies;

namespace MtaSts.Fuzz.Targets;

/// <summary>The policy file (RFC 8461 §3.2).</summary>
internal sealed class PolicyTarget() : FuzzTarget(
    "policies", "version: STSv1", "mode: ", "enforce", "testing", "none", "mx: ", "mx: *.", "max_age: ", "\r\n", "\n", "\r", "\n\n", ":", " ", "\t", "*", ".",
        "xn--", "\uFEFF", "é", "\0", "#", "<html>", "\\n", "n", "\u00a0", "\u201c", "- ", "```", "=", "\r\r\n", "\"", "*.google.com", "\u001b]0;x\u0007",
        "\u202e")
{
    public override int MaxOctets => 64 * 1024;

    public override long AllocationLimit(int octets) => 16_000_000 + (4000L * octets); // the input is read in three ways

    public override string Run(byte[] input)
    {
        var policy = PolicyParser.Parse(input);
        if (Promises.BrokenBy(policy.Text, policy.IsValid, policy.Findings) is { } broken) Require(false, broken);
        var alone = PolicyParser.ParseAlone(input);
        if (Promises.BrokenBy(alone.Text, alone.IsValid, alone.Findings) is { } fault) Require(false, "alone: " + fault);
        if (!policy.Text.Contains('\r'))
        {
            var windows = PolicyParser.Parse(policy.Text.Replace("\n", "\r\n", System.StringComparison.Ordinal));
            Require(Shape(windows) == Shape(PolicyParser.Parse(policy.Text)), "CRLF and LF give the same policy");
        }

        foreach (var pattern in policy.Patterns)
        {
            var host = pattern.IsWildcard ? "a." + pattern.Name : pattern.Name;
            Require(pattern.Covers(host), "a pattern covers the host that it is made for");
            Require(!pattern.Covers("b." + host), "a pattern covers no label more");
        }

        if (!policy.IsValid) return "-" + Corpus.Separator + Promises.Rules(policy.Findings);
        Require(policy.Mode is not null && policy.MaxAge is >= 0 and <= PolicyWriter.LargestMaxAge, "a valid policy has a mode and a max_age");
        Require(policy.Mode == PolicyMode.None || policy.Mx.Count > 0, "a valid policy has an mx, or the mode none");
        if (policy.MaxAge > 0) ComesBack(policy);
        return "+" + policy.Mode + Corpus.Separator + Promises.Rules(policy.Findings);
    }

    private static void ComesBack(Policy policy)
    {
        var again = PolicyParser.Parse(Encoding.ASCII.GetBytes(PolicyWriter.Write(policy.Mode!.Value, policy.Mx, policy.MaxAge!.Value)));
        Require(again.IsValid, "what was written is valid");
        Require((again.Mode, again.MaxAge) == (policy.Mode, policy.MaxAge), "mode and max_age come back");
        Require(again.Mx.Select(Lower).SequenceEqual(policy.Mx.Select(Lower)), "the patterns come back");
    }

#pragma warning disable CA1308 // host names are lower case
    private static string Lower(string pattern) => pattern.ToLowerInvariant();
#pragma warning restore CA1308

    private static string Shape(Policy policy) =>
        $"{policy.IsValid} {policy.Version} {policy.Mode} {policy.MaxAge} {policy.Mx} {string.Join(" ", policy.Findings)}";
}
