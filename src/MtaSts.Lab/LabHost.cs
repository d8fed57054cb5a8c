using System;
using System.Net;

namespace MtaSts.Lab;

/// <summary>What a host of the lab is.</summary>
public enum LabHostRole
{
    PolicyHost,
    MxHost,
}

/// <summary>A host of the lab and the loopback address that is its own.</summary>
public sealed class LabHost
{
    private readonly Func<string, bool>? servesMore;

    internal LabHost(string name, IPAddress address, LabHostRole role, Func<string, bool>? servesMore = null)
    {
        Name = name;
        Address = address;
        Role = role;
        this.servesMore = servesMore;
    }

    public string Name { get; }

    public IPAddress Address { get; }

    public LabHostRole Role { get; }

    /// <summary>True for the SNI names it has a certificate for.</summary>
    internal bool Serves(string serverName) =>
        serverName.Equals(Name, StringComparison.OrdinalIgnoreCase) || servesMore?.Invoke(serverName) == true;
}
