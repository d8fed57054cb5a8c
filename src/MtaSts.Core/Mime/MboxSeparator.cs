using System;
using System.Collections.Generic;
using System.Text;

namespace MtaSts.Mime;

/// <summary>How much a line looks like the one that begins a message of a mailbox.</summary>
internal enum MboxSeparatorForm
{
    /// <summary>It does not begin with <c>From </c>, or a sentence does.</summary>
    None,

    /// <summary><c>From </c> or <c>From -</c> alone, as newer versions of Thunderbird write.</summary>
    Bare,

    /// <summary><c>From </c> and a time of day somewhere on the line: the date is in a form that is not known, or this is a sentence.</summary>
    Timed,

    /// <summary><c>From </c>, at most one sender, and a whole date.</summary>
    Dated,
}

/// <summary>
/// Reads the <c>From sender date</c> line of a mailbox. RFC 4155 appendix A has the date of <c>asctime</c>; programs add a
/// time zone (Google Takeout: <c>Mon Jan 06 00:00:00 +0000 2025</c>), leave out the seconds, or write the date of a mail or
/// of ISO 8601.
/// </summary>
internal static class MboxSeparator
{
    private const string Start = "From ";
    private const int MaxLength = 2048; // longer than any sender with a date

    private static readonly string[] Days = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
    private static readonly string[] Months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

    /// <summary>The form of a line; <see cref="MboxSeparatorForm.None"/> for a piece of a line that is longer than the buffer.</summary>
    /// <param name="line">The line.</param>
    public static MboxSeparatorForm FormOf(LineSegment line)
    {
        if (!line.StartsLine || line.Count > MaxLength || !line.Has(Start)) return MboxSeparatorForm.None;
        var text = Encoding.ASCII.GetString(line.Buffer, line.Offset + Start.Length, line.Count - Start.Length);
        var words = new List<string>(text.Split([' ', '\t', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries));
        if (words.Count == 0 || (words.Count == 1 && words[0] == "-")) return MboxSeparatorForm.Bare;
        CutRemote(words);
        if (IsDated(words, text)) return MboxSeparatorForm.Dated;
        return words.Exists(word => IsTime(word) || IsIsoTime(word)) || HasTime(line) ? MboxSeparatorForm.Timed : MboxSeparatorForm.None;
    }

    /// <summary>UUCP wrote <c>remote from host</c> behind the date.</summary>
    private static void CutRemote(List<string> words)
    {
        var at = words.Count - 3;
        if (at >= 0 && words[at] == "remote" && words[at + 1] == "from") words.RemoveRange(at, 3);
    }

    /// <summary>Reads the date from the end of the line; what is left may be one sender.</summary>
    private static bool IsDated(List<string> words, string text)
    {
        var (day, month, year, time) = (false, false, false, false);
        var at = words.Count;
        for (var isOver = false; at > 0 && !isOver; at -= isOver ? 0 : 1)
        {
            var word = words[at - 1].TrimEnd(',');
            if (!time && IsIsoTime(word)) day = month = year = time = true;
            else if (!time && IsTime(word)) time = true;
            else if (!month && IsIsoDate(word)) day = month = year = true;
            else if (!month && IsOneOf(Months, word)) month = true;
            else if (!year && word.Length == 4 && IsNumber(word)) year = true;
            else if (!day && word.Length <= 2 && IsNumber(word)) day = true;
            else isOver = !IsOneOf(Days, word) && !IsZone(word);
        }

        if (!(day && month && year && time)) return false;
        return at <= 1 || text.TrimStart().StartsWith("\"", StringComparison.Ordinal); // a quoted sender may have blanks in it
    }

    private static bool IsZone(string word) =>
        word.Length == 5 && word[0] is '+' or '-' && IsNumber(word, 1, 4)
        || word.Length is >= 1 and <= 5 && AreAll(word, 0, word.Length, 'A', 'Z')
        || word.Length > 2 && word[0] == '(' && word[word.Length - 1] == ')';

    /// <summary><c>9:30</c>, <c>09:30</c> or <c>09:30:00</c>, with a fraction or a zone behind it.</summary>
    private static bool IsTime(string word)
    {
        var colon = word.IndexOf(':');
        return colon is 1 or 2 && IsNumber(word, 0, colon) && word.Length >= colon + 3 && IsNumber(word, colon + 1, 2)
            && (word.Length == colon + 3 || word[colon + 3] is ':' or 'Z' or '+' or '-');
    }

    private static bool IsIsoDate(string word) => word.Length == 10 && BeginsWithIsoDate(word);

    private static bool BeginsWithIsoDate(string word) =>
        word[4] == '-' && word[7] == '-' && IsNumber(word, 0, 4) && IsNumber(word, 5, 2) && IsNumber(word, 8, 2);

    private static bool IsIsoTime(string word) => word.Length > 11 && word[10] == 'T' && BeginsWithIsoDate(word) && IsTime(word.Substring(11));

    private static bool HasTime(LineSegment line)
    {
        for (var i = Start.Length; i + 4 < line.Count; i++)
            if (IsDigit(line, i) && IsDigit(line, i + 1) && line.Has(":", i + 2) && IsDigit(line, i + 3) && IsDigit(line, i + 4)) return true;
        return false;
    }

    private static bool IsDigit(LineSegment line, int at) => line.Buffer[line.Offset + at] is >= (byte)'0' and <= (byte)'9';

    private static bool IsNumber(string word) => IsNumber(word, 0, word.Length);

    private static bool IsNumber(string word, int start, int count) => AreAll(word, start, count, '0', '9');

    /// <summary>Whether there are characters, and all are in a range.</summary>
    private static bool AreAll(string word, int start, int count, char first, char last)
    {
        for (var i = start; i < start + count; i++)
        {
            if (word[i] < first || word[i] > last) return false;
        }

        return count > 0;
    }

    private static bool IsOneOf(string[] names, string word)
    {
        foreach (var name in names)
        {
            if (name.Equals(word, StringComparison.OrdinalIgnoreCase)) return true;
        }

        return false;
    }
}
