namespace MtaSts.TlsRpt.Json;

/// <summary>What follows a root value.</summary>
internal enum JsonRest
{
    /// <summary>Nothing but white space.</summary>
    Nothing,

    /// <summary>The beginning of another value.</summary>
    Another,

    /// <summary>Something else.</summary>
    SomethingElse,
}
