using System;

namespace MtaSts.Dns;

/// <summary>The identity of a query: the name without case, and the type.</summary>
internal readonly struct QuestionKey(string name, DnsRecordType type) : IEquatable<QuestionKey>
{
    public string Name { get; } = name;

    public DnsRecordType Type { get; } = type;

    public bool Equals(QuestionKey other) => Type == other.Type && string.Equals(Name, other.Name, StringComparison.OrdinalIgnoreCase);

    public override bool Equals(object? obj) => obj is QuestionKey other && Equals(other);

    public override int GetHashCode() => unchecked((StringComparer.OrdinalIgnoreCase.GetHashCode(Name) * 397) ^ (int)Type);
}
