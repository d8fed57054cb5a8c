#if NET8_0_OR_GREATER
using System;
using System.Buffers;
using System.Globalization;
using System.IO;
using System.Text;
using System.Text.Json;
using MtaSts.Text;

namespace MtaSts.TlsRpt.Json;

/// <summary>
/// JSON, token by token, through <see cref="Utf8JsonReader"/>, over one pooled buffer that grows only for a token larger
/// than it. The netstandard2.0 build has a reader of the same name with the same results. Faults in the JSON are
/// <see cref="ReportFaultException"/>s without a path, which the cursor above adds.
/// </summary>
internal sealed class JsonTokens : IDisposable
{
    private const int InitialBuffer = 8 * 1024;
    private const int BatchSize = 128;

    private readonly Stream _stream;
    private readonly int _maxDepth;
    private byte[] _buffer;
    private int _start;
    private int _end;
    private long _discarded; // bytes of the stream that are no longer in the buffer
    private bool _ended;
    private JsonReaderState _state;
    // Creating the reader costs as much as ten tokens, so it reads ahead; nothing moves in the buffer meanwhile.
    private Token[] _batch;
    private int _batchPosition;
    private int _batchCount;
    private int _depth;
    private long _line; // the number of line endings so far
    private long _lineStart; // where the line begins, in bytes
    private bool _isComplete;
    private ReportFaultException? _fault; // found while reading ahead, thrown in its turn
    private Token _token;

    /// <summary>Starts reading. The stream is left open.</summary>
    /// <param name="stream">UTF-8, with or without a byte order mark.</param>
    /// <param name="maxDepth">How deep objects and arrays may be nested.</param>
    /// <param name="texts">Where to look for texts that were read before; null to create each.</param>
    public JsonTokens(Stream stream, int maxDepth, TextCache? texts = null)
    {
        Texts = texts;
        _stream = stream;
        _maxDepth = maxDepth;
        _batch = ArrayPool<Token>.Shared.Rent(BatchSize);
        _buffer = ArrayPool<byte>.Shared.Rent(InitialBuffer);
        _state = NewState(maxDepth);
        Fill();
        PassByteOrderMark();
    }

    /// <summary>Reads JSON that is complete in memory, one text after another; see <see cref="Start"/>.</summary>
    /// <param name="maxDepth">How deep objects and arrays may be nested.</param>
    /// <param name="texts">Where to look for texts that were read before.</param>
    public JsonTokens(int maxDepth, TextCache texts)
    {
        Texts = texts;
        _stream = Stream.Null;
        _maxDepth = maxDepth;
        _batch = new Token[BatchSize];
        _buffer = [];
    }

    /// <summary>Texts that were read lately; null when each is created.</summary>
    public TextCache? Texts { get; }

    /// <summary>The token read last.</summary>
    public JsonToken Kind => _token.Kind;

    /// <summary>Where the token is, in bytes from the start of the JSON.</summary>
    public long Offset { get; private set; }

    /// <summary>Whether there was a byte order mark before the JSON.</summary>
    public bool HasByteOrderMark { get; private set; }

    /// <summary>The name, the string or the number as written; created only when requested.</summary>
    public string Text
    {
        get
        {
            if (_token.IsEscaped) return JsonEscapes.Decode(Encoding.UTF8.GetString(TextOctets));
            var known = Known;
            if (known >= 0) return KnownNames.At(known);
            return Texts is null ? Encoding.UTF8.GetString(TextOctets) : Texts.Of(_buffer, TextStart, _token.Length);
        }
    }

    /// <summary>The number of the token's text among the <see cref="KnownNames"/>, or -1.</summary>
    public int Known => _token.IsEscaped ? KnownNames.Find(Text) : KnownNames.Find(TextOctets);

    private int TextStart => _token.Kind is JsonToken.String or JsonToken.Name ? _token.Start + 1 : _token.Start;

    private ReadOnlySpan<byte> TextOctets => new(_buffer, TextStart, _token.Length);

    /// <summary>Reads a number that is written with digits only.</summary>
    /// <returns>False when it is something else, or too large.</returns>
    public bool TryGetDigits(out long number) => long.TryParse(TextOctets, NumberStyles.None, CultureInfo.InvariantCulture, out number);

    /// <summary>Starts with another text.</summary>
    /// <param name="buffer">The whole text; it stays the caller's.</param>
    /// <param name="count">How many bytes of it are used.</param>
    public void Start(byte[] buffer, int count)
    {
        _buffer = buffer;
        _end = count;
        _start = _batchPosition = _batchCount = 0;
        _discarded = 0;
        _ended = true; // so nothing more is read into the buffer
        _fault = null;
        _token = default;
        Restart();
        PassByteOrderMark();
    }

    /// <summary>Reads the next token. Must not be called after the root value's end.</summary>
    public void Next()
    {
        while (_batchPosition == _batchCount)
        {
            if (_fault is not null) throw _fault;
            if (ReadBatch()) break;
            if (_fault is not null) continue;
            if (_ended) throw JsonFaults.CutOff(_discarded + _end);
            if (_end - _start > JsonFaults.MaxTextBytes) throw JsonFaults.TooLong(_discarded + _start);
            Fill();
        }

        _token = _batch[_batchPosition++];
        Offset = _discarded + _token.Start;
    }

    /// <summary>What follows the root value. Reads on to another value, else to the end, which checks a gzip's checksum too.</summary>
    /// <param name="isJoined">See <see cref="JsonRestScan"/>.</param>
    public JsonRest Rest(bool isJoined = false)
    {
        var scan = new JsonRestScan(isJoined);
        do
        {
            for (; _start < _end && !scan.IsSettled; _start++)
            {
                if (scan.IsAnother(_buffer[_start])) return JsonRest.Another;
            }

            _start = _end;
            if (!_ended) Fill();
        }
        while (_start < _end);
        return scan.AtEnd;
    }

    /// <summary>Continues with the value that <see cref="Rest"/> found.</summary>
    public void Restart()
    {
        _state = NewState(_maxDepth);
        _depth = 0;
        _isComplete = false;
        _line = 0; // the reader counts from 0 again
        _lineStart = _discarded + _start;
    }

    /// <summary>Returns the buffers.</summary>
    public void Dispose()
    {
        var buffer = _buffer;
        _buffer = [];
        _start = _end = 0;
        _token = default;
        if (buffer.Length == 0) return;
        ArrayPool<byte>.Shared.Return(buffer);
        ArrayPool<Token>.Shared.Return(_batch);
        _batch = [];
        _batchPosition = _batchCount = 0;
    }

    /// <summary>One level more than allowed, so that our own check reports the limit.</summary>
    private static JsonReaderState NewState(int maxDepth) => new(new JsonReaderOptions { MaxDepth = maxDepth + 1 });

    private void PassByteOrderMark()
    {
        _lineStart = _start = ByteOrderMark.LengthIn(_buffer, _end);
        HasByteOrderMark = _start > 0;
    }

    /// <summary>Reads the tokens in the buffer, up to a batch, and never past the root value.</summary>
    /// <returns>False when there is not one.</returns>
    private bool ReadBatch()
    {
        _batchPosition = _batchCount = 0;
        var reader = new Utf8JsonReader(new ReadOnlySpan<byte>(_buffer, _start, _end - _start), false, _state);
        try
        {
            while (!_isComplete && _batchCount < BatchSize && reader.Read()) AddToBatch(ref reader);
        }
        catch (JsonException e)
        {
            _fault = JsonFaults.NotJson(OffsetOf(e));
        }

        _state = reader.CurrentState;
        PassLines((int)reader.BytesConsumed);
        _start += (int)reader.BytesConsumed;
        return _batchCount > 0;
    }

    /// <summary>The reader reports faults by line, but the position in bytes is needed.</summary>
    private long OffsetOf(JsonException e)
    {
        var at = _start;
        var lineStart = _lineStart;
        for (var line = _line; line < e.LineNumber && at < _end; line++)
        {
            var lineEnd = Array.IndexOf(_buffer, (byte)'\n', at, _end - at);
            if (lineEnd < 0) break;
            at = lineEnd + 1;
            lineStart = _discarded + at;
        }

        return lineStart + (e.BytePositionInLine ?? 0);
    }

    private void PassLines(int count)
    {
        var passed = new ReadOnlySpan<byte>(_buffer, _start, count);
        var last = passed.LastIndexOf((byte)'\n');
        if (last < 0) return;
        _line += passed.Count((byte)'\n');
        _lineStart = _discarded + _start + last + 1;
    }

    private void AddToBatch(ref Utf8JsonReader reader)
    {
        var kind = (JsonToken)reader.TokenType;
        var start = _start + (int)reader.TokenStartIndex;
        if (kind is JsonToken.StartObject or JsonToken.StartArray)
        {
            if (++_depth > _maxDepth) _fault = JsonFaults.TooDeep(_maxDepth, _discarded + start);
        }
        else if (kind is JsonToken.EndObject or JsonToken.EndArray)
        {
            _depth--;
        }

        if (reader.ValueSpan.Length > JsonFaults.MaxTextBytes) _fault = JsonFaults.TooLong(_discarded + start);
        _isComplete = _depth == 0 || _fault is not null;
        _batch[_batchCount++] = new Token(kind, start, reader.ValueSpan.Length, reader.ValueIsEscaped);
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
            var larger = ArrayPool<byte>.Shared.Rent(_buffer.Length * 2);
            Buffer.BlockCopy(_buffer, 0, larger, 0, _end);
            ArrayPool<byte>.Shared.Return(_buffer);
            _buffer = larger;
        }

        // As much as fits: an incomplete token is read again from its start, so the available part
        // must double each time, however little the stream returns at once.
        while (_end < _buffer.Length && !_ended)
        {
            var read = _stream.Read(_buffer, _end, _buffer.Length - _end);
            _ended = read == 0;
            _end += read;
        }
    }

    /// <summary>A token and where its value is in the buffer.</summary>
    private readonly record struct Token(JsonToken Kind, int Start, int Length, bool IsEscaped);
}
#endif
