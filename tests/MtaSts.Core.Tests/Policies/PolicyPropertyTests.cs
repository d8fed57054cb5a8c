using System;
using System.Collections.Generic;
using System.Linq;
using FsCheck;
using FsCheck.Fluent;
using MtaSts.Policies;
using MtaSts.Tests.Support;
using Xunit;

namespace MtaSts.Tests.Policies;

public class PolicyPropertyTests
{
    private static readonly string[] Pieces =
    [
        "version: STSv1", "mode: enforce", "mode: none", "mx: ", "*.a.test", "mail.test", "max_age: ", "604800", "\n", "\n", "\n", "\r\n", "\r\n", "\r", " ",
            "\t",
        ":", "#", "x_y: z", "\uFEFF", "\u001b", "<", "é", "ü.test", "0", "=", "-", "*", "\u202e",
    ];

    private static Gen<string> NearPolicies => Any.Of(20, Pieces);

    [Fact]
    public void Any_text_is_a_policy_or_results_in_an_error_and_nothing_throws() => Any.Hold(Gen.OneOf(Any.Text, NearPolicies), text =>
    {
        var policy = PolicyParser.Parse(text);
        FindingRules.Hold(text, policy.IsValid, policy.Findings);
        Assert.Equal(text, policy.Text);
        if (!policy.IsValid) return;
        Assert.Equal("STSv1", policy.Version);
        Assert.InRange(policy.MaxAge!.Value, 0, PolicyWriter.LargestMaxAge);
        Assert.True(policy.Mode == PolicyMode.None || policy.Mx.Count > 0);
    }, 3000);

    [Fact]
    public void Any_bytes_are_a_policy_or_result_in_an_error_and_nothing_throws() => Any.Hold(
        Gen.OneOf(
            Any.Bytes, NearPolicies.Select(System.Text.Encoding.UTF8.GetBytes),
            NearPolicies.Select(text => (byte[])[0xFF, 0xFE, .. System.Text.Encoding.Unicode.GetBytes(text)])),
        bytes =>
        {
            var policy = PolicyParser.Parse(bytes);
            FindingRules.Hold(policy.Text, policy.IsValid, policy.Findings);
        },
        2000);

    [Fact]
    public void Bytes_and_their_text_result_in_the_same_policy() => Any.Hold(NearPolicies.Where(text => text.IndexOf('\0') < 0 && IsWhole(text)), text =>
    {
        var fromBytes = PolicyParser.Parse(System.Text.Encoding.UTF8.GetBytes(text));
        Assert.Equal(Shape(PolicyParser.Parse(text)), Shape(fromBytes));
    });

    [Fact]
    public void CRLF_and_LF_result_in_the_same_policy() => Any.Hold(Gen.OneOf(Any.Text, NearPolicies).Select(text => text.Replace("\r", "")), text =>
        Assert.Equal(Shape(PolicyParser.Parse(text)), Shape(PolicyParser.Parse(text.Replace("\n", "\r\n")))), 1000);

    [Fact]
    public void Written_text_is_read_back_unchanged()
    {
        var values = from mode in Any.Mode
                     from age in Any.MaxAge
                     from count in Gen.Choose(mode == PolicyMode.None ? 0 : 1, 5)
                     from mx in Any.Pattern.ArrayOf(count)
                     from end in Gen.Elements("\r\n", "\n")
                     select (Mode: mode, Age: age, Mx: mx, End: end);
        Any.Hold(values, v =>
        {
            var text = PolicyWriter.Write(v.Mode, v.Mx, v.Age, v.End);
            var policy = PolicyParser.Parse(text);
            Assert.True(policy.IsValid);
            Assert.Equal((v.Mode, v.Age), (policy.Mode, policy.MaxAge));
            Assert.Equal(v.Mx.Distinct(StringComparer.OrdinalIgnoreCase), policy.Mx, StringComparer.OrdinalIgnoreCase);
            Assert.All(policy.Findings, f => Assert.Contains("is an IP address", f.Message, StringComparison.Ordinal)); // random digits only
            Assert.EndsWith(v.End, text, StringComparison.Ordinal);
            Assert.StartsWith("version: STSv1" + v.End + "mode: ", text, StringComparison.Ordinal);
            Assert.All(text, c => Assert.True(c is '\r' or '\n' or (>= ' ' and <= '~')));
        });
    }

    private static bool IsWhole(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1])) i++;
            else if (char.IsSurrogate(text[i])) return false;
        }

        return true;
    }

    private static List<string> Shape(Policy policy) =>
        [$"{policy.IsValid} {policy.Version} {policy.Mode} {policy.MaxAge} {policy.Mx}", .. policy.Findings.Select(f => f.ToString())];
}
