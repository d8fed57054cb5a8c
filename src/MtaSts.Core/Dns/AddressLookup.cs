using System;
using System.Linq;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using MtaSts.Text;

namespace MtaSts.Dns;

/// <summary>The addresses of a host: the A and AAAA answers, queried at the same time.</summary>
public sealed class AddressLookup
{
    private AddressLookup(DnsResponse a, DnsResponse aaaa)
    {
        A = a;
        Aaaa = aaaa;
        Addresses = a.RecordsOf<AddressRecord>().Concat(aaaa.RecordsOf<AddressRecord>()).Select(r => r.Address).ToReadableList();
    }

    /// <summary>The answer to the A query.</summary>
    public DnsResponse A { get; }

    /// <summary>The answer to the AAAA query.</summary>
    public DnsResponse Aaaa { get; }

    /// <summary>IPv4 first: a machine without IPv6 loses no time.</summary>
    public ReadableList<IPAddress> Addresses { get; }

    /// <summary>The CNAMEs from the host to the name that has the addresses.</summary>
    public ReadableList<string> CnameChain => A.CnameChain.Count > 0 ? A.CnameChain : Aaaa.CnameChain;

    /// <summary>True when the DNS answer says definitely that there is no address.</summary>
    public bool HasNoAddress => Addresses.Count == 0 && A.IsDefinite && Aaaa.IsDefinite;

    /// <summary>True when the DNS said that the name, or the end of its CNAMEs, does not exist.</summary>
    public bool DoesNotExist => Addresses.Count == 0 && (A.Status == DnsStatus.NxDomain || Aaaa.Status == DnsStatus.NxDomain);

    /// <summary>True when there is no address because the query failed.</summary>
    public bool HasFailed => Addresses.Count == 0 && !HasNoAddress;

    /// <summary>Why the query failed; empty when it did not.</summary>
    public string Error => A.Error ?? Aaaa.Error ?? "";

    /// <summary>Stands for a lookup that was not made; it counts as failed, so nothing is concluded from it.</summary>
    /// <param name="host">The host name.</param>
    /// <param name="why">Why nobody was asked, as a sentence.</param>
    internal static AddressLookup NotMade(string host, string why) => new(NotAsked(host, DnsRecordType.A, why), NotAsked(host, DnsRecordType.AAAA, why));

    private static DnsResponse NotAsked(string host, DnsRecordType type, string why) =>
        new() { Name = host, Type = type, Status = DnsStatus.Unreachable, Error = why };

    /// <summary>Queries both.</summary>
    /// <param name="resolver">The resolver to use.</param>
    /// <param name="host">The host name.</param>
    /// <param name="cancellationToken">Stops at once.</param>
    public static async Task<AddressLookup> QueryAsync(IDnsResolver resolver, string host, CancellationToken cancellationToken)
    {
        if (resolver is null) throw new ArgumentNullException(nameof(resolver));
        var a = resolver.QueryAsync(host, DnsRecordType.A, cancellationToken);
        var aaaa = resolver.QueryAsync(host, DnsRecordType.AAAA, cancellationToken);
        var answers = await Task.WhenAll(a, aaaa).ConfigureAwait(false);
        return new AddressLookup(answers[0], answers[1]);
    }
}
