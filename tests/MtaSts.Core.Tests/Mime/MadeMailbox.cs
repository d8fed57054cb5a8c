using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using System.Text.RegularExpressions;
using MtaSts.Tests.TlsRpt;

namespace MtaSts.Tests.Mime;

/// <summary>A mailbox as one program writes it, with reports and other mail, and with texts that look like the beginning of a message.</summary>
internal sealed class MadeMailbox
{
    public static readonly string[] Dialects =
    [
        "mboxo", "mboxrd", "mboxcl", "mboxcl2", "Thunderbird", "Thunderbird without dates", "Dovecot", "Takeout", "no empty line",
    ];

    private static readonly string[] Lines =
    [
        "Hello", "", "From here on all is well.", "From the log at 12:08:34:", "From a@b.test Sat Nov 28 12:08:34 2026", "Note: nothing", "> From x", "--b1",
        "From ", ">From y", "From - ", "To whom it may concern: hello", "From 10:30 to 11:30", "0", ">>From z", "",
    ];

    private readonly Random _random;
    private readonly string _dialect;
    private readonly List<string> _ids = [];

    public MadeMailbox(int seed, string dialect)
    {
        _random = new Random(seed);
        _dialect = dialect;
        var text = new StringBuilder();
        for (var i = _random.Next(2, 6); i > 0; i--) Append(text, isReport: i == 1 || _random.Next(2) == 0);
        Text = dialect is "Takeout" ? text.ToString().Replace("\n", "\r\n", StringComparison.Ordinal) : text.ToString();
    }

    public string Text { get; }

    public IReadOnlyList<string> ReportIds => _ids;

    private void Append(StringBuilder box, bool isReport)
    {
        var body = string.Join("\n", Enumerable.Range(0, _random.Next(1, 9)).Select(_ => Lines[_random.Next(Lines.Length)])) + "\n";
        var fields = "Received: from x.test\nSubject: report\n";
        if (isReport)
        {
            var id = "id-" + _ids.Count.ToString(CultureInfo.InvariantCulture);
            _ids.Add(id);
            fields += "MIME-Version: 1.0\nContent-Type: multipart/report; report-type=tlsrpt; boundary=\"=_b\"\n";
            body = "--=_b\nContent-Type: text/plain\n\n" + body
                + "--=_b\nContent-Type: application/tlsrpt+gzip; name=\"r.json.gz\"\nContent-Transfer-Encoding: base64\n\n"
                + Base64(Sample.Gzip(Sample.With("id-1", id)))
                + "\n--=_b--\n";
        }

        if (_dialect.StartsWith("mboxcl", StringComparison.Ordinal) && _dialect != "mboxcl2") body = Quote(body, "^From ");
        if (_dialect.StartsWith("mboxcl", StringComparison.Ordinal)) fields += "Content-Length: " + body.Length.ToString(CultureInfo.InvariantCulture) + "\n";
        if (_dialect is "mboxo" or "Takeout" or "no empty line" or "Thunderbird without dates") body = Quote(body, "^From ");
        if (_dialect is "mboxrd" or "Thunderbird" or "Dovecot") body = Quote(body, "^>*From ");
        box.Append(Separator()).Append('\n').Append(fields).Append('\n').Append(body);
        if (_dialect != "no empty line") box.Append('\n');
    }

    private string Separator() => _dialect switch
    {
        "Thunderbird" => "From - Mon Jan 06 00:00:00 2025\nX-Mozilla-Status: 0001",
        "Thunderbird without dates" => "From ",
        "Dovecot" => "From a@b.test  Mon Jan  6 00:00:00 2025",
        "Takeout" => "From 1820412345678901234@xxx Mon Jan 06 00:00:00 +0000 2025\nX-GM-THRID: 1820412345678901234",
        _ => "From a@b.test Mon Jan  6 00:00:00 2025",
    };

    private static string Base64(byte[] octets) =>
        Convert.ToBase64String(octets, Base64FormattingOptions.InsertLineBreaks).Replace("\r\n", "\n", StringComparison.Ordinal);

    private static string Quote(string body, string pattern) => Regex.Replace(body, pattern, match => ">" + match.Value, RegexOptions.Multiline);
}
