using System;
using System.Collections.Generic;

namespace MtaSts.Records;

/// <summary>
/// The common form of both TXT records: a version, then fields separated by semicolons
/// (RFC 8461 §3.1 <c>sts-text-record</c>, RFC 8460 §3 <c>tlsrpt-record</c>). It only splits; the two parsers check.
/// </summary>
internal sealed class TagList
{
    private TagList(List<Field> fields, bool hasSpaceAfterVersion, int firstEmptyField, bool hasTrailingSpace)
    {
        Fields = fields;
        HasSpaceAfterVersion = hasSpaceAfterVersion;
        FirstEmptyField = firstEmptyField;
        HasTrailingSpace = hasTrailingSpace;
    }

    /// <summary>The fields after the version, in order.</summary>
    public List<Field> Fields { get; }

    /// <summary>White space between the version and its semicolon: the grammar allows it, the discard rule does not (erratum 6285).</summary>
    public bool HasSpaceAfterVersion { get; }

    /// <summary>The column, from 1, of a second semicolon with nothing before it; 0 when there is none.</summary>
    public int FirstEmptyField { get; }

    /// <summary>White space after the last field without a semicolon, which the grammar does not allow.</summary>
    public bool HasTrailingSpace { get; }

    /// <summary>Splits a text that begins with <paramref name="version"/> and a semicolon; null when it does not.</summary>
    /// <param name="text">The record's whole text.</param>
    /// <param name="version">For example <c>v=STSv1</c>.</param>
    public static TagList? TrySplit(string text, string version)
    {
        if (!text.StartsWith(version, StringComparison.Ordinal)) return null;
        var position = SkipSpace(text, version.Length);
        if (position < text.Length && text[position] != ';') return null;

        var hasSpaceAfterVersion = position > version.Length && position < text.Length;
        var hasTrailingSpace = position == text.Length && position > version.Length;
        var fields = new List<Field>(1); // as nearly every record has
        var firstEmpty = 0;
        while (position < text.Length)
        {
            var start = SkipSpace(text, position + 1);
            var end = text.IndexOf(';', start);
            var isLast = end < 0;
            if (isLast) end = text.Length;

            var trimmed = end;
            while (trimmed > start && IsSpace(text[trimmed - 1])) trimmed--;
            if (trimmed > start) fields.Add(Field.Split(text, start, trimmed));
            else if (!isLast && firstEmpty == 0) firstEmpty = end + 1;

            if (isLast && trimmed > start && trimmed < end) hasTrailingSpace = true;
            position = end;
        }

        return new TagList(fields, hasSpaceAfterVersion, firstEmpty, hasTrailingSpace);
    }

    internal static bool IsSpace(char c) => c is ' ' or '\t';

    private static int SkipSpace(string text, int position)
    {
        while (position < text.Length && IsSpace(text[position])) position++;
        return position;
    }
}
