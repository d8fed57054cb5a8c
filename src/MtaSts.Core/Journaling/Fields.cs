using System;
using System.Collections.Generic;
using System.Linq;
using MtaSts.Text;

namespace MtaSts.Journaling;

/// <summary>
/// The plain members of an object. A text that is shown as it is gets the treatment of a stranger's: somebody else may have written the file.
/// </summary>
internal sealed class Fields(FieldReader reader)
{
    private readonly List<KeyValuePair<string, object>> _values = [];

    /// <summary>Takes the value of the member at the cursor.</summary>
    public void Take(string name) => _values.Add(new KeyValuePair<string, object>(name, reader.Value()));

    /// <summary>A text that is parsed or shown elsewhere, unchanged; null when there is none.</summary>
    public string? Raw(string name) => Find<string>(name);

    public string? TextOrNull(string name) => Raw(name) is { } text ? SafeText.Clean(text) : null;

    public string Text(string name) => SafeText.Clean(Raw(name));

    public string Required(string name) => Raw(name) is { Length: > 0 } text ? SafeText.Clean(text) : throw Wrong(name);

    public long? NumberOrNull(string name) => FindValue<long>(name);

    public int? Int32OrNull(string name) => NumberOrNull(name) is not { } number ? null : number <= int.MaxValue ? (int)number : throw Wrong(name);

    public TimeSpan Span(string name) => TimeSpan.FromTicks(NumberOrNull(name) ?? 0);

    public bool Flag(string name) => FlagOrNull(name) ?? false;

    public bool? FlagOrNull(string name) => FindValue<bool>(name);

    public DateTime Time(string name) => TimeOrNull(name) ?? throw Wrong(name);

    public DateTime? TimeOrNull(string name)
    {
        if (Raw(name) is not { } text) return null;
        return IsoTime.TryParse(text, out var time) ? time : throw Wrong(name);
    }

    /// <summary>A list whose string form is safe to show, unchanged.</summary>
    public ReadableList<string> RawTexts(string name) => Find<ReadableList<string>>(name) ?? ReadableList<string>.Empty;

    public ReadableList<string> Texts(string name) => RawTexts(name) is { Count: > 0 } texts
        ? texts.Select(text => SafeText.Clean(text)).ToReadableList()
        : ReadableList<string>.Empty;

    private T? Find<T>(string name)
        where T : class =>
        Of(name) is { } value ? value as T ?? throw Wrong(name) : null;

    private T? FindValue<T>(string name)
        where T : struct =>
        Of(name) is { } value ? value is T found ? found : throw Wrong(name) : null;

    private object? Of(string name)
    {
        foreach (var value in _values)
            if (value.Key == name) return value.Value;
        return null;
    }

    private static JournalException Wrong(string name) => new($"A line contains no result that this version can read: '{name}' is not valid.");
}
