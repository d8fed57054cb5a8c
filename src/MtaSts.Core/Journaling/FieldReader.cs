using System;
using System.Collections.Generic;
using System.IO;
using MtaSts.Text;
using MtaSts.TlsRpt.Json;

namespace MtaSts.Journaling;

/// <summary>Reads the JSON of a result, member by member.</summary>
internal sealed class FieldReader : IDisposable
{
    private const int MaxDepth = 8;

    private readonly JsonTokens _tokens;
    private readonly JsonCursor _json;

    public FieldReader(Stream stream)
    {
        _tokens = new JsonTokens(stream, MaxDepth);
        _json = new JsonCursor(_tokens, new ReportNotes(), int.MaxValue);
        _tokens.Next();
    }

    public void Dispose() => _tokens.Dispose();

    /// <summary>Enters the object at the cursor.</summary>
    public void Enter()
    {
        if (_json.Kind != JsonToken.StartObject) throw Wrong("an object");
        _json.EnterObject();
    }

    /// <summary>Goes to the next member.</summary>
    /// <returns>Its name; null at the end of the object.</returns>
    public string? Next() => _json.NextMember() ? _json.Name : null;

    /// <summary>Passes over the value at the cursor.</summary>
    public void Skip() => _json.Skip();

    /// <summary>The value at the cursor: a string, a whole number, a Boolean or a list of strings.</summary>
    public object Value() => _json.Kind switch
    {
        JsonToken.String => _json.Text,
        JsonToken.Number when _json.TryGetDigits(out var number) => number,
        JsonToken.True => true,
        JsonToken.False => false,
        JsonToken.StartArray => List(static reader => reader.Text()),
        _ => throw Wrong("a value of a known type"),
    };

    /// <summary>The name of a state.</summary>
    public T Name<T>()
        where T : struct, Enum =>
        Enum.TryParse<T>(Text(), out var value) && value.ToString() == Text() ? value : throw Wrong("a " + typeof(T).Name);

    /// <summary>A list of objects or states.</summary>
    public ReadableList<T> List<T>(Func<FieldReader, T> read)
    {
        if (_json.Kind != JsonToken.StartArray) throw Wrong("a list");
        var items = new List<T>();
        _json.EnterArray();
        while (_json.NextItem()) items.Add(read(this));
        return items.ToReadableList();
    }

    private string Text() => _json.Kind == JsonToken.String ? _json.Text : throw Wrong("a string");

    private JournalException Wrong(string expected) =>
        new($"A line contains no result that this version can read: '{SafeText.Excerpt(_json.Path)}' is not {expected}.");
}
