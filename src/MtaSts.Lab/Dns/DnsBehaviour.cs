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

    /// <summary>The UDP answer is truncated and empty; TCP has it all.</summary>
    Truncated,

    /// <summary>The UDP answer is truncated and empty; the TCP connection is reset at the question.</summary>
    TruncatedWithoutTcp,

    /// <summary>Octets that are not a DNS message.</summary>
    Garbage,

    /// <summary>A right answer that ends in the middle of a record.</summary>
    CutShort,

    /// <summary>A right answer under another id (over DoH too, where the id means nothing).</summary>
    WrongId,

    /// <summary>A right answer to another question.</summary>
    WrongQuestion,

    /// <summary>Over UDP first a forged answer under another id and with other data, then the right one.</summary>
    ForgedThenRight,

    /// <summary>Only the first CNAME, not what it leads to: the client has to ask on.</summary>
    CnameNotChased,

    /// <summary>A compression pointer that points at itself.</summary>
    PointerLoop,
}

/// <summary>A fault, and how long the server thinks before it.</summary>
/// <param name="Fault">What goes wrong.</param>
/// <param name="Delay">The wait before the answer, on top of the lab's own delay.</param>
public sealed record DnsBehaviour(DnsFault Fault, TimeSpan Delay = default)
{
    /// <summary>A right answer at once.</summary>
    public static DnsBehaviour Normal { get; } = new(DnsFault.None);

    /// <summary>A right answer that takes its time.</summary>
    public static DnsBehaviour Slow(TimeSpan delay) => new(DnsFault.None, delay);
}
