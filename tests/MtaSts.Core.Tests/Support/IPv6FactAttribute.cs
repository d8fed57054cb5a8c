using System;
using System.Net.Sockets;
using Xunit;

namespace MtaSts.Tests.Support;

/// <summary>A test that needs IPv6 on this machine.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class IPv6FactAttribute : FactAttribute
{
    public IPv6FactAttribute()
    {
        if (!Socket.OSSupportsIPv6) Skip = "This machine has no IPv6.";
    }
}
