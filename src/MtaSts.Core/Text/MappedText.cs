using System.Collections.Generic;
using System.Text;

namespace MtaSts.Text;

/// <summary>One change to a text: a range of characters is replaced.</summary>
/// <param name="Start">The index of the first character.</param>
/// <param name="Length">The number of characters to replace.</param>
/// <param name="Replacement">The new characters.</param>
internal readonly record struct TextEdit(int Start, int Length, string Replacement);

/// <summary>A text after some changes that still knows the original position of each character.</summary>
internal sealed class MappedText
{
    private readonly int[] _origins;

    private MappedText(string text, int[] origins)
    {
        Text = text;
        _origins = origins;
    }

    /// <summary>The current text.</summary>
    public string Text { get; }

    /// <summary>A text without changes.</summary>
    public static MappedText Of(string text)
    {
        var origins = new int[text.Length + 1];
        for (var i = 0; i < origins.Length; i++) origins[i] = i;
        return new MappedText(text, origins);
    }

    /// <summary>The original position of the character at an index; for the end of the text, the original end.</summary>
    public int OriginOf(int index) => _origins[index < 0 ? 0 : index >= _origins.Length ? _origins.Length - 1 : index];

    /// <summary>The text after more changes.</summary>
    /// <param name="edits">In the order of the text; they do not overlap.</param>
    public MappedText With(IReadOnlyList<TextEdit> edits)
    {
        if (edits.Count == 0) return this;
        var text = new StringBuilder(Text.Length);
        var origins = new List<int>(_origins.Length);
        var at = 0;
        foreach (var edit in edits)
        {
            Keep(edit.Start);
            text.Append(edit.Replacement);
            for (var i = 0; i < edit.Replacement.Length; i++) origins.Add(_origins[edit.Start]);
            at = edit.Start + edit.Length;
        }

        Keep(Text.Length);
        origins.Add(_origins[Text.Length]);
        return new MappedText(text.ToString(), [.. origins]);

        void Keep(int end)
        {
            text.Append(Text, at, end - at);
            for (var i = at; i < end; i++) origins.Add(_origins[i]);
        }
    }
}
