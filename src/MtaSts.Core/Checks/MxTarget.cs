using System;
using MtaSts.Net.Transport;
using MtaSts.Policies;
using MtaSts.Scanning;
using MtaSts.Text;

namespace MtaSts.Checks;

/// <summary>What is wrong with the host of an MX record, and what to do about it.</summary>
/// <param name="Detail">What was seen, as half a sentence.</param>
/// <param name="Fix">What to do, as a sentence.</param>
/// <param name="WorksYet">True when mail arrives anyway.</param>
internal sealed record MxTarget(string Detail, string Fix, bool WorksYet = false)
{
    /// <summary>The fault of one host; null when it has none.</summary>
    public static MxTarget? Of(MxScan mx)
    {
        var host = SafeText.Excerpt(mx.Host, 100);
        if (AddressText.IsAddress(mx.Host))
            return new($"{host} is an IP address, not a host name", $"Use a host name in the MX record instead of {host}.");
        var remove = FormattableString.Invariant($"Remove the MX record '{mx.Preference} {host}'");
        if (IsVerification(mx.Host))
        {
            return new(
                $"{host} does not exist and never will; Microsoft 365 uses this MX record to verify a domain, and senders cannot deliver there",
                $"{remove} once Microsoft 365 has verified the domain; it never belongs in a policy.", WorksYet: true);
        }
        if (MxAdvice.NeverExists(mx.Host)) return new($"{host} does not exist: no host name can end in '.invalid' (RFC 6761 §6.4)", remove + ".");
        if (mx.Lookup.DoesNotExist) return new($"{host} does not exist", $"{remove}: no sender can deliver there.");
        if (mx.Lookup.HasNoAddress) return new($"{host} has no address", $"{remove}, or restore the A or AAAA record of {host}.");
        if (mx.Lookup.HasFailed) return null;

        // A CNAME works with nearly every sender; a host without an address works with none.
        var isPrivate = mx.Probe?.TcpFailure == TcpFailure.PrivateAddress;
        if (mx.Lookup.CnameChain.Count > 0)
        {
            return new(
                $"{host} is an alias (CNAME) of {SafeText.Excerpt(mx.Lookup.CnameChain[mx.Lookup.CnameChain.Count - 1], 100)}",
                $"Give {host} A or AAAA records instead of the CNAME.", WorksYet: !isPrivate);
        }
        return isPrivate ? new($"{host}: {mx.Probe!.Error}", $"Give {host} an address that senders can reach.") : null;
    }

    /// <summary>The record with which an admin proves to Microsoft 365 that the domain is theirs, for example <c>ms12345678.msv1.invalid</c>.</summary>
    private static bool IsVerification(string host) => DomainName.Normalize(host).EndsWith(".msv1.invalid", StringComparison.Ordinal);
}
