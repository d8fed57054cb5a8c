using System;
using System.Collections.Generic;

namespace MtaSts.Text;

/// <summary>
/// One way in which copying, pasting or a program changes a text. A rule knows what the change looks like and
/// what was there before; it does not judge.
/// </summary>
/// <param name="Describe">What was seen, as a sentence; the argument is the first occurrence, as written.</param>
/// <param name="Fix">What to do.</param>
/// <param name="Find">The changes that take the artefact away, in the order of the text; empty when it is not there.</param>
internal sealed record TextArtefact(Func<string, string> Describe, string Fix, Func<string, List<TextEdit>> Find)
{
    /// <summary>The check that the artefact belongs to; null for the one about the syntax.</summary>
    public string? CheckId { get; init; }

    /// <summary>A rule about single characters.</summary>
    /// <param name="describe">What was seen, as a sentence.</param>
    /// <param name="fix">What to do.</param>
    /// <param name="replace">The replacement for a character; null when the rule does not concern it.</param>
    public static TextArtefact OfCharacters(Func<string, string> describe, string fix, Func<char, string?> replace) => new(describe, fix, text =>
    {
        var edits = new List<TextEdit>();
        for (var i = 0; i < text.Length; i++)
            if (replace(text[i]) is { } replacement) edits.Add(new TextEdit(i, 1, replacement));
        return edits;
    });
}
