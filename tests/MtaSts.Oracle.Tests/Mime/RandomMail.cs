using System;
using System.Linq;
using System.Text;
using MimeKit;

namespace MtaSts.Oracle.Mime;

/// <summary>Generates messages like those of mail programs: any nesting, encoding and file name, the same for the same seed.</summary>
internal sealed class RandomMail(int seed)
{
    private const int MaxDepth = 4;

    private static readonly string[] MediaTypes =
    [
        "application/tlsrpt+gzip", "application/tlsrpt+json", "application/gzip", "application/zip", "application/octet-stream",
        "application/json", "text/plain", "text/html", "image/png",
    ];

    private static readonly string[] Multiparts = ["mixed", "report", "related", "alternative", "signed"];

    private static readonly string?[] Names =
    [
        null, "a.json", "sender.example!contoso.test!1735689600!1735775999!001.json.gz", "a b (1).json", "a;b=\"c\".json", "back\\slash.json",
        "Bericht für März.json", "отчёт.json.gz", "報告書.zip", "100% sure.json", "it's.json", "=?no?word?=.json", new string('x', 200) + ".json",
            "комментарий " + new string('ж', 90),
    ];

    private readonly Random _random = new(seed);

    /// <summary>The message's octets.</summary>
    public byte[] Make()
    {
        var message = NewMessage("Report Domain: contoso.test", Entity(0));
        message.From.Add(new MailboxAddress("Reports", "reports@sender.example"));
        message.To.Add(new MailboxAddress(null, "tlsrpt@contoso.test"));
        var format = FormatOptions.Default.Clone();
        format.NewLineFormat = Pick([NewLineFormat.Dos, NewLineFormat.Unix]);
        format.ParameterEncodingMethod = Pick([ParameterEncodingMethod.Rfc2231, ParameterEncodingMethod.Rfc2047]);
        format.AlwaysQuoteParameterValues = Chance(2);
        using var memory = new System.IO.MemoryStream();
        message.WriteTo(format, memory);
        return memory.ToArray();
    }

    /// <summary>Without the date and the name of the machine.</summary>
    private static MimeMessage NewMessage(string subject, MimeEntity body) => new()
    {
        Subject = subject,
        Body = body,
        Date = new DateTimeOffset(2025, 3, 1, 0, 0, 0, TimeSpan.Zero),
        MessageId = "1@sender.example",
    };

    private MimeEntity Entity(int depth) => depth == MaxDepth || Chance(2) ? Leaf() : Chance(5) ? Message(depth) : Multipart(depth);

    private Multipart Multipart(int depth)
    {
        var parts = new Multipart(Pick(Multiparts));
        parts.Boundary = Pick(["b", "--", "a b", "=_part", "x'()+_,-./:=?y"]) + new string('1', depth); // each begins like the outer ones
        if (Chance(3)) parts.Preamble = "This is a message in several parts.\n--not a boundary\n";
        if (Chance(3)) parts.Epilogue = "Something follows.\n";
        for (var count = _random.Next(1, 4); count > 0; count--) parts.Add(Entity(depth + 1));
        return parts;
    }

    private MessagePart Message(int depth)
    {
        var inner = NewMessage("forwarded", Entity(depth + 1));
        inner.From.Add(new MailboxAddress(null, "someone@contoso.test"));
        return new MessagePart("rfc822", inner);
    }

    private MimePart Leaf()
    {
        var type = Pick(MediaTypes);
        var isText = type.StartsWith("text/", StringComparison.Ordinal);
        var part = new MimePart(type) { Content = new MimeContent(new System.IO.MemoryStream(isText ? Text() : Octets())) };
        part.ContentTransferEncoding = isText
            ? Pick([ContentEncoding.SevenBit, ContentEncoding.QuotedPrintable, ContentEncoding.Base64, ContentEncoding.Default])
            : Pick([ContentEncoding.Base64, ContentEncoding.QuotedPrintable]);
        if (Chance(3)) part.ContentDisposition = new ContentDisposition(Pick(["attachment", "inline"]));
        var name = Pick(Names);
        if (name is not null && Chance(2)) part.FileName = name;
        else if (name is not null) part.ContentType.Name = name;
        return part;
    }

    private byte[] Octets()
    {
        var octets = new byte[_random.Next(400)];
        _random.NextBytes(octets);
        return octets;
    }

    private byte[] Text() => Encoding.ASCII.GetBytes(string.Concat(Enumerable.Range(0, _random.Next(8)).Select(_ =>
        Pick(["A line.", "", "--", "--c", "From here on", ".", "a = b", " leading", "trailing ", new string('y', 90)]) + "\r\n")));

    private T Pick<T>(T[] from) => from[_random.Next(from.Length)];

    private bool Chance(int oneIn) => _random.Next(oneIn) == 0;
}
