using System;
using System.IO;
using System.Text;
using MtaSts.Mime;

namespace MtaSts.TlsRpt.Containers;

/// <summary>UTF-16 text with a byte order mark, returned as UTF-8: <c>&gt;</c> and <c>Out-File</c> of Windows PowerShell 5.1 write it.</summary>
internal sealed class Utf16Stream(Stream utf16) : ForwardStream
{
    private readonly StreamReader _reader = new(utf16, Encoding.Unicode, true, 4096, true);
    private readonly char[] _chars = new char[2048];
    private readonly Encoder _encoder = Encoding.UTF8.GetEncoder();
    private readonly byte[] _bytes = new byte[Encoding.UTF8.GetMaxByteCount(2048)];
    private int _position;
    private int _end;

    public override int Read(byte[] buffer, int offset, int count)
    {
        while (_position == _end)
        {
            var chars = _reader.Read(_chars, 0, _chars.Length);
            _position = 0;
            _end = _encoder.GetBytes(_chars, 0, chars, _bytes, 0, chars == 0);
            if (chars == 0 && _end == 0) return 0;
        }

        var take = Math.Min(count, _end - _position);
        Buffer.BlockCopy(_bytes, _position, buffer, offset, take);
        _position += take;
        return take;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) _reader.Dispose();
        base.Dispose(disposing);
    }
}
