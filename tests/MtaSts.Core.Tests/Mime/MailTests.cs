using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using MtaSts.Mime;
using MtaSts.Tests.TlsRpt;
using MtaSts.TlsRpt;
using Xunit;

namespace MtaSts.Tests.Mime;

public class MailTests
{
    private static readonly Config Many = Config.QuickThrowOnFailure.WithMaxTest(1000);

    [Theory]
    [InlineData("attachment; filename=a.json", "a.json")]
    [InlineData("attachment; filename=\"a b.json\"", "a b.json")]
    [InlineData("attachment; filename=\"a;\\\"b\\\".json\"", "a;\"b\".json")]
    [InlineData("attachment; filename=a b (1).json", "a b (1).json")] // spaces and parentheses without quotes
    [InlineData("attachment (why not; filename=x); filename=a", "a")] // a comment is not a parameter
    [InlineData("attachment; filename*=utf-8'en'%c3%a9.json", "é.json")] // RFC 2231 §4
    [InlineData("attachment; filename*=iso-8859-1''%e9.json", "é.json")]
    [InlineData("attachment; filename*0=\"a-\"; filename*1=\"b.json\"", "a-b.json")] // §3
    [InlineData("attachment; filename*1*=%a9.json; filename*0*=utf-8''%c3", "é.json")] // §4.1, out of order, cut in a character
    [InlineData("attachment; filename=\"=?utf-8?B?w6kuanNvbg==?=\"", "é.json")] // not allowed, but frequent
    [InlineData("attachment; filename=\"=?utf-8?Q?=C3=A9_a.json?=\"", "é a.json")]
    [InlineData("attachment; filename=\"=?x\"", "=?x")]
    [InlineData("attachment; FILENAME=a", "a")]
    [InlineData("attachment; filename", null)]
    [InlineData("attachment; filename=", "")]
    [InlineData("attachment; filename=\"never closed", "never closed")]
    [InlineData("", null)]
    public void File_names_are_read(string header, string? name) => Assert.Equal(name, HeaderValue.Parse(header)["filename"]);

    [Theory]
    [InlineData("application/TLSRPT+gzip; name=a", "application/tlsrpt+gzip")]
    [InlineData(" application / tlsrpt+gzip ; name=a", "application/tlsrpt+gzip")]
    [InlineData("application\t/(a comment) tlsrpt+gzip", "application/tlsrpt+gzip")]
    [InlineData("attachment", "attachment")]
    [InlineData("/ x", "/x")]
    [InlineData("", "")]
    public void Values_are_read(string header, string value) => Assert.Equal(value, HeaderValue.Parse(header).Value);

    [Theory]
    [InlineData("multipart/report; boundary=b1", "b1")]
    [InlineData("multipart/report; boundary=b1 (a comment; x=y); report-type=tlsrpt", "b1")]
    [InlineData("multipart/report; boundary=(a comment) b1; report-type=tlsrpt", "b1")]
    [InlineData("multipart/report; boundary=\"b (1)\"", "b (1)")] // a boundary in quotes may have parentheses
    [InlineData("multipart/report; boundary=\"b;1\" (a comment)", "b;1")]
    [InlineData("multipart/report; boundary=b 1", "b 1")] // a blank must be in quotes
    public void Boundaries_are_read(string header, string boundary) => Assert.Equal(boundary, HeaderValue.Parse(header)["boundary"]);

    [Theory]
    [InlineData("mx.test; dkim=pass header.d=a.test", "pass", "a.test")]
    [InlineData("mx.test; spf=pass smtp.mailfrom=a.test; dkim=fail (bad; dkim=pass) header.d=b.test", "fail", "b.test")] // in a comment
    [InlineData("spf=pass smtp.mailfrom=a.test; dkim=none header.d=none", "none", null)] // without the name of the system
    [InlineData("mx.test; dkim=fail header.d=a.test; dkim=pass header.i=@b.test", "pass", "b.test")] // one valid signature is sufficient
    [InlineData("mx.test; dkim=pass(2048)header.d=a.test", "pass", "a.test")] // a comment separates words
    [InlineData("mx.test; dkim=pass (a)(b) header.d=(c)a.test(d)", "pass", "a.test")]
    [InlineData("mx.test 1; DKIM = Pass header.d = a.test", "pass", "a.test")]
    [InlineData("mx.test; spf=pass", null, null)]
    [InlineData("mx.test; none", null, null)]
    [InlineData("mx.test; dkim=", null, null)]
    [InlineData("mx.test; dkim/1=pass header.d=a.test", "pass", "a.test")] // the version of the method
    [InlineData("mx.test; dkim / 1 = pass header.d = a.test", "pass", "a.test")]
    [InlineData("mx.test; dkim/x=pass header.d=a.test", null, null)] // not a version
    [InlineData("mx.test; dkim/=pass header.d=a.test", null, null)]
    [InlineData("mx.test; dkim=pass / x header.d=a.test", "pass", "a.test")] // a slash that belongs to no version
    [InlineData("mx.test; dkim1=pass header.d=a.test", null, null)] // another method
    [InlineData("mx.test; dkim=pass header.i=b.test", "pass", "b.test")] // an identity may be a domain alone
    public void Authentication_results_are_read(string field, string? result, string? domain)
    {
        var results = AuthenticationResults.Parse([field]);
        Assert.Equal((result, domain), (results?.Dkim, results?.Domain));
    }

    [Fact]
    public void Header_fields_are_judged_once_however_many_reports_a_mail_holds()
    {
        var headers = MailHeaders.Parse("From: a@b.test\nAuthentication-Results: mx.test; dkim=pass header.d=a.test\n\n");
        Assert.Equal("pass", headers.Authentication!.Dkim);
        Assert.Same(headers.Authentication, headers.Authentication);
        Assert.Equal("b.test", headers.FromDomain);
        Assert.Same(headers.FromDomain, headers.FromDomain);
        var nothing = MailHeaders.Parse("To: a@b.test\n\n");
        Assert.Null(nothing.Authentication);
        Assert.Null(nothing.FromDomain);
    }

    [Fact]
    public void Results_that_came_with_the_message_do_not_count()
    {
        Assert.Equal("fail", AuthenticationResults.Parse(["mx.test; dkim=fail", "evil.test; dkim=pass"])!.Dkim);
        Assert.Null(AuthenticationResults.Parse(["mx.test; spf=pass", "evil.test; dkim=pass"]));
        Assert.Equal("pass", AuthenticationResults.Parse(["mx.test; spf=pass", "mx.test; dkim=pass"])!.Dkim);
        Assert.Equal("none", AuthenticationResults.Parse(["spf=pass; dkim=none", "dkim=pass header.d=evil.test"])!.Dkim); // no names to compare
        Assert.Null(AuthenticationResults.Parse(["spf=pass", "dkim=pass header.d=evil.test"]));
    }

    [Theory]
    [InlineData("SGVsbG8=", "Hello")]
    [InlineData("SGVsbG8", "Hello")] // no padding
    [InlineData("SG Vs\r\nbG*8=", "Hello")] // strange characters
    [InlineData("SGVs\r\nbG8=SGVsbG8=", "HelloHello")] // two runs in one
    [InlineData("=", "")]
    public void Base64_is_decoded(string text, string expected) => Assert.Equal(expected, Decode(new Base64Stream(Bytes(text))));

    [Theory]
    [InlineData("a=3Db", "a=b")]
    [InlineData("a=3db", "a=b")]
    [InlineData("a=\r\nb=\nc", "abc")] // soft line breaks
    [InlineData("a= \t\r\nb", "ab")] // with white space that was added on the way
    [InlineData("a=zb", "a=zb")] // not an escape: kept unchanged
    [InlineData("a=3zb", "a=3zb")]
    [InlineData("==3D", "==")]
    [InlineData("a=", "a")]
    public void Quoted_printable_is_decoded(string text, string expected) => Assert.Equal(expected, Decode(new QuotedPrintableStream(Bytes(text))));

    [Fact]
    public void Base64_is_decoded_with_reads_of_any_size() =>
        FsCheck.Check.One(Many, Prop.ForAll(ArbMap.Default.ArbFor<byte[]>(), Arb.From(Gen.Choose(1, 50)), (bytes, atOnce) =>
    {
        bytes ??= [];
        var text = Convert.ToBase64String(bytes, Base64FormattingOptions.InsertLineBreaks);
        using var decoder = new Base64Stream(new TrickleStream(Encoding.ASCII.GetBytes(text), atOnce));
        using var decoded = new MemoryStream();
        decoder.CopyTo(decoded, atOnce);
        Assert.Equal(bytes, decoded.ToArray());
    }));

    [Theory]
    [InlineData("--b\nX\n--b--\n", "X")]
    [InlineData("--b\r\nX\r\n--b--\r\n", "X")]
    [InlineData("preamble\n--b\nX\n--b\nY\n--b--\nepilogue\n--b\nZ", "X|Y")]
    [InlineData("--b\nX\n--bc\nY\n--b--", "X\n--bc\nY")] // another boundary with the same beginning
    [InlineData("--b \t\nX\n--b-- \n", "X")] // white space after it
    [InlineData("--b\nX\nY", "X\nY")] // never closed
    [InlineData("--b\nX\r\n", "X\r\n")] // not closed: the line end does not belong to a boundary
    [InlineData("--b\n\n--b--", "")]
    [InlineData("--b\nX\n\n--b--", "X\n")] // one line end belongs to the boundary, the other to the part
    [InlineData("--b--", null)]
    [InlineData("", null)]
    public void Parts_are_separated(string body, string? expected)
    {
        for (var buffer = 16; buffer < 64; buffer++)
        {
            var lines = new BoundaryLines(new StreamLines(Bytes(body), buffer), "b");
            var parts = new List<string>();
            while (lines.NextPart()) parts.Add(Decode(new BodyStream(lines)));
            Assert.Equal(expected, parts.Count == 0 ? null : string.Join("|", parts));
        }
    }

    [Fact]
    public void Nested_multiparts_return_their_parts_in_order()
    {
        var mail = string.Join("\n",
            "Content-Type: multipart/mixed; boundary=b", "", "--b", "Content-Type: multipart/alternative; boundary=bb", "",
            "--bb", "", "one", "--bb", "", "two", "--b", "Content-Type: a/b; name=c", "", "three", "--b--", "");
        var walker = new MimeWalker(new StreamLines(Bytes(mail)), 10);
        var parts = new List<string>();
        while (walker.Next() is MimePart part)
        {
            using var body = part.OpenBody();
            parts.Add(part.Number + " " + part.MediaType + " " + part.FileName + " " + Decode(body));
        }

        Assert.Equal(["1.1 text/plain  one", "1.2 text/plain  two", "2 a/b c three"], parts);
    }

    [Fact]
    public void Parts_depth_and_headers_are_limited()
    {
        var deep = string.Concat(Enumerable.Range(0, 100).Select(i => $"Content-Type: multipart/mixed; boundary=b{i}\n\n--b{i}\n"));
        Assert.Equal(TlsReportFault.LimitExceeded, Sample.Error(deep).Fault);
        var many = "Content-Type: multipart/mixed; boundary=b\n\n" + string.Concat(Enumerable.Repeat("--b\n\n", 1001));
        Assert.Contains("MaxEntries", Sample.Error(many).Reason, StringComparison.Ordinal);
        var large = "Subject: " + new string('x', 300_000) + "\n\n";
        Assert.Equal(TlsReportFault.LimitExceeded, Sample.Error(large).Fault);
    }

    [Fact]
    public void Lines_longer_than_the_buffer_are_returned_whole() => FsCheck.Check.One(Many, Prop.ForAll(
        Arb.From(Gen.ArrayOf(Gen.Elements<byte>(13, 10, 45, 98, 65))), Arb.From(Gen.Choose(2, 20)), Arb.From(Gen.Choose(1, 20)), (bytes, buffer, atOnce) =>
    {
        var lines = new StreamLines(new TrickleStream(bytes, atOnce), buffer);
        using var joined = new MemoryStream();
        while (lines.Read(out var line)) joined.Write(line.Buffer, line.Offset, line.Count);
        Assert.Equal(bytes, joined.ToArray());
    }));

    private static MemoryStream Bytes(string text) => new(Encoding.UTF8.GetBytes(text));

    private static string Decode(Stream stream)
    {
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
