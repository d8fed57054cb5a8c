using System;
using MtaSts.Text;

namespace MtaSts.Policies;

/// <summary>One line of a policy file and the positions of its parts.</summary>
internal readonly struct PolicyLine
{
    public PolicyLine(int number, string text)
    {
        Number = number;
        Text = text;
        Indent = text.Length - text.TrimStart(' ', '\t').Length;
        Colon = text.IndexOf(':');
    }

    /// <summary>The line's number, from 1.</summary>
    public int Number { get; }

    /// <summary>The line without its line ending.</summary>
    public string Text { get; }

    /// <summary>The number of spaces and tabs before the key.</summary>
    public int Indent { get; }

    /// <summary>The index of the first colon; -1 when there is none.</summary>
    public int Colon { get; }

    public bool IsBlank => Indent == Text.Length;

    public bool IsComment => !IsBlank && (Text[Indent] is '#' or ';' || string.CompareOrdinal(Text, Indent, "//", 0, 2) == 0);

    public bool HasSpaceBeforeColon => Colon > 0 && Text[Colon - 1] is ' ' or '\t';

    /// <summary>The part before the colon, without white space around it.</summary>
    public string Key => Text.Substring(Indent, Math.Max(0, Colon - Indent)).TrimEnd(' ', '\t');

    /// <summary>The column of the key, from 1.</summary>
    public int KeyColumn => Indent + 1;

    /// <summary>The part after the colon; the grammar allows white space on both sides of it.</summary>
    public string Value => Text.Substring(Colon + 1).Trim(' ', '\t');

    /// <summary>The column of the value, from 1.</summary>
    public int ValueColumn
    {
        get
        {
            var index = Colon + 1;
            while (index < Text.Length && Text[index] is ' ' or '\t') index++;
            return index + 1;
        }
    }

    public override string ToString() => SafeText.Excerpt(Text);
}
