using System;
using System.Text;

namespace MtaSts.Dns.Wire;

/// <summary>The reason that a server may give for a failure (RFC 8914), such as a signature that has expired.</summary>
internal static class ExtendedDnsError
{
    private const int OptionCode = 15;
    private const int MaxShown = 200;

    /// <summary>Looks for the reason among the options of an OPT record; bad options are skipped.</summary>
    /// <returns>The reason in visible ASCII; null when there is none.</returns>
    public static string? Read(WireCursor options)
    {
        while (options.TryReadUInt16(out var code) && options.TryReadUInt16(out var octets) && options.TryTake(octets, out var data))
        {
            if (code != OptionCode || !data.TryReadUInt16(out var info)) continue;
            var text = Visible(data);
            var name = Name(info) ?? FormattableString.Invariant($"extended error {info}");
            return text.Length == 0 ? name : name + ": " + text;
        }

        return null;
    }

    // The text comes from a stranger and goes to a console: only visible ASCII, and only a little of it.
    private static string Visible(WireCursor data)
    {
        var length = Math.Min(data.Left, MaxShown);
        var text = new StringBuilder(length);
        for (var i = 0; i < length; i++)
        {
            var octet = data.Data[data.Offset + i];
            text.Append(octet is >= 0x20 and < 0x7F ? (char)octet : '?');
        }

        return text.ToString().Trim();
    }

    // RFC 8914 §4
    private static string? Name(int info) => info switch
    {
        1 => "unsupported DNSKEY algorithm",
        2 => "unsupported DS digest type",
        3 => "stale answer",
        4 => "forged answer",
        5 => "DNSSEC indeterminate",
        6 => "DNSSEC bogus",
        7 => "DNSSEC signature expired",
        8 => "DNSSEC signature not yet valid",
        9 => "DNSKEY missing",
        10 => "RRSIGs missing",
        11 => "no zone key bit set",
        12 => "NSEC missing",
        13 => "cached error",
        14 => "not ready",
        15 => "blocked",
        16 => "censored",
        17 => "filtered",
        18 => "prohibited",
        19 => "stale NXDOMAIN answer",
        20 => "not authoritative",
        21 => "not supported",
        22 => "no reachable authority",
        23 => "network error",
        24 => "invalid data",
        _ => null,
    };
}
