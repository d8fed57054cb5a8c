namespace MtaSts.TlsRpt.Json;

/// <summary>What follows a root value.</summary>
internal enum JsonRest
{
    /// <summary>Nothing but white space.</summary>
    Nothing,

    /// <summary>The beginning of another object.</summary>
    AnotherObject,

    /// <summary>The beginning of an array.</summary>
    AnotherArray,

    /// <summary>Something else.</summary>
    SomethingElse,
}
