namespace MtaSts.TlsRpt.Json;

/// <summary>The kinds of JSON token that the mapper distinguishes, numbered as in System.Text.Json, so that a cast maps them.</summary>
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
