using System.Diagnostics.CodeAnalysis;
using System.Linq;
using System.Net;
using System.Net.Sockets;

namespace MtaSts.Text;

/// <summary>
/// Distinguishes an IP address from a host name. Stricter than <see cref="IPAddress.Parse(string)"/>, which reads <c>1</c>,
/// <c>0x7f.1</c> and <c>10.1</c> as IPv4 addresses, as C libraries once did.
/// </summary>
internal static class AddressText
{
    /// <summary>True for four decimal numbers up to 255 with dots between, and for the text forms of RFC 4291 §2.2.</summary>
    public static bool IsAddress(string text) => TryRead(text, out _);

    /// <inheritdoc cref="IsAddress"/>
    public static bool TryRead(string text, [NotNullWhen(true)] out IPAddress? address)
    {
        if (text.IndexOf(':') >= 0) return IPAddress.TryParse(text, out address) && address.AddressFamily == AddressFamily.InterNetworkV6;
        address = null;
        var parts = text.Split('.');
        if (parts.Length != 4 || !parts.All(IsOctet)) return false;
        address = new IPAddress(parts.Select(part => (byte)Value(part)).ToArray());
        return true;
    }

    private static bool IsOctet(string part) => part.Length is > 0 and <= 3 && part.All(c => c is >= '0' and <= '9') && Value(part) <= 255;

    private static int Value(string part) => part.Aggregate(0, (sum, digit) => (sum * 10) + digit - '0');
}
