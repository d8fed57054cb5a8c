using System;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using MtaSts.Reporting;
using Xunit;

namespace MtaSts.Tests.Reporting;

public class HtmlPageTests
{
    private const string Evil = "</script><script>alert(1)</script><!-- {{data}} \" ' &";

    [Fact]
    public void The_policy_allows_the_script_and_style_of_the_file_and_nothing_from_elsewhere()
    {
        using var report = Data.Report(Data.Result("a.test"));
        var html = Data.Html(report);
        var policy = Regex.Match(html, "Content-Security-Policy\" content=\"([^\"]+)\"").Groups[1].Value;
        Assert.Equal(
            $"default-src 'none'; script-src 'sha256-{Hash(html, "<script>", "</script>")}'; style-src 'sha256-{Hash(html, "<style>", "</style>")}'; "
                + "img-src data:; base-uri 'none'; form-action 'none'",
            policy);
    }

    [Fact]
    public void The_data_in_the_page_is_that_of_WriteJson()
    {
        using var report = Data.Report(Data.Result("a.test"), Data.Tls(1, "A", "a.test", 5, 1, "validation-failure"));
        Assert.Contains($"<script type=\"application/json\" id=\"data\">{Data.Json(report)}</script>", Data.Html(report), StringComparison.Ordinal);
    }

    [Fact]
    public void No_address_in_the_page_loads_anything()
    {
        using var report = Data.Report(Data.Result("a.test"));
        var html = Data.Html(report);
        Assert.DoesNotMatch("(?i)\\s(src|srcset|action|background|poster)=", html.Substring(0, html.IndexOf("<script type", StringComparison.Ordinal)));
        Assert.DoesNotContain(
            Regex.Matches(html, "(?i)\\shref=\"([^\"]*)\"").Select(m => m.Groups[1].Value),
            href => !href.StartsWith('#') && !href.StartsWith("data:image/svg+xml,", StringComparison.Ordinal));
        Assert.DoesNotMatch("(?i)@import|url\\(", html);
        Assert.DoesNotContain("innerHTML", html, StringComparison.Ordinal);
    }

    [Fact]
    public void Strangers_texts_cannot_end_the_data_or_begin_markup()
    {
        var options = new MtaStsReportOptions { UtcNow = Data.Now, Title = Evil };
        using var report = Data.Report(
            options, Data.Result("a.test", checks: [Data.Check("Record.Present", CheckStatus.Fail, Evil, Evil)]),
            Data.Tls(1, Evil, Evil, 5, 1, Evil, Evil, Evil));
        var html = Data.Html(report);
        Assert.Equal(2, Regex.Count(html, "(?i)<script"));
        Assert.Equal(2, Regex.Count(html, "(?i)</script"));
        Assert.DoesNotContain("alert(1)</script>", html, StringComparison.Ordinal);
        Assert.Contains(
            "<title>&lt;/script&gt;&lt;script&gt;alert(1)&lt;/script&gt;&lt;!-- {{data}} &quot; &#39; &amp;</title>", html, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_scripts_the_page_says_how_many_domains_pass_and_fail()
    {
        using var report = Data.Report(Data.Result("a.test"), Data.Result("b.test", TestStatus.Fail));
        Assert.Contains("2026-03-01 12:00 UTC. Domains: 2. 1 Pass, 1 Fail", Data.Html(report), StringComparison.Ordinal);
    }

    [Fact]
    public void An_empty_report_is_also_a_page()
    {
        using var report = Data.Report();
        Assert.Contains("\"domains\":[]", Data.Html(report), StringComparison.Ordinal);
    }

    private static string Hash(string html, string begin, string end)
    {
        var from = html.LastIndexOf(begin, StringComparison.Ordinal) + begin.Length;
        return Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(html.Substring(from, html.IndexOf(end, from, StringComparison.Ordinal) - from))));
    }
}
