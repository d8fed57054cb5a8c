using System;
using System.Collections.Generic;
using System.Net;

namespace MtaSts.Lab.Dns;

/// <summary>
/// All data of the lab's DNS, declared name by name. Names are absolute, compared without
/// case, and written without a final dot. It must not be changed once a server uses it.
/// </summary>
public sealed class Zone
{
    private readonly Dictionary<(string Name, LabDnsType Type), List<ZoneRecord>> _records = [];
    private readonly HashSet<string> _names = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _apexes = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _signed = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<(string Name, LabDnsType? Type), DnsBehaviour> _behaviours = [];
    private readonly byte[] _keyHash;

    /// <param name="certificateKeyHash">The SHA-256 of the public key in the lab's certificates; empty outside a lab.</param>
    public Zone(byte[]? certificateKeyHash = null) => _keyHash = certificateKeyHash ?? [];

    /// <summary>Adds a record unchanged.</summary>
    public Zone Add(ZoneRecord record)
    {
        var key = (Canonical(record.Name), record.Type);
        if (!_records.TryGetValue(key, out var list))
            _records[key] = list = [];
        list.Add(record);
        Exists(record.Name);
        return this;
    }

    /// <summary>One TXT record; several texts are several character-strings of it.</summary>
    public Zone Txt(string name, params IEnumerable<string> texts) => Add(ZoneRecord.Txt(name, ZoneRecord.DefaultTtl, texts));

    /// <summary>One TXT record with a TTL in seconds.</summary>
    public Zone TxtWithTtl(string name, uint ttl, params IEnumerable<string> texts) => Add(ZoneRecord.Txt(name, ttl, texts));

    /// <inheritdoc cref="ZoneRecord.Mx"/>
    public Zone Mx(string name, int preference, string host) => Add(ZoneRecord.Mx(name, preference, host));

    /// <inheritdoc cref="ZoneRecord.Address"/>
    public Zone Address(string name, IPAddress address) => Add(ZoneRecord.Address(name, address));

    /// <inheritdoc cref="ZoneRecord.Cname"/>
    public Zone Cname(string name, string target) => Add(ZoneRecord.Cname(name, target));

    /// <inheritdoc cref="ZoneRecord.Tlsa"/>
    public Zone Tlsa(string name, byte usage, byte selector, byte matching, byte[] data) =>
        Add(ZoneRecord.Tlsa(name, usage, selector, matching, data));

    /// <summary>A TLSA record 3 1 1 that matches the certificates of the lab's MX hosts.</summary>
    public Zone TlsaOfTheLab(string name) => Tlsa(name, 3, 1, 1, _keyHash);

    /// <summary>The name exists, possibly without a record: NODATA instead of NXDOMAIN. Its parents exist too.</summary>
    public Zone Exists(string name)
    {
        for (var at = Canonical(name); at.Length > 0 && _names.Add(at);)
            at = Parent(at);
        return this;
    }

    /// <summary>A zone starts here: its SOA answers for what is not there.</summary>
    public Zone Apex(string name)
    {
        _apexes.Add(Canonical(name));
        return Exists(name);
    }

    /// <summary>
    /// Answers for this name and those below it have the AD bit, when the query has AD or DO
    /// (RFC 6840 §5.8).
    /// </summary>
    public Zone WithDnssec(string name)
    {
        _signed.Add(Canonical(name));
        return this;
    }

    /// <summary>The server misbehaves for this name, for one type or for all.</summary>
    public Zone Behaves(string name, DnsBehaviour behaviour, LabDnsType? type = null)
    {
        _behaviours[(Canonical(name), type)] = behaviour;
        return this;
    }

    /// <inheritdoc cref="Behaves(string, DnsBehaviour, LabDnsType?)"/>
    public Zone Behaves(string name, DnsFault fault, LabDnsType? type = null) => Behaves(name, new DnsBehaviour(fault), type);

    /// <summary>The records of one type at a name; empty when there are none.</summary>
    public IReadOnlyList<ZoneRecord> Find(string name, LabDnsType type) =>
        _records.TryGetValue((Canonical(name), type), out var list) ? list : [];

    internal bool Has(string name) => name.Length == 0 || _names.Contains(Canonical(name));

    /// <summary>
    /// The wildcard that makes a name which does not exist (RFC 4592 §3.3.1): <c>*</c> directly below the closest name that
    /// does; null when there is none.
    /// </summary>
    internal string? WildcardFor(string name)
    {
        for (var at = Parent(Canonical(name)); at.Length > 0; at = Parent(at))
        {
            if (_names.Contains(at))
                return _names.Contains("*." + at) ? "*." + at : null;
        }

        return null;
    }

    internal DnsBehaviour BehaviourOf(string name, LabDnsType type)
    {
        if (_behaviours.Count == 0)
            return DnsBehaviour.Normal;
        var key = Canonical(name);
        return _behaviours.TryGetValue((key, type), out var one) || _behaviours.TryGetValue((key, null), out one)
            ? one
            : DnsBehaviour.Normal;
    }

    internal bool IsSigned(string name) => Climb(name, _signed) is not null;

    /// <summary>The apex of the zone the name is in: a declared one, otherwise the top-level domain.</summary>
    internal string ApexOf(string name) => Climb(name, _apexes) ?? name[(name.LastIndexOf('.') + 1)..];

    private static string? Climb(string name, HashSet<string> set)
    {
        for (var at = Canonical(name); at.Length > 0; at = Parent(at))
        {
            if (set.Contains(at))
                return at;
        }

        return null;
    }

    private static string Parent(string name)
    {
        var dot = name.IndexOf('.', StringComparison.Ordinal);
        return dot < 0 ? "" : name[(dot + 1)..];
    }

#pragma warning disable CA1308 // DNS names are written in lower case
    private static string Canonical(string name) => name.TrimEnd('.').ToLowerInvariant();
#pragma warning restore CA1308
}
