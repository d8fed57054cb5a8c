using System.Collections.Generic;
using System.Linq;
using MtaSts.Text;

namespace MtaSts.Smtp;

/// <summary>One SMTP reply, all its lines (RFC 5321 §4.2).</summary>
/// <param name="Code">The three digits.</param>
/// <param name="Lines">The text of each line, without code and line ending.</param>
internal sealed record SmtpReply(int Code, IReadOnlyList<string> Lines)
{
    private const int MostShown = 3;

    /// <summary>2yz: the command was carried out.</summary>
    public bool IsPositive => Code is >= 200 and < 300;

    /// <summary>The code and the first lines: a sentence often continues on the next line.</summary>
    public override string ToString() => FormattableStringOf(Code, string.Join(" ", Lines.Take(MostShown).Select(line => line.Trim())));

    private static string FormattableStringOf(int code, string text) =>
        System.FormattableString.Invariant($"{code} {SafeText.Excerpt(text, 120)}").TrimEnd();
}
