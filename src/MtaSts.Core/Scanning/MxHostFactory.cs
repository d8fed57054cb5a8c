using MtaSts.Providers;
using MtaSts.Smtp;

namespace MtaSts.Scanning;

/// <summary>Creates the object that scripts see from the scan of an MX host.</summary>
internal static class MxHostFactory
{
    /// <summary>The MX host as scripts see it.</summary>
    /// <param name="domain">The domain, in A-label form.</param>
    /// <param name="mx">The scan of the host.</param>
    /// <param name="policy">The domain's policy; null when there is none.</param>
    public static MxHost From(string domain, MxScan mx, Policy? policy) => new()
    {
        DomainName = domain,
        Host = mx.Host,
        Preference = mx.Preference,
        Addresses = mx.Lookup.Addresses,
        Provider = ProviderCatalogue.Find(mx.Host)?.Name,
        IsCovered = policy is { Patterns.Count: > 0 } ? policy.Covers(mx.Host) : null,
        CoveredBy = policy?.CoveringPattern(mx.Host),
        StartTls = StateOf(mx),
        TlsVersion = mx.Probe?.TlsVersion,
        Problem = ProblemOf(mx),
        Certificate = mx.Probe?.Certificate,
        IsMissing = mx.IsMissing,
        IsLeftOut = mx.IsLeftOut,
    };

    private static StartTlsState StateOf(MxScan mx)
    {
        if (mx.Probe is not { } probe) return StartTlsState.NotTested;
        return (probe.Stage, mx.HasValidTls) switch
        {
            (SmtpPhase.Done, true) => StartTlsState.Valid,
            (SmtpPhase.Done, _) => StartTlsState.InvalidCertificate,
            (_, null) => StartTlsState.Unknown,
            (SmtpPhase.Handshake, _) => StartTlsState.HandshakeFailed,
            (SmtpPhase.StartTls or SmtpPhase.Hello, _) => StartTlsState.NotOffered,
            _ => StartTlsState.Unknown,
        };
    }

    private static string ProblemOf(MxScan mx)
    {
        if (mx.Lookup.HasFailed) return mx.Lookup.Error;
        if (mx.Lookup.DoesNotExist) return "The host does not exist.";
        if (mx.Lookup.HasNoAddress) return "The host has no address.";
        return mx.Probe?.Certificate is { IsValid: false } certificate ? certificate.Explanation : mx.Probe?.Error ?? "";
    }
}
