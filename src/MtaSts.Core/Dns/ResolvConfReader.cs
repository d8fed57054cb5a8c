using System;
using System.Collections.Generic;
using System.Net;

namespace MtaSts.Dns;

/// <summary>Reads the text of <c>resolv.conf</c> (resolv.conf(5)): only its name servers matter here.</summary>
internal static class ResolvConfReader
{
    private static readonly char[] LineEnds = ['\n', '\r'];
    private static readonly char[] Blanks = [' ', '\t'];

    /// <summary>The addresses of the <c>nameserver</c> lines, in order. Comments, other keywords and what is not an address are skipped.</summary>
    public static IReadOnlyList<IPAddress> NameServers(string text)
    {
        var found = new List<IPAddress>();
        foreach (var line in text.Split(LineEnds, StringSplitOptions.RemoveEmptyEntries))
        {
            // The keyword begins the line; a ';' or '#' there makes it a comment. What follows the address is ignored.
            var words = line.Split(Blanks, StringSplitOptions.RemoveEmptyEntries);
            if (words.Length < 2 || words[0] != "nameserver") continue;
            if (TryReadAddress(words[1], out var address)) found.Add(address!);
        }

        return found;
    }

    private static bool TryReadAddress(string text, out IPAddress? address)
    {
        if (DnsServerText.Read(text, out address, out var port, out _) is null && port == DnsServer.DefaultPort && address is not null) return true;

        // A scope that names an interface (fe80::1%eth0) cannot be parsed everywhere, and the address is useless without it.
        address = null;
        return false;
    }
}
