using System;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;
using MtaSts.Text;

namespace MtaSts.Dns;

/// <summary>A DNS server to ask: an address and port, or a DNS-over-HTTPS URL.</summary>
public sealed record DnsServer
{
    /// <summary>The port of plain DNS.</summary>
    public const int DefaultPort = 53;

    private DnsServer(IPAddress? address, int port, Uri? url)
    {
        Address = address;
        Port = port;
        Url = url;
    }

    /// <summary>The address of a plain DNS server; null for DNS over HTTPS.</summary>
    public IPAddress? Address { get; }

    /// <summary>The port, for UDP and TCP; for DNS over HTTPS the port of the URL.</summary>
    public int Port { get; }

    /// <summary>
    /// The URL for DNS over HTTPS (RFC 8484); null for a plain DNS server. A host name in it is looked up by the
    /// system, or by its proxy where there is one.
    /// </summary>
    public Uri? Url { get; }

    internal IPEndPoint EndPoint => new(Address ?? throw new InvalidOperationException("A DNS-over-HTTPS server has no end point."), Port);

    /// <summary>A plain DNS server.</summary>
    /// <param name="address">IPv4 or IPv6.</param>
    /// <param name="port">1 to 65535.</param>
    /// <exception cref="ArgumentNullException">The address is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The port is out of range.</exception>
    public static DnsServer FromAddress(IPAddress address, int port = DefaultPort)
    {
        if (address is null) throw new ArgumentNullException(nameof(address));
        if (port is < 1 or > IPEndPoint.MaxPort) throw new ArgumentOutOfRangeException(nameof(port));
        return new DnsServer(address, port, null);
    }

    /// <summary>A DNS-over-HTTPS server.</summary>
    /// <param name="url">Absolute, with the scheme https.</param>
    /// <exception cref="ArgumentNullException">The URL is null.</exception>
    /// <exception cref="ArgumentException">The URL is relative or of another scheme.</exception>
    public static DnsServer FromUrl(Uri url)
    {
        if (url is null) throw new ArgumentNullException(nameof(url));
        if (!url.IsAbsoluteUri || url.Scheme != Uri.UriSchemeHttps)
            throw new ArgumentException("The URL must be absolute and begin with https://.", nameof(url));
        return new DnsServer(null, url.Port, url);
    }

    /// <summary>
    /// Reads the forms that an admin may write: <c>1.1.1.1</c>, <c>127.0.0.1:5353</c>, <c>2606:4700:4700::1111</c>,
    /// <c>[2606:4700:4700::1111]:53</c> or <c>https://host/path</c>.
    /// </summary>
    /// <param name="text">The text; white space around it is ignored.</param>
    /// <param name="server">The server; null when the text is not valid.</param>
    /// <param name="error">What is wrong and which forms are expected; null when there is a server.</param>
    /// <returns>True when the text is a server.</returns>
    public static bool TryParse(string? text, [NotNullWhen(true)] out DnsServer? server, [NotNullWhen(false)] out string? error)
    {
        server = null;
        error = DnsServerText.Read((text ?? "").Trim(), out var address, out var port, out var url);
        if (error is null) server = new DnsServer(address, port, url);
        return server is not null;
    }

    /// <summary>
    /// The server in messages, results and files: without the path of a URL, which may be the key of an account, unless it is the usual one.
    /// </summary>
    internal string Shown => ResolverUrl.Shown(ToString());

    /// <summary>The shortest text that <see cref="TryParse"/> reads as this server.</summary>
    public override string ToString()
    {
        if (Url is not null) return UserInfo.RemoveFrom(Url).AbsoluteUri;
        if (Port == DefaultPort) return Address!.ToString();
        return EndPoint.AddressFamily == System.Net.Sockets.AddressFamily.InterNetworkV6
            ? string.Format(CultureInfo.InvariantCulture, "[{0}]:{1}", Address, Port)
            : string.Format(CultureInfo.InvariantCulture, "{0}:{1}", Address, Port);
    }
}
