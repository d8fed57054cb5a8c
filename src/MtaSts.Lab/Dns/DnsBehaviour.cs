using System;

namespace MtaSts.Lab.Dns;

/// <summary>How the server misbehaves for a name.</summary>
public enum DnsFault
{
    None,

    /// <summary>RCODE 2.</summary>
    ServFail,

    /// <summary>RCODE 5.</summary>
    Refused,

    /// <summary>RCODE 4.</summary>
    NotImplemented,

    /// <summary>Never answers.</summary>
    Silent,

    /// <summary>The UDP answer is truncated and empty; TCP has the complete answer.</summary>
    Truncated,

    /// <summary>The UDP answer is truncated and empty; the TCP connection is reset at the query.</summary>
    TruncatedWithoutTcp,

    /// <summary>Octets that are not a DNS message.</summary>
    Garbage,

    /// <summary>A correct answer that ends in the middle of a record.</summary>
    CutShort,

    /// <summary>A correct answer with a different id (over DoH too, where the id means nothing).</summary>
    WrongId,

    /// <summary>A correct answer to a different question.</summary>
    WrongQuestion,

    /// <summary>Over UDP first a forged answer with a different id and different data, then the correct one.</summary>
    ForgedThenRight,

    /// <summary>Only the first CNAME, not its target: the client must continue.</summary>
    CnameNotChased,

    /// <summary>A compression pointer that points to itself.</summary>
    PointerLoop,
}

/// <summary>A fault, and the delay before it.</summary>
/// <param name="Fault">What goes wrong.</param>
/// <param name="Delay">The wait before the answer, on top of the lab's own delay.</param>
public sealed record DnsBehaviour(DnsFault Fault, TimeSpan Delay = default)
{
    /// <summary>A correct answer without a delay.</summary>
    public static DnsBehaviour Normal { get; } = new(DnsFault.None);

    /// <summary>A correct answer with a delay.</summary>
    public static DnsBehaviour Slow(TimeSpan delay) => new(DnsFault.None, delay);
}
