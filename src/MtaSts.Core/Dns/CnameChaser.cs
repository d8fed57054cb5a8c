using System;
using System.Collections.Generic;
using MtaSts.Dns.Wire;

namespace MtaSts.Dns;

/// <summary>Follows one query from its name along the CNAMEs to its records, through one or more messages.</summary>
internal sealed class CnameChaser(string name, DnsRecordType type, int maxCnames)
{
    private readonly string _name = name;
    private HashSet<string>? _visited;
    private uint? _chainTimeToLive;

    /// <summary>The name that has been reached.</summary>
    public string Current { get; private set; } = name;

    /// <summary>The targets of the CNAMEs, in order.</summary>
    public List<string> Chain { get; } = [];

    /// <summary>The records at the end.</summary>
    public List<DnsRecord> Records { get; } = [];

    /// <summary>True while every message that was used was authenticated.</summary>
    public bool IsAuthenticated { get; private set; } = true;

    /// <summary>The TTL of the records and CNAMEs, in seconds; null when there are none.</summary>
    public uint? TimeToLive { get; private set; }

    /// <summary>The TTL of the negative answer, in seconds; null when it has none.</summary>
    public uint? NegativeTimeToLive { get; private set; }

    /// <summary>What is wrong with the chain; null when nothing is.</summary>
    public string? Error { get; private set; }

    /// <summary>Continues with a message that is NOERROR or NXDOMAIN.</summary>
    /// <returns>How the query ended; null when <see cref="Current"/> must be queried.</returns>
    public DnsStatus? Read(DnsMessage message)
    {
        IsAuthenticated &= message.IsAuthenticData;
        var moved = false;
        while (true)
        {
            TakeRecords(message);
            if (Records.Count > 0 && message.ResponseCode == ResponseCode.NoError) return DnsStatus.Success;
            if (type == DnsRecordType.CNAME || FindCname(message) is not { } cname) break;
            moved = true;
            if (!Follow(cname)) return DnsStatus.CnameLoop;
        }

        // The code is about the last name of the chain (RFC 6604 §3).
        if (message.ResponseCode == ResponseCode.NxDomain)
        {
            Records.Clear();
            TimeToLive = _chainTimeToLive;
            return Negative(message, DnsStatus.NxDomain);
        }

        // A chain without records at its end: an SOA says that there are none (RFC 2308 §2.2); without one the
        // server did not look.
        return moved && message.Authority is null ? null : Negative(message, DnsStatus.NoData);
    }

    private void TakeRecords(DnsMessage message)
    {
        foreach (var record in message.Answers)
        {
            if (!IsOfType(record) || !DnsName.AreSame(record.Name, Current)) continue;
            Records.Add(record);
            TimeToLive = Smaller(TimeToLive, record.TimeToLive);
        }
    }

    private CnameRecord? FindCname(DnsMessage message)
    {
        foreach (var record in message.Answers)
        {
            if (record is CnameRecord cname && DnsName.AreSame(cname.Name, Current)) return cname;
        }

        return null;
    }

    private bool Follow(CnameRecord cname)
    {
        _visited ??= new HashSet<string>(StringComparer.OrdinalIgnoreCase) { Current };
        if (!_visited.Add(cname.Target))
        {
            Error = $"The CNAME chain of {_name} is a loop: {Shown(cname.Name)} leads back to {Shown(cname.Target)}.";
            return false;
        }

        if (Chain.Count == maxCnames)
        {
            Error = FormattableString.Invariant($"The CNAME chain of {_name} is longer than {maxCnames}.");
            return false;
        }

        Chain.Add(cname.Target);
        TimeToLive = _chainTimeToLive = Smaller(_chainTimeToLive, cname.TimeToLive);
        Current = cname.Target;
        return true;
    }

    private DnsStatus Negative(DnsMessage message, DnsStatus status)
    {
        if (message.Authority is { } soa)
            NegativeTimeToLive = Smaller(_chainTimeToLive, Math.Min(soa.TimeToLive, soa.Minimum));
        return status;
    }

    private bool IsOfType(DnsRecord record) => type switch
    {
        DnsRecordType.A => record is AddressRecord { Address.AddressFamily: System.Net.Sockets.AddressFamily.InterNetwork },
        DnsRecordType.AAAA => record is AddressRecord { Address.AddressFamily: System.Net.Sockets.AddressFamily.InterNetworkV6 },
        DnsRecordType.CNAME => record is CnameRecord,
        DnsRecordType.MX => record is MxRecord,
        DnsRecordType.SOA => record is SoaRecord,
        DnsRecordType.TXT => record is TxtRecord,
        DnsRecordType.TLSA => record is TlsaRecord,
        _ => false,
    };

    private static string Shown(string target) => target.Length == 0 ? "the root" : target;

    private static uint Smaller(uint? left, uint right) => left is { } value && value < right ? value : right;
}
