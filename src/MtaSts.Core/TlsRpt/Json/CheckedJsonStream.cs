#if !NET8_0_OR_GREATER
using System;
using System.Collections.Generic;
using System.IO;
using System.Text;
using MtaSts.Mime;

namespace MtaSts.TlsRpt.Json;

/// <summary>
/// What the framework's JSON reader is fed: one root value of checked JSON, up to a fault in it; the byte order mark
/// taken off; and bytes that are no UTF-8 as U+FFFD, where that reader would give up and the other build's does not.
/// </summary>
internal sealed class CheckedJsonStream(Stream inner, int maxDepth) : ForwardStream
{
    private const int Helping = 1024;

    private JsonSyntax _syntax = new(maxDepth);
    private readonly Decoder _decoder = new UTF8Encoding(false, false).GetDecoder();
    private readonly Encoder _encoder = new UTF8Encoding(false, false).GetEncoder();
    private readonly byte[] _input = new byte[4096];
    private readonly char[] _chars = new char[Helping + 2];
    private readonly byte[] _output = new byte[(Helping + 4) * 3];
    private int _inputPosition;
    private int _inputEnd;
    private int _position;
    private int _end;
    private bool _started;
    private long _count; // bytes of the source that went out

    /// <summary>Why the JSON ends where it does; null while it is right. The reader reads ahead, so who uses it throws this in its turn.</summary>
    public ReportFaultException? Fault { get; private set; }

    /// <summary>Where the tokens begin that the reader was fed.</summary>
    public Queue<long> Tokens => _syntax.Tokens;

    /// <summary>The member name that the next token is when it is the last name there is, or null.</summary>
    public string? LastNameIfNext => Tokens.Count == _syntax.TokensSinceName + 1 ? _syntax.LastName : null;

    public bool HasByteOrderMark { get; private set; }

    public override int Read(byte[] buffer, int offset, int count)
    {
        while (_position == _end)
        {
            if (Fault is not null || _syntax.IsComplete) return 0;
            NextHelping();
        }

        int take = Math.Min(count, _end - _position);
        Buffer.BlockCopy(_output, _position, buffer, offset, take);
        _position += take;
        return take;
    }

    /// <summary>What is left after the root value. Reads on to another object, else to the end.</summary>
    public JsonRest Rest()
    {
        JsonRest rest = JsonRest.Nothing;
        while (HasInput())
        {
            for (; _inputPosition < _inputEnd && rest == JsonRest.Nothing; _inputPosition++)
            {
                byte c = _input[_inputPosition];
                if (c == (byte)'{') return JsonRest.AnotherObject;
                if (c is not ((byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n')) rest = JsonRest.SomethingElse;
            }

            _inputPosition = _inputEnd;
        }

        return rest;
    }

    /// <summary>Goes on with the object that <see cref="Rest"/> found.</summary>
    public void Restart() => _syntax = new JsonSyntax(maxDepth);

    private void NextHelping()
    {
        if (!_started) SkipByteOrderMark();
        if (!HasInput())
        {
            Fault = JsonFaults.CutOff(_count);
            return;
        }

        int take = 0;
        int most = Math.Min(Helping, _inputEnd - _inputPosition);
        try
        {
            while (take < most && !_syntax.IsComplete)
            {
                _syntax.Take(_input[_inputPosition + take], _count + take);
                take++;
            }
        }
        catch (ReportFaultException fault)
        {
            Fault = fault;
        }

        int chars = _decoder.GetChars(_input, _inputPosition, take, _chars, 0, false);
        _position = 0;
        _end = _encoder.GetBytes(_chars, 0, chars, _output, 0, false);
        _inputPosition += take;
        _count += take;
    }

    private void SkipByteOrderMark()
    {
        _started = true;
        for (int read = 1; _inputEnd < 3 && read > 0; _inputEnd += read) read = inner.Read(_input, _inputEnd, _input.Length - _inputEnd);
        HasByteOrderMark = _inputEnd >= 3 && _input[0] == 0xef && _input[1] == 0xbb && _input[2] == 0xbf;
        if (!HasByteOrderMark) return;
        _inputPosition = 3;
        _count = 3;
    }

    private bool HasInput()
    {
        if (_inputPosition < _inputEnd) return true;
        _inputPosition = 0;
        _inputEnd = inner.Read(_input, 0, _input.Length);
        return _inputEnd > 0;
    }
}
#endif
