#if !NET8_0_OR_GREATER
using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Runtime.Serialization.Json;
using System.Text;
using System.Xml;

namespace MtaSts.TlsRpt.Json;

/// <summary>
/// JSON through the framework's own reader, which shows it as XML: an element a value, its <c>type</c> attribute the
/// kind, its name the member. All that Windows PowerShell 5.1 has; <see cref="JsonSyntax"/> makes up for its leniency.
/// Its members mean what they mean in the other build.
/// </summary>
internal sealed class JsonTokens : IDisposable
{
    private static readonly XmlDictionaryReaderQuotas Quotas = new()
    {
        // Size and depth are limited by the stream; the quotas would only cut real reports.
        MaxArrayLength = int.MaxValue,
        MaxBytesPerRead = int.MaxValue,
        MaxDepth = int.MaxValue,
        MaxNameTableCharCount = int.MaxValue,
        MaxStringContentLength = int.MaxValue,
    };

    private const string ServerType = "__type"; // the reader takes a first member of this name for its own

    private readonly CheckedJsonStream _stream;
    private XmlDictionaryReader _reader;
    private readonly Stack<bool> _levels = new(); // true for an object
    private readonly Queue<(JsonToken Kind, string Text)> _due = new(); // tokens that the reader showed all at once
    private bool _valueIsDue;
    private bool _failed;

    public JsonTokens(Stream stream, int maxDepth)
    {
        _stream = new CheckedJsonStream(stream, maxDepth);
        _reader = Open(_stream);
    }

    public JsonToken Kind { get; private set; }

    public string Text { get; private set; } = string.Empty;

    public int Known => KnownNames.Find(Text);

    public long Offset { get; private set; }

    public bool TryGetDigits(out long number) => long.TryParse(Text, NumberStyles.None, CultureInfo.InvariantCulture, out number);

    public bool HasByteOrderMark => _stream.HasByteOrderMark;

    public void Next()
    {
        if (_failed) throw _stream.Fault ?? JsonFaults.NotJson(Offset);
        try
        {
            Advance();
        }
        catch (Exception e) when (e is XmlException or FormatException or ArgumentException or IndexOutOfRangeException)
        {
            _failed = true; // most likely at the end, where the stream stopped before a fault
        }

        // The reader shows no name whose value does not end; for the fault's path it is wanted.
        if (_failed && _stream.LastNameIfNext is string name) Set(JsonToken.Name, name);
        else if (_failed || _stream.Tokens.Count == 0) throw _stream.Fault ?? JsonFaults.NotJson(Offset);
        Offset = _stream.Tokens.Dequeue();
    }

    public JsonRest Rest() => _stream.Rest();

    public void Restart()
    {
        _reader.Dispose();
        _stream.Restart();
        _reader = Open(_stream);
    }

    public void Dispose() => _reader.Dispose();

    private static XmlDictionaryReader Open(Stream stream) => JsonReaderWriterFactory.CreateJsonReader(stream, new UTF8Encoding(false), Quotas, null);

    private void Advance()
    {
        if (_due.Count > 0)
        {
            (Kind, Text) = _due.Dequeue();
        }
        else if (_valueIsDue)
        {
            _valueIsDue = false;
            ReadValue();
        }
        else
        {
            ReadNode();
        }
    }

    private void ReadNode()
    {
        while (_reader.Read())
        {
            if (_reader.NodeType == XmlNodeType.EndElement)
            {
                Set(_levels.Pop() ? JsonToken.EndObject : JsonToken.EndArray);
                return;
            }

            if (_reader.NodeType != XmlNodeType.Element) continue;
            _valueIsDue = _levels.Count > 0 && _levels.Peek();
            if (_valueIsDue) Set(JsonToken.Name, MemberName());
            else ReadValue();
            return;
        }

        Set(JsonToken.None);
    }

    /// <summary>A name that XML does not allow stands in an attribute.</summary>
    private string MemberName()
    {
        bool inAttribute = _reader.LocalName == "item" && _reader.NamespaceURI == "item";
        return Whole((inAttribute ? _reader.GetAttribute("item") : null) ?? _reader.LocalName);
    }

    private void ReadValue()
    {
        string? type = _reader.GetAttribute("type");
        if (type is "object" or "array")
        {
            _levels.Push(type == "object");
            Set(type == "object" ? JsonToken.StartObject : JsonToken.StartArray);
            if (_reader.GetAttribute(ServerType) is not string serverType) return;
            _due.Enqueue((JsonToken.Name, ServerType));
            _due.Enqueue((JsonToken.String, Whole(serverType)));
            return;
        }

        var text = new StringBuilder();
        while (_reader.Read() && _reader.NodeType != XmlNodeType.EndElement) text.Append(_reader.Value);
        switch (type)
        {
            case "number": Set(JsonToken.Number, text.ToString()); break;
            case "boolean": Set(text.ToString() == "true" ? JsonToken.True : JsonToken.False); break;
            case "null": Set(JsonToken.Null); break;
            default: Set(JsonToken.String, JsonEscapes.WithoutHalves(text.ToString())); break;
        }
    }

    private void Set(JsonToken kind, string text = "")
    {
        Kind = kind;
        Text = text;
    }

    private static string Whole(string name) => JsonEscapes.WithoutHalves(name);
}
#endif
