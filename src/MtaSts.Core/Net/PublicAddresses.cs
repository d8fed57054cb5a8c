using System.Collections.Generic;
using System.Linq;
using System.Net;
using MtaSts.Text;

namespace MtaSts.Net;

/// <summary>Prevents connections to addresses that only this network or machine has, unless they are allowed.</summary>
internal static class PublicAddresses
{
    /// <summary>The addresses that may be connected to.</summary>
    /// <param name="addresses">All addresses of a host.</param>
    /// <param name="allowPrivate">True to keep all except those that no network routes (RFC 6666).</param>
    /// <param name="refused">Those left out, in words.</param>
    public static IReadOnlyList<IPAddress> Filter(IReadOnlyList<IPAddress> addresses, bool allowPrivate, out string refused)
    {
        refused = ShortList.Join(
            addresses.Select(a => (a, Kind: AddressKind.PrivateKind(a))).Where(p => p.Kind is not null).Select(p => $"{p.a} ({p.Kind})"), 5);
        return refused.Length == 0
            ? addresses
            : addresses.Where(a => AddressKind.PrivateKind(a) is not { } kind || (allowPrivate && kind != AddressKind.Discarded)).ToList();
    }
}
