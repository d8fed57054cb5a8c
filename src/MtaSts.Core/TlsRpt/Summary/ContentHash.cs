using System;
using System.Collections.Generic;
using System.Security.Cryptography;
using System.Text;

namespace MtaSts.TlsRpt.Summary;

/// <summary>
/// Hashes lists of texts and numbers. Not a simple hash, and with a salt that nobody knows: who writes reports must not be
/// able to make one that is taken for another.
/// </summary>
internal sealed class ContentHash : IDisposable
{
    private const int Flush = 64 * 1024;

    private readonly SHA256 _sha256 = SHA256.Create();
    private readonly byte[] _salt = new byte[32];
    private byte[] _buffer = new byte[1024];
    private int _count;

    public ContentHash()
    {
        using var random = RandomNumberGenerator.Create();
        random.GetBytes(_salt);
        Begin();
    }

    /// <summary>Adds a text with its length, so that no two lists of texts are the same octets; null is not an empty text.</summary>
    public void Add(string? text)
    {
        if (text is null)
        {
            Add(-1);
            return;
        }

        var most = Encoding.UTF8.GetMaxByteCount(text.Length);
        Reserve(most + sizeof(long));
        var at = _count;
        _count += sizeof(long);
        var length = Encoding.UTF8.GetBytes(text, 0, text.Length, _buffer, _count);
        Write(length, at);
        _count += length;
        if (_count > Flush) Send();
    }

    /// <summary>Adds a number.</summary>
    public void Add(long number)
    {
        Reserve(sizeof(long));
        Write(number, _count);
        _count += sizeof(long);
    }

    /// <summary>Adds the texts and their number.</summary>
    public void Add(IReadOnlyCollection<string> texts)
    {
        Add(texts.Count);
        foreach (var text in texts) Add(text);
    }

    /// <summary>The hash of what was added; the next one begins.</summary>
    public ulong Finish()
    {
        _sha256.TransformFinalBlock(_buffer, 0, _count);
        var hash = BitConverter.ToUInt64(_sha256.Hash!, 0);
        _sha256.Initialize();
        Begin();
        return hash;
    }

    public void Dispose() => _sha256.Dispose();

    private void Begin()
    {
        if (_buffer.Length > Flush) _buffer = new byte[1024]; // a huge text is not kept
        Buffer.BlockCopy(_salt, 0, _buffer, 0, _salt.Length);
        _count = _salt.Length;
    }

    private void Send()
    {
        _sha256.TransformBlock(_buffer, 0, _count, null, 0);
        _count = 0;
    }

    private void Reserve(int more)
    {
        if (_buffer.Length - _count < more) Array.Resize(ref _buffer, Math.Max(_buffer.Length * 2, _count + more));
    }

    private void Write(long number, int at)
    {
        for (var i = 0; i < sizeof(long); i++) _buffer[at + i] = (byte)(number >> (8 * i));
    }
}
