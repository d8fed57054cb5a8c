using MtaSts.Dns;
using MtaSts.Net.Transport;
using MtaSts.Policies;
using MtaSts.Smtp;
using MtaSts.Text;

namespace MtaSts.Scanning;

/// <summary>What was seen of one MX host.</summary>
internal sealed class MxScan
{
    public required string Host { get; init; }

    public required int Preference { get; init; }

    /// <summary>True for the domain itself, which is its own MX where there is no MX record.</summary>
    public bool IsImplicit { get; init; }

    public required AddressLookup Lookup { get; init; }

    /// <summary>True when the domain has so many MX hosts that this one was not looked at (<see cref="MxScanner.MostHosts"/>).</summary>
    public bool IsLeftOut { get; init; }

    /// <summary>Null when STARTTLS was not tested.</summary>
    public SmtpProbe? Probe { get; init; }

    /// <summary>Null when it was not requested.</summary>
    public DnsResponse? Tlsa { get; init; }

    /// <summary>True when no sender can ever deliver there: the host does not exist in DNS, or has no address.</summary>
    public bool IsMissing => !AddressText.IsAddress(Host) && (MxAdvice.NeverExists(Host) || Lookup.DoesNotExist || Lookup.HasNoAddress);

    /// <summary>
    /// Whether its TLS is what a policy requires (RFC 8461 §4.2): null when it could not be seen from here.
    /// </summary>
    public bool? HasValidTls
    {
        get
        {
            if (IsMissing || Lookup.HasNoAddress) return false;
            if (Probe is null) return null;
            if (Probe.TcpFailure == TcpFailure.PrivateAddress) return false;
            return Probe.Stage switch
            {
                SmtpPhase.Done => Probe.Certificate is { IsValid: true },
                SmtpPhase.Handshake => Probe.IsTimedOut || Probe.IsLimitOfThisMachine ? null : false,
                SmtpPhase.StartTls => Probe.IsTimedOut || (Probe.IsStartTlsOffered == true && Probe.ReplyCode is null or 220) ? null : false,
                SmtpPhase.Hello => IsHelloUnknown ? false : null,
                _ => null,
            };
        }
    }

    /// <summary>True when the server does not support EHLO and so cannot offer STARTTLS.</summary>
    public bool IsHelloUnknown => Probe is { Stage: SmtpPhase.Hello, ReplyCode: 500 or 502 };
}
