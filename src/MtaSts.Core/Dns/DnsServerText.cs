using System;
using System.Globalization;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using MtaSts.Text;

namespace MtaSts.Dns;

/// <summary>
/// Reads the text form of a server. Stricter than <see cref="IPAddress.Parse(string)"/>, which reads <c>1</c> as
/// 0.0.0.1 and <c>010.0.0.1</c> as 8.0.0.1.
/// </summary>
internal static class DnsServerText
{
    private const string Expected =
        "Expected an address such as 1.1.1.1, 127.0.0.1:5353, 2606:4700:4700::1111 or [::1]:53, or a DNS-over-HTTPS URL such as https://dns.example/dns-query.";

    /// <returns>Null, or what is wrong.</returns>
    public static string? Read(string text, out IPAddress? address, out int port, out Uri? url)
    {
        address = null;
        url = null;
        port = DnsServer.DefaultPort;
        if (text.Length == 0) return "The DNS server is empty. " + Expected;
        var fault = text.Contains("://") ? ReadUrl(text, out url, out port)
            : text.StartsWith("http", StringComparison.OrdinalIgnoreCase) && text.IndexOf('/') >= 0 ? "a URL must begin with https://"
            : ReadAddress(text, out address, out port);
        return fault is null ? null : $"'{Shown(text)}' is not a DNS server: {fault}. {Expected}";
    }

    private static string? ReadUrl(string text, out Uri? url, out int port)
    {
        port = 0;

        // Server operators publish URI templates (RFC 8484 §4.1); the variable is only for GET.
        const string template = "{?dns}";
        if (text.EndsWith(template, StringComparison.Ordinal)) text = text.Substring(0, text.Length - template.Length);
        if (!Uri.TryCreate(text, UriKind.Absolute, out url) || url.Host.Length == 0) return "it is not a URL";
        port = url.Port;
        if (url.Scheme != Uri.UriSchemeHttps) return "only https:// URLs are supported";
        if (url.UserInfo.Length > 0) return "a user name or password in the URL is not supported";
        if (url.Fragment.Length > 0) return "'#' in the URL is not supported";
        return url.AbsolutePath == "/" ? "the URL has no path; most servers use /dns-query" : null;
    }

    private static string? ReadAddress(string text, out IPAddress? address, out int port)
    {
        address = null;
        port = DnsServer.DefaultPort;
        var host = text;
        string? portText = null;
        if (text[0] == '[')
        {
            var close = text.IndexOf(']');
            if (close < 0) return "the ']' is missing";
            host = text.Substring(1, close - 1);
            if (host.IndexOf(':') < 0) return "only an IPv6 address can be in brackets";
            var rest = text.Substring(close + 1);
            if (rest.Length > 0 && rest[0] != ':') return "only ':' and a port can follow ']'";
            if (rest.Length > 0) portText = rest.Substring(1);
        }
        else if (text.IndexOf(':') is var colon and >= 0 && colon == text.LastIndexOf(':'))
        {
            host = text.Substring(0, colon);
            portText = text.Substring(colon + 1);
        }

        if (portText is not null && !TryReadPort(portText, out port)) return "the port must be a number from 1 to 65535";
        if (host.IndexOf(':') >= 0 ? !TryReadIPv6(host, out address) : !TryReadIPv4(host, out address))
        {
            return LooksLikeName(host)
                ? "a host name is not accepted, because finding its address would need another DNS server; give its address, or its DNS-over-HTTPS URL"
                : "it is not an IPv4 or IPv6 address";
        }

        return IsNoServer(address!) ? "this address does not identify a single machine" : null;
    }

    private static bool TryReadPort(string text, out int port)
    {
        port = 0;
        return text.Length is > 0 and <= 5
            && text.All(static c => c is >= '0' and <= '9')
            && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out port)
            && port is > 0 and <= IPEndPoint.MaxPort;
    }

    private static bool TryReadIPv4(string text, out IPAddress? address)
    {
        address = null;
        var parts = text.Split('.');
        var octets = new byte[4];
        if (parts.Length != 4) return false;
        for (var i = 0; i < 4; i++)
        {
            var part = parts[i];
            if (part.Length is 0 or > 3 || (part.Length > 1 && part[0] == '0') || !part.All(static c => c is >= '0' and <= '9')) return false;
            var value = int.Parse(part, NumberStyles.None, CultureInfo.InvariantCulture);
            if (value > 255) return false;
            octets[i] = (byte)value;
        }

        address = new IPAddress(octets);
        return true;
    }

    private static bool TryReadIPv6(string text, out IPAddress? address)
    {
        address = null;
        return text.IndexOfAny(['[', ']', '/']) < 0 // which TryParse accepts
            && IPAddress.TryParse(text, out address)
            && address.AddressFamily == AddressFamily.InterNetworkV6;
    }

    private static bool IsNoServer(IPAddress address)
    {
        if (address.AddressFamily == AddressFamily.InterNetworkV6) return address.Equals(IPAddress.IPv6Any) || address.IsIPv6Multicast;
        return address.GetAddressBytes()[0] is 0 or >= 224; // "this network", multicast, reserved, broadcast
    }

    private static bool LooksLikeName(string host) =>
        host.Any(static c => c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z'))
        && host.All(static c => char.IsLetterOrDigit(c) || c is '.' or '-' or '_');

    // It goes into an error message: short, without a password or a key, and without control characters.
    private static string Shown(string text)
    {
        text = ResolverUrl.Shown(text);
        var shown = new string([.. text.Take(100).Select(static c => char.IsControl(c) ? '?' : c)]);
        return text.Length > 100 ? shown + "…" : shown;
    }
}
