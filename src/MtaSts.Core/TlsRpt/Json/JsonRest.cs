namespace MtaSts.TlsRpt.Json;

/// <summary>What follows a root value.</summary>
internal enum JsonRest
{
    /// <summary>Nothing but white space.</summary>
    Nothing,

    /// <summary>What looks like another object.</summary>
    AnotherObject,

    /// <summary>Something that is not an object.</summary>
    SomethingElse,
}
