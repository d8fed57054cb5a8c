#if !NET8_0_OR_GREATER
using System;
using System.Collections.Generic;
using System.IO;
using System.Runtime.Serialization.Json;
using System.Text;
using System.Xml;

namespace MtaSts.Reports.Json;

/// <summary>
/// JSON through the framework's own reader, which shows it as XML: an element a value, its <c>type</c> attribute the
/// kind, its name the member. All that Windows PowerShell 5.1 has.
/// </summary>
internal sealed class XmlJsonTokens : IJsonTokens
{
    private static readonly XmlDictionaryReaderQuotas Quotas = new()
    {
        // The unpacked size is limited by the stream, the depth below; the quotas would only cut real reports.
        MaxArrayLength = int.MaxValue,
        MaxBytesPerRead = int.MaxValue,
        MaxDepth = int.MaxValue,
        MaxNameTableCharCount = int.MaxValue,
        MaxStringContentLength = int.MaxValue,
    };

    private readonly CountingUtf8Stream _stream;
    private readonly XmlDictionaryReader _reader;
    private readonly int _maxDepth;
    private readonly Stack<bool> _levels = new(); // true for an object
    private JsonToken _valueAfterName;
    private string _valueText = string.Empty;

    public XmlJsonTokens(Stream stream, int maxDepth)
    {
        _maxDepth = maxDepth;
        _stream = new CountingUtf8Stream(stream);
        _reader = JsonReaderWriterFactory.CreateJsonReader(_stream, new UTF8Encoding(false), Quotas, null);
    }

    public JsonToken Kind { get; private set; }

    public string Text { get; private set; } = string.Empty;

    public long Offset => _stream.Count;

    public bool HasByteOrderMark => _stream.HasByteOrderMark;

    public void Next()
    {
        try
        {
            Advance();
        }
        catch (Exception e) when (e is XmlException or FormatException or ArgumentException or IndexOutOfRangeException)
        {
            throw _stream.HasEnded ? JsonFaults.CutOff(Offset) : JsonFaults.NotJson(Offset);
        }
    }

    public bool HasTrailingData()
    {
        bool found = false;
        try
        {
            found = _reader.Read();
        }
        catch (XmlException)
        {
            found = true;
        }

        byte[] rest = new byte[1024];
        for (int read; (read = _stream.Read(rest, 0, rest.Length)) > 0;)
        {
            for (int i = 0; i < read && !found; i++) found = rest[i] is not ((byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n');
        }

        return found;
    }

    public void Dispose() => _reader.Dispose();

    private void Advance()
    {
        if (_valueAfterName != JsonToken.None)
        {
            Kind = _valueAfterName;
            Text = _valueText;
            _valueAfterName = JsonToken.None;
            Enter(Kind);
            return;
        }

        while (_reader.Read())
        {
            if (_reader.NodeType == XmlNodeType.EndElement)
            {
                Kind = _levels.Pop() ? JsonToken.EndObject : JsonToken.EndArray;
                return;
            }

            if (_reader.NodeType == XmlNodeType.Element)
            {
                ReadElement();
                return;
            }
        }

        throw JsonFaults.CutOff(Offset);
    }

    private void ReadElement()
    {
        bool isMember = _levels.Count > 0 && _levels.Peek();
        string name = isMember ? MemberName() : string.Empty;
        JsonToken kind = ReadValue(_reader.GetAttribute("type"));
        if (isMember)
        {
            Kind = JsonToken.Name;
            Text = name;
            _valueAfterName = kind;
        }
        else
        {
            Kind = kind;
            Text = _valueText;
            Enter(kind);
        }
    }

    private void Enter(JsonToken kind)
    {
        if (kind is not (JsonToken.StartObject or JsonToken.StartArray)) return;
        if (_levels.Count == _maxDepth) throw JsonFaults.TooDeep(_maxDepth, Offset);
        _levels.Push(kind == JsonToken.StartObject);
    }

    /// <summary>A name that XML does not allow stands in an attribute.</summary>
    private string MemberName()
    {
        bool inAttribute = _reader.LocalName == "item" && _reader.NamespaceURI == "item";
        return Whole((inAttribute ? _reader.GetAttribute("item") : null) ?? _reader.LocalName);
    }

    private JsonToken ReadValue(string? type)
    {
        _valueText = string.Empty;
        switch (type)
        {
            case "object": return JsonToken.StartObject;
            case "array": return JsonToken.StartArray;
        }

        var text = new StringBuilder();
        while (_reader.Read() && _reader.NodeType != XmlNodeType.EndElement) text.Append(_reader.Value);
        switch (type)
        {
            case "number":
                _valueText = text.ToString();
                return JsonNumber.IsValid(_valueText) ? JsonToken.Number : throw JsonFaults.NotJson(Offset);
            case "boolean":
                return text.ToString() == "true" ? JsonToken.True : JsonToken.False;
            case "null":
                return JsonToken.Null;
            default:
                _valueText = JsonEscapes.WithoutHalves(text);
                return JsonToken.String;
        }
    }

    private static string Whole(string name) => JsonEscapes.WithoutHalves(new StringBuilder(name));
}
#endif
