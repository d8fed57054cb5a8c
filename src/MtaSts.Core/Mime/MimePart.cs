using System.IO;

namespace MtaSts.Mime;

/// <summary>A part of a message without further parts. Its body can be read once, before the next part is requested.</summary>
internal sealed class MimePart
{
    private readonly MailHeaders _headers;
    private readonly LineSource _body;

    public MimePart(MailHeaders headers, HeaderValue contentType, LineSource body, string number, string defaultType = "text/plain")
    {
        _headers = headers;
        _body = body;
        Number = number;
        MediaType = contentType.Value.Length == 0 ? defaultType : contentType.Value;
        var disposition = HeaderValue.Parse(headers.First("Content-Disposition"));
        FileName = disposition["filename"] ?? contentType["name"];
        IsAttachment = disposition.Value == "attachment";
    }

    /// <summary>For example <c>2</c>, or <c>2.1</c> for a part of a part.</summary>
    public string Number { get; }

    /// <summary>In lower case; when there is none, <c>text/plain</c> (RFC 2045 §5.2), or in a digest <c>message/rfc822</c> (RFC 2046 §5.1.5).</summary>
    public string MediaType { get; }

    /// <summary>As sent, or null. Never a path to open.</summary>
    public string? FileName { get; }

    /// <summary>Marked as an attachment.</summary>
    public bool IsAttachment { get; }

    /// <summary>The body; it is decoded while it is read.</summary>
    public Stream OpenBody()
    {
        var raw = new BodyStream(_body);
        var encoding = HeaderValue.Parse(_headers.First("Content-Transfer-Encoding")).Value; // with a comment or a stray ';' at times
        if (encoding == "base64") return new Base64Stream(raw);
        if (encoding == "quoted-printable") return new QuotedPrintableStream(raw);
        return raw;
    }
}
