using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using MtaSts.Text;
using MtaSts.TlsRpt;
using MtaSts.TlsRpt.Json;

namespace MtaSts.Reporting;

/// <summary>
/// Writes one JSON text (RFC 8259) without white space. It refuses what would not be JSON: a value without a name in an
/// object, a name in a list, an end that does not match. Every character but printable ASCII is escaped, and so are the
/// characters that mean something to HTML, so that the text can be in a script block: <c>&lt;/script&gt;</c> and
/// <c>&lt;!--</c> cannot occur, nor can U+2028 and U+2029.
/// </summary>
internal sealed class StrictJsonWriter(TextWriter output)
{
    private readonly Stack<Level> _levels = new();
    private bool _hasName;
    private bool _isDone;
    private char[]? _key;

    private sealed class Level(bool isObject)
    {
        public bool IsObject { get; } = isObject;

        public bool HasItems { get; set; }
    }

    public StrictJsonWriter BeginObject() => Begin(isObject: true);

    public StrictJsonWriter BeginObject(string name) => Name(name).Begin(isObject: true);

    public StrictJsonWriter EndObject() => End(isObject: true);

    public StrictJsonWriter BeginArray() => Begin(isObject: false);

    public StrictJsonWriter BeginArray(string name) => Name(name).Begin(isObject: false);

    public StrictJsonWriter EndArray() => End(isObject: false);

    /// <summary>The name of the member whose value comes next.</summary>
    public StrictJsonWriter Name(string name)
    {
        if (_levels.Count == 0 || !_levels.Peek().IsObject || _hasName)
            throw new InvalidOperationException($"The name '{name}' is at a place where no member can begin.");
        Separate();
        WriteText(name);
        output.Write(':');
        _hasName = true;
        return this;
    }

    public StrictJsonWriter Value(string? text)
    {
        BeforeValue();
        if (text is null) output.Write("null");
        else WriteText(text);
        return AfterValue();
    }

    /// <summary>A key as a string; none of its characters needs an escape.</summary>
    public StrictJsonWriter Value(ContentKey key)
    {
        _key ??= new char[ContentKey.PaddedCharacters];
        BeforeValue();
        output.Write('"');
        output.Write(_key, 0, key.Write(_key));
        output.Write('"');
        return AfterValue();
    }

    public StrictJsonWriter Value(long number)
    {
        BeforeValue();
        output.Write(number.ToString(CultureInfo.InvariantCulture));
        return AfterValue();
    }

    public StrictJsonWriter Value(bool value)
    {
        BeforeValue();
        output.Write(value ? "true" : "false");
        return AfterValue();
    }

    /// <summary>A member with a string; omitted when the string is null or empty.</summary>
    public StrictJsonWriter Member(string name, string? text) => string.IsNullOrEmpty(text) ? this : Name(name).Value(text);

    /// <summary>A member with a number; omitted when there is no number.</summary>
    public StrictJsonWriter Member(string name, long? number) => number is { } value ? Name(name).Value(value) : this;

    /// <summary>A member with a Boolean; omitted when it is not known.</summary>
    public StrictJsonWriter Member(string name, bool? value) => value is { } known ? Name(name).Value(known) : this;

    /// <summary>A member with a time in UTC; omitted when there is no time.</summary>
    public StrictJsonWriter Member(string name, DateTime? utc) =>
        utc is { } time ? Name(name).Value(IsoTime.OfSecond(time)) : this;

    /// <summary>A member with a date; omitted when there is no date.</summary>
    public StrictJsonWriter Day(string name, DateTime? utc) =>
        utc is { } time ? Name(name).Value(time.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)) : this;

    /// <summary>A member with a list of strings; omitted when the list is empty.</summary>
    public StrictJsonWriter Member(string name, IReadOnlyCollection<string> texts)
    {
        if (texts.Count == 0) return this;
        BeginArray(name);
        foreach (var text in texts) Value(text);
        return EndArray();
    }

    /// <summary>A member with a list of numbers; omitted when the list is empty.</summary>
    public StrictJsonWriter Member(string name, IReadOnlyCollection<int> numbers)
    {
        if (numbers.Count == 0) return this;
        BeginArray(name);
        foreach (var number in numbers) Value(number);
        return EndArray();
    }

    private StrictJsonWriter Begin(bool isObject)
    {
        BeforeValue();
        output.Write(isObject ? '{' : '[');
        _levels.Push(new Level(isObject));
        return this;
    }

    private StrictJsonWriter End(bool isObject)
    {
        if (_levels.Count == 0 || _levels.Peek().IsObject != isObject || _hasName)
            throw new InvalidOperationException("There is an end where no object or list can end.");
        _levels.Pop();
        output.Write(isObject ? '}' : ']');
        return AfterValue();
    }

    private void BeforeValue()
    {
        if (_isDone) throw new InvalidOperationException("The JSON text is complete.");
        if (_levels.Count == 0) return;
        if (_levels.Peek().IsObject && !_hasName) throw new InvalidOperationException("A value in an object needs a name.");
        if (!_hasName) Separate();
        _hasName = false;
    }

    private StrictJsonWriter AfterValue()
    {
        _isDone = _levels.Count == 0;
        return this;
    }

    private void Separate()
    {
        var level = _levels.Peek();
        if (level.HasItems) output.Write(',');
        level.HasItems = true;
    }

    private void WriteText(string text)
    {
        output.Write('"');
        var plain = 0;
        while (plain < text.Length && IsPlain(text[plain])) plain++;
        if (plain == text.Length) output.Write(text); // nearly all need no escape
        else WriteEscaped(text);
        output.Write('"');
    }

    private static bool IsPlain(char c) => c is >= ' ' and < '\x7f' and not ('"' or '\\' or '<' or '>' or '&');

    private void WriteEscaped(string text)
    {
        foreach (var c in JsonEscapes.WithoutHalves(text))
        {
            if (c is '"' or '\\')
            {
                output.Write('\\');
                output.Write(c);
            }
            else if (IsPlain(c))
            {
                output.Write(c);
            }
            else if (c == '\n')
            {
                output.Write("\\n");
            }
            else
            {
                output.Write("\\u");
                output.Write(((int)c).ToString("x4", CultureInfo.InvariantCulture));
            }
        }
    }
}
