using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.NetworkInformation;
using MtaSts.Text;

namespace MtaSts.Dns;

/// <summary>Finds the DNS servers that this machine is configured to use, on Windows, Linux and macOS.</summary>
public static class SystemDnsServers
{
    private const string ResolvConf = "/etc/resolv.conf";

    /// <summary>
    /// The servers of the network interfaces that are up, those with a gateway first; where there are none,
    /// those of <c>/etc/resolv.conf</c>. Empty when the machine has none.
    /// </summary>
    public static ReadableList<DnsServer> Find()
    {
        var found = Choose(OfInterfaces());
        return found.Count > 0 || Path.DirectorySeparatorChar != '/' ? found : Choose(OfResolvConf());
    }

    /// <summary>Keeps the addresses that can be queried, each once, in order.</summary>
    internal static ReadableList<DnsServer> Choose(IEnumerable<IPAddress> addresses) =>
        addresses.Where(static address => !IsPlaceholder(address)).Distinct().Select(static address => DnsServer.FromAddress(address)).ToReadableList();

    // Windows gives fec0:0:0:ffff::1 to ::3 to interfaces without a server; nobody answers there (RFC 3879).
    private static bool IsPlaceholder(IPAddress address)
    {
        if (address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any)) return true;
        if (!address.IsIPv6SiteLocal) return false;
        var octets = address.GetAddressBytes();
        return octets[6] == 0xFF && octets[7] == 0xFF && octets.Skip(8).Take(7).All(static octet => octet == 0) && octets[15] is >= 1 and <= 3;
    }

    private static List<IPAddress> OfInterfaces()
    {
        var withGateway = new List<IPAddress>();
        var others = new List<IPAddress>();
        try
        {
            foreach (var network in NetworkInterface.GetAllNetworkInterfaces())
            {
                if (network.OperationalStatus is not (OperationalStatus.Up or OperationalStatus.Unknown)
                    || network.NetworkInterfaceType == NetworkInterfaceType.Loopback)
                {
                    continue;
                }
                var properties = network.GetIPProperties();
                (HasGateway(properties) ? withGateway : others).AddRange(properties.DnsAddresses);
            }
        }
        catch (Exception e) when (e is NetworkInformationException or PlatformNotSupportedException or IOException or UnauthorizedAccessException)
        {
            // What was found until now counts; resolv.conf can still be read.
        }

        withGateway.AddRange(others);
        return withGateway;
    }

    private static bool HasGateway(IPInterfaceProperties properties)
    {
        try
        {
            return properties.GatewayAddresses.Count > 0;
        }
        catch (Exception e) when (e is NetworkInformationException or PlatformNotSupportedException or IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static IReadOnlyList<IPAddress> OfResolvConf()
    {
        try
        {
            return ResolvConfReader.NameServers(File.ReadAllText(ResolvConf));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
