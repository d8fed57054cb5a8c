#if NET8_0_OR_GREATER
using System;
using System.Buffers;
using System.IO;
using System.Text;
using System.Text.Json;

namespace MtaSts.Reports.Json;

/// <summary>JSON through <see cref="Utf8JsonReader"/>, over one pooled buffer that grows only for a token larger than it.</summary>
internal sealed class Utf8JsonTokens : IJsonTokens
{
    private const int InitialBuffer = 8 * 1024;

    private readonly Stream _stream;
    private readonly int _maxDepth;
    private byte[] _buffer;
    private int _start;
    private int _end;
    private long _discarded; // bytes of the stream that are no longer in the buffer
    private bool _ended;
    private JsonReaderState _state;
    private int _valueStart;
    private int _valueLength;
    private bool _escaped;

    public Utf8JsonTokens(Stream stream, int maxDepth, int bufferSize = InitialBuffer)
    {
        _stream = stream;
        _maxDepth = maxDepth;
        _buffer = ArrayPool<byte>.Shared.Rent(bufferSize);
        // One level more than allowed: our own check names the limit.
        _state = new JsonReaderState(new JsonReaderOptions { MaxDepth = maxDepth + 1 });
        while (_end < 3 && !_ended) Fill();
        HasByteOrderMark = _end >= 3 && _buffer[0] == 0xef && _buffer[1] == 0xbb && _buffer[2] == 0xbf;
        if (HasByteOrderMark) _start = 3;
    }

    public JsonToken Kind { get; private set; }

    public long Offset { get; private set; }

    public bool HasByteOrderMark { get; }

    public string Text
    {
        get
        {
            if (_escaped) return JsonEscapes.Decode(Encoding.UTF8.GetString(_buffer, _valueStart, _valueLength));
            return KnownNames.Find(_buffer, _valueStart, _valueLength) ?? Encoding.UTF8.GetString(_buffer, _valueStart, _valueLength);
        }
    }

    public void Next()
    {
        while (!TryNext())
        {
            if (_ended) throw JsonFaults.CutOff(_discarded + _end);
            Fill();
        }
    }

    public bool HasTrailingData()
    {
        bool found = false;
        do
        {
            while (_start < _end && !found) found = _buffer[_start++] is not ((byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n');
            _start = _end;
            if (!_ended) Fill();
        }
        while (_start < _end);
        return found;
    }

    public void Dispose()
    {
        byte[] buffer = _buffer;
        _buffer = [];
        _start = _end = _valueStart = _valueLength = 0;
        if (buffer.Length > 0) ArrayPool<byte>.Shared.Return(buffer);
    }

    private bool TryNext()
    {
        var reader = new Utf8JsonReader(new ReadOnlySpan<byte>(_buffer, _start, _end - _start), false, _state);
        bool read;
        try
        {
            read = reader.Read();
        }
        catch (JsonException)
        {
            throw JsonFaults.NotJson(_discarded + _start + reader.BytesConsumed);
        }

        _state = reader.CurrentState;
        int tokenStart = _start + (int)reader.TokenStartIndex;
        _start += (int)reader.BytesConsumed;
        if (!read) return false;
        Offset = _discarded + tokenStart;
        if (reader.CurrentDepth >= _maxDepth && reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray) throw JsonFaults.TooDeep(_maxDepth, Offset);
        Kind = Map(reader.TokenType);
        _escaped = reader.ValueIsEscaped;
        _valueStart = tokenStart + (Kind is JsonToken.String or JsonToken.Name ? 1 : 0);
        _valueLength = reader.ValueSpan.Length;
        return true;
    }

    private void Fill()
    {
        if (_start > 0)
        {
            Buffer.BlockCopy(_buffer, _start, _buffer, 0, _end - _start);
            _discarded += _start;
            _end -= _start;
            _start = 0;
        }

        if (_end == _buffer.Length)
        {
            byte[] larger = ArrayPool<byte>.Shared.Rent(_buffer.Length * 2);
            Buffer.BlockCopy(_buffer, 0, larger, 0, _end);
            ArrayPool<byte>.Shared.Return(_buffer);
            _buffer = larger;
        }

        int read = _stream.Read(_buffer, _end, _buffer.Length - _end);
        _ended = read == 0;
        _end += read;
    }

    private static JsonToken Map(JsonTokenType type) => type switch
    {
        JsonTokenType.StartObject => JsonToken.StartObject,
        JsonTokenType.EndObject => JsonToken.EndObject,
        JsonTokenType.StartArray => JsonToken.StartArray,
        JsonTokenType.EndArray => JsonToken.EndArray,
        JsonTokenType.PropertyName => JsonToken.Name,
        JsonTokenType.String => JsonToken.String,
        JsonTokenType.Number => JsonToken.Number,
        JsonTokenType.True => JsonToken.True,
        JsonTokenType.False => JsonToken.False,
        _ => JsonToken.Null,
    };
}
#endif
