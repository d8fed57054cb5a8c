using System.Collections.Generic;
using MtaSts.Text;

namespace MtaSts.Smtp;

/// <summary>One SMTP reply, all its lines (RFC 5321 §4.2).</summary>
/// <param name="Code">The three digits.</param>
/// <param name="Lines">The text of each line, without code and line ending.</param>
internal sealed record SmtpReply(int Code, IReadOnlyList<string> Lines)
{
    /// <summary>2yz: the command was carried out.</summary>
    public bool IsPositive => Code is >= 200 and < 300;

    /// <summary>The code and the first line.</summary>
    public override string ToString() => FormattableStringOf(Code, Lines.Count > 0 ? Lines[0] : "");

    private static string FormattableStringOf(int code, string text) =>
        System.FormattableString.Invariant($"{code} {SafeText.Excerpt(text, 120)}").TrimEnd();
}
