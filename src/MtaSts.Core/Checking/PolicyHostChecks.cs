using System;
using System.Collections.Generic;
using System.Linq;
using MtaSts.Dns;
using MtaSts.PolicyHost;
using MtaSts.Text;
using MtaSts.Transport;

namespace MtaSts.Checking;

/// <summary>The host that serves the policy: found, reachable, certified, answering as it must.</summary>
internal static class PolicyHostChecks
{
    private const string Reference = "RFC 8461 §3.3";
    private const string FetchError = "sts-policy-fetch-error";
    private const string WebPki = "sts-webpki-invalid";

    /// <summary>How long before its end a certificate is worth a warning.</summary>
    public static readonly TimeSpan ExpiryNotice = TimeSpan.FromDays(14);

    public static IReadOnlyList<CheckDefinition> Definitions { get; } =
    [
        Define("PolicyHost.Lookup", "The policy host mta-sts.<domain> has an address", "Senders cannot fetch a policy from a host they cannot find.", "Publish an A, AAAA or CNAME record for the policy host.", FetchError, Lookup),
        Define("PolicyHost.Connect", "The policy host accepts connections", "Senders that cannot connect deliver as if there were no policy.", "Let the web server answer on port 443, and open the firewall for it.", FetchError, Connect),
        Define("PolicyHost.TlsVersion", "The policy host speaks TLS 1.2 or newer", "Senders must support TLS 1.2 or newer, and must not negotiate TLS 1.0 or 1.1.", "Enable TLS 1.2 and TLS 1.3 on the web server.", WebPki, Tls, "RFC 8461 §7.2, RFC 9325 §3.1.1"),
        Define("PolicyHost.Certificate", "The policy host's certificate is valid for it", "A policy behind a certificate that does not validate must not be used.", "Install a certificate for the policy host from a public CA, with its whole chain.", WebPki, Certificate),
        Define("PolicyHost.CertificateExpiry", "The certificate is valid for two weeks more", "When it ends, senders can no longer fetch the policy.", "Renew the certificate, and see to it that renewal is automatic.", WebPki, Expiry),
        Define("PolicyHost.Status", "The policy is answered with HTTP status 200", "Every other status means that there is no policy; redirects are never followed.", "Serve the policy itself at https://mta-sts.<domain>/.well-known/mta-sts.txt.", FetchError, Status),
        Define("PolicyHost.MediaType", "The policy is served as text/plain", "Senders should refuse other types, to be safe from pages that users can upload.", "Serve the file with Content-Type: text/plain.", FetchError, MediaType, "RFC 8461 §3.2"),
        Define("PolicyHost.Size", "The policy has at most 64 KiB", "Senders may stop reading there.", "Serve only the policy.", FetchError, Size),
    ];

    private static CheckDefinition Define(string id, string title, string why, string fix, string result, Func<Observation, Judgement> evaluate, string reference = Reference) => new()
    {
        Id = id,
        Title = title,
        Why = why,
        Fix = fix,
        Reference = reference,
        TlsRptResult = result,
        Evaluate = o => o.Fetch is null ? Judgement.Skipped("A policy that is not published is tested.")
            : o.IsNotConfigured ? Judgement.Skipped("The domain has no policy host.")
            : evaluate(o),
    };

    private static Judgement Lookup(Observation o)
    {
        var fetch = o.Fetch!;
        if (fetch.Lookup is not { } lookup) return Judgement.Skipped($"The proxy {fetch.Proxy} looks the name up.");
        if (fetch.Failure == FetchFailure.PrivateAddress) return Judgement.Fail(SentenceStart.Of(fetch.Error) + ".", "Give the policy host a public address. To test inside your network all the same, use -AllowPrivateAddress.");
        if (lookup.Addresses.Count > 0) return Judgement.Pass($"{Via(lookup)}{ShortList.Join(lookup.Addresses.Select(a => a.ToString()), 4)}");
        if (lookup.CnameChain.Count > 0 && lookup.DoesNotExist)
        {
            var target = lookup.CnameChain[lookup.CnameChain.Count - 1];
            return Judgement.Fail($"{fetch.Host} is an alias (CNAME) of {target}, which does not exist. Whoever can register that name could serve a policy for the domain.", $"Remove the CNAME, or create {target} again.");
        }

        if (lookup.HasFailed && IsLoop(lookup)) return Judgement.Fail($"The CNAMEs of {fetch.Host} lead nowhere: {lookup.Error}", "Let the CNAME point to the host that serves the policy.");
        return lookup.HasFailed
            ? Judgement.Unknown($"{fetch.Host} could not be looked up: {lookup.Error}", "Check the domain's name servers, and test again.")
            : Judgement.Fail($"{fetch.Host} has no address.");
    }

    private static bool IsLoop(AddressLookup lookup) => lookup.A.Status == DnsStatus.CnameLoop || lookup.Aaaa.Status == DnsStatus.CnameLoop;

    private static string Via(AddressLookup lookup) => lookup.CnameChain.Count == 0 ? "" : $"CNAME {string.Join(", ", lookup.CnameChain)}: ";

    private static Judgement Connect(Observation o)
    {
        var fetch = o.Fetch!;
        if (fetch.Failure is FetchFailure.Lookup or FetchFailure.PrivateAddress) return NotReached();
        if (fetch.Failure == FetchFailure.Tls && fetch.TlsFailure is not (TlsFailure.TooOld or TlsFailure.UnknownName))
            return Judgement.Fail($"The policy host accepts the connection, and no TLS comes about: {fetch.Error}.", "Let the web server answer HTTPS on this port for the name of the policy host.");
        if (fetch.Failure != FetchFailure.Connect) return Judgement.Pass(fetch.Proxy is null ? $"Connected to {fetch.Address}." : $"Connected through the proxy {fetch.Proxy}.");
        return fetch.TcpFailure == TcpFailure.Unreachable
            ? Judgement.Unknown($"There is no way from here to the policy host ({fetch.Error}).", "Test from a machine that can reach it.")
            : Judgement.Fail($"The policy host does not accept connections ({fetch.Error}).");
    }

    private static Judgement Tls(Observation o)
    {
        var fetch = o.Fetch!;
        if (!IsConnected(fetch)) return NotReached();
        if (fetch.Failure == FetchFailure.Tls && fetch.TlsFailure == TlsFailure.TooOld) return Judgement.Fail($"The policy host has no TLS 1.2 or newer: {fetch.Error}.");
        if (fetch.Failure == FetchFailure.Tls) return NotReached();
        return Judgement.Pass(fetch.TlsVersion ?? "The proxy connection does not show the version.");
    }

    private static Judgement Certificate(Observation o)
    {
        if (o.Fetch!.TlsFailure == TlsFailure.UnknownName) return Judgement.Fail($"The policy host has no certificate: {o.Fetch.Error}.");
        if (o.Fetch.Certificate is not { } certificate) return NotReached();
        return certificate.IsValid
            ? Judgement.Pass(certificate.ToString())
            : Judgement.Fail($"The certificate is not valid for {certificate.Host}: {certificate.Explanation}. Senders do not use the policy.", CertificateAdvice.Fix(certificate));
    }

    private static Judgement Expiry(Observation o) => o.Fetch!.Certificate is not { } certificate ? NotReached() : CertificateAdvice.JudgeExpiry([certificate], o.UtcNow);

    private static Judgement Status(Observation o)
    {
        var fetch = o.Fetch!;
        if (fetch.Failure is FetchFailure.Http or FetchFailure.TimedOut) return Judgement.Fail($"No complete HTTP answer came: {fetch.Error}.", "Look at the web server; the answer must be complete within a minute.");
        if (fetch.Status is not { } status) return NotReached();
        if (status == 200) return fetch.ContentEncoding is null ? Judgement.Pass("Status 200.") : Judgement.Fail($"The body is coded as '{SafeText.Excerpt(fetch.ContentEncoding)}', for which no sender asked.", "Serve the file without compression.");
        if (status is >= 300 and < 400) return Judgement.Fail(FormattableString.Invariant($"Status {status}, a redirect to {SafeText.Excerpt(fetch.Location ?? "nowhere", 120)}. Senders never follow it."), "Serve the policy at its own URL, without a redirect.");
        return Judgement.Fail(FormattableString.Invariant($"Status {status}."));
    }

    private static Judgement MediaType(Observation o)
    {
        var fetch = o.Fetch!;
        if (fetch.Status != 200) return NotReached();
        if (fetch.MediaType is null) return Judgement.Warning("The answer names no media type.");
        return fetch.MediaType == "text/plain"
            ? Judgement.Pass(fetch.Charset is null ? "text/plain" : $"text/plain; charset={SafeText.Excerpt(fetch.Charset)}")
            : Judgement.Warning($"The media type is '{SafeText.Excerpt(fetch.MediaType)}'. Some senders refuse the policy.");
    }

    private static Judgement Size(Observation o)
    {
        var fetch = o.Fetch!;
        if (fetch.Status != 200 || fetch.Body is null) return NotReached();
        return fetch.IsTooLarge
            ? Judgement.Fail("The answer is larger than 64 KiB.")
            : Judgement.Pass(DomainChecks.Count(fetch.Body.Length, "octet") + ".");
    }

    private static bool IsConnected(PolicyFetch fetch) => fetch.Failure is not (FetchFailure.Lookup or FetchFailure.PrivateAddress or FetchFailure.Connect);

    private static Judgement NotReached() => Judgement.Skipped("The fetch did not come so far.");
}
