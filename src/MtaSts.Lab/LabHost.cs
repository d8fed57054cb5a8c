using System;
using System.Collections.Generic;
using System.Net;

namespace MtaSts.Lab;

/// <summary>The kinds of host in the lab.</summary>
public enum LabHostRole
{
    PolicyHost,
    MxHost,
}

/// <summary>A host of the lab and its own loopback address.</summary>
public sealed class LabHost
{
    private readonly Func<string, IReadOnlyList<string>?>? _namesForMore;

    internal LabHost(string name, IPAddress address, LabHostRole role, Func<string, IReadOnlyList<string>?>? namesForMore = null)
    {
        Name = name;
        Address = address;
        Role = role;
        _namesForMore = namesForMore;
    }

    public string Name { get; }

    public IPAddress Address { get; }

    public LabHostRole Role { get; }

    /// <summary>The names in its certificate for an SNI name; null when it does not serve the name.</summary>
    internal IReadOnlyList<string>? NamesFor(string serverName) =>
        serverName.Equals(Name, StringComparison.OrdinalIgnoreCase) ? [Name] : _namesForMore?.Invoke(serverName);
}
