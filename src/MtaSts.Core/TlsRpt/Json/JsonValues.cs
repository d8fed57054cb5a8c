using System;
using System.Collections.Generic;
using System.Globalization;
using MtaSts.Text;

namespace MtaSts.TlsRpt.Json;

/// <summary>Reads a member's value as its expected type, and adds a note when it has another type that can be understood.</summary>
internal sealed class JsonValues(JsonCursor json, ReportNotes notes)
{
    /// <summary>How many characters of unknown members one report keeps: a report needs none of them.</summary>
    public const int MaxUnknown = 65_536;

    private int _keptUnknown;

    /// <summary>Starts with another report.</summary>
    public void Reset() => _keptUnknown = 0;

    /// <summary>A text. A number or a Boolean is taken as written; null, an array or an object gives null.</summary>
    public string? ReadText()
    {
        switch (json.Kind)
        {
            case JsonToken.String:
                return json.Text;
            case JsonToken.Null:
                notes.Add(json.Path, "The value is null.");
                return null;
            case JsonToken.Number:
                notes.Add(json.Path, "There is a number instead of a string; it was used as written.");
                return json.Text;
            case JsonToken.True or JsonToken.False:
                notes.Add(json.Path, "There is a Boolean instead of a string; it was used as written.");
                return json.Kind == JsonToken.True ? "true" : "false";
            default:
                notes.Add(json.Path, "There is an array or object instead of a string; it was left out.");
                json.Skip();
                return null;
        }
    }

    /// <summary>A string; an empty one gets a note and gives null.</summary>
    public string? ReadFilledText()
    {
        var text = json.Kind == JsonToken.String ? json.Text : ReadText();
        if (!string.IsNullOrWhiteSpace(text)) return text;
        if (text is not null) notes.Add(json.Path, "The string is empty.");
        return null;
    }

    // The longest result type of RFC 8460 has 25 characters.
    private const int LongestName = 200;

    /// <summary>
    /// The name of an organization, of a result type or of a type of policy. Totals, evidence and pages repeat it, so one that is far
    /// longer than any real name is cut, with a note; an empty one gives null.
    /// </summary>
    public string? ReadName()
    {
        var name = ReadFilledText();
        if (name is null || name.Length <= LongestName) return name;
        notes.Add(json.Path, string.Format(CultureInfo.InvariantCulture, "The name has {0} characters; it was cut after {1}.", name.Length, LongestName));
        return name.Substring(0, char.IsHighSurrogate(name[LongestName - 1]) ? LongestName - 1 : LongestName) + "…";
    }

    /// <summary>A count of sessions. A string that contains a number is understood; anything else gives null.</summary>
    public long? ReadCount()
    {
        if (json.Kind is not (JsonToken.Number or JsonToken.String))
        {
            notes.Add(json.Path, "This is not a number; it was left out.");
            json.Skip();
            return null;
        }

        if (json.Kind == JsonToken.Number && json.TryGetDigits(out var digits)) return digits;
        var text = json.Text;
        if (json.Kind == JsonToken.String) notes.Add(json.Path, "The number is written as a string.");
        if (long.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var count)) return count;
        if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) || double.IsNaN(number))
        {
            notes.Add(json.Path, "This is not a number; it was left out.");
            return null;
        }

        if (number < 0)
        {
            notes.Add(json.Path, "A count cannot be negative; it was read as 0.");
            return 0;
        }

        if (number >= long.MaxValue)
        {
            notes.Add(json.Path, "The count is larger than the largest possible count; it was reduced to that.");
            return long.MaxValue;
        }

        if (Math.Floor(number) != number) notes.Add(json.Path, "The count is not a whole number; it was rounded down.");
        return (long)number;
    }

    private readonly List<string> _texts = new(8); // a policy has about five lines

    /// <summary>A list of strings, valid until the next one is read. A single string is understood as a list of one; null gives none.</summary>
    public List<string> ReadTexts()
    {
        var texts = _texts;
        texts.Clear();
        if (json.Kind == JsonToken.StartArray)
        {
            json.EnterArray();
            while (json.NextItem())
            {
                if (ReadText() is string item) texts.Add(item);
            }

            return texts;
        }

        if (json.Kind == JsonToken.String)
        {
            notes.Add(json.Path, "There is a string instead of an array of strings (as in the example of RFC 8460, see erratum 6241).");
            texts.Add(json.Text);
        }
        else if (ReadText() is string other)
        {
            texts.Add(other);
        }

        return texts;
    }

    /// <summary>Keeps the member that the cursor is at as it stands; once the limit is reached, only a warning names it.</summary>
    /// <param name="parent">The object that contains it, as in <see cref="TlsReportMember.Parent"/>.</param>
    /// <param name="members">The unknown members of that object.</param>
    public void KeepUnknown(string parent, ref List<TlsReportMember>? members)
    {
        json.CountItem();
        var path = json.Path;
        var name = json.Name;
        var isFull = _keptUnknown + name.Length >= MaxUnknown;
        var value = string.Empty;
        if (isFull) json.Skip();
        else value = json.Copy();
        if (isFull || _keptUnknown + name.Length + value.Length > MaxUnknown)
        {
            notes.Add(
                path,
                "RFC 8460 does not define this member; its value was not kept, because the unknown members of this report are longer than 65,536 characters.");
            return;
        }

        _keptUnknown += name.Length + value.Length;
        notes.Add(path, "RFC 8460 does not define this member; it was kept unchanged.");
        (members ??= []).Add(new TlsReportMember(parent, name, value));
    }

    /// <summary>Creates the list of unknown members.</summary>
    public static ReadableList<TlsReportMember> ToList(List<TlsReportMember>? members) =>
        members is null ? ReadableList<TlsReportMember>.Empty : members.ToReadableList();
}
