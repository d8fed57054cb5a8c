using System;

namespace MtaSts.Reports.Json;

/// <summary>The kinds of JSON token that the mapper tells apart, numbered as in System.Text.Json, so that a cast maps them.</summary>
internal enum JsonToken : byte
{
    None = 0,
    StartObject = 1,
    EndObject = 2,
    StartArray = 3,
    EndArray = 4,
    Name = 5,
    String = 7,
    Number = 8,
    True = 9,
    False = 10,
    Null = 11,
}

/// <summary>
/// JSON, token by token. There are two readers, one for each build: System.Text.Json where .NET has it, the
/// framework's JSON reader for Windows PowerShell 5.1. Faults in the JSON are <see cref="ReportFaultException"/>s
/// without a path, which the cursor above adds.
/// </summary>
internal interface IJsonTokens : IDisposable
{
    /// <summary>The token read last.</summary>
    JsonToken Kind { get; }

    /// <summary>The name, the string or the number as written; made only when asked for.</summary>
    string Text { get; }

    /// <summary>Where the token is, in bytes from the start of the JSON.</summary>
    long Offset { get; }

    /// <summary>Whether a byte order mark stood before the JSON.</summary>
    bool HasByteOrderMark { get; }

    /// <summary>Reads the next token. Must not be called after the root value's end.</summary>
    void Next();

    /// <summary>Whether anything but white space follows the root value. Reads to the end, which checks a gzip's checksum too.</summary>
    bool HasTrailingData();
}
