using System;
using System.Collections.Generic;
using System.Linq;
using MtaSts.Dns;
using MtaSts.Net;
using MtaSts.Net.Transport;
using MtaSts.PolicyFetching;
using MtaSts.Scanning;
using MtaSts.Text;

namespace MtaSts.Checks;

/// <summary>The host that serves the policy: lookup, connection, certificate, answer.</summary>
internal static class PolicyHostChecks
{
    private const string Reference = "RFC 8461 §3.3";
    private const string FetchError = "sts-policy-fetch-error";
    private const string WebPki = "sts-webpki-invalid";

    public static IReadOnlyList<CheckDefinition> Definitions { get; } =
    [
        Define("PolicyHost.Lookup", "The policy host mta-sts.<domain> has an address", "Senders cannot fetch a policy from a host they cannot find.",
            "Publish an A, AAAA or CNAME record for mta-sts.<domain>. With Cloudflare that is a CNAME to the *.pages.dev name of the Pages project, which "
                + "must have mta-sts.<domain> as a custom domain; for a Worker add mta-sts.<domain> as its custom domain, or publish AAAA 100:: "
                + "with the proxy on (orange cloud) and a route.", FetchError, Lookup),
        Define("PolicyHost.Connect", "The policy host accepts connections", "Senders that cannot connect deliver as if there were no policy.",
            "Make the web server answer on port 443, and open the firewall for it.", FetchError, Connect),
        Define("PolicyHost.TlsVersion", "The policy host supports TLS 1.2 or newer",
            "Senders must support TLS 1.2 or newer, and must not negotiate TLS 1.0 or 1.1.", "Enable TLS 1.2 and TLS 1.3 on the web server.", WebPki, Tls,
            "RFC 8461 §7.2, RFC 9325 §3.1.1"),
        Define("PolicyHost.Certificate", "The policy host's certificate is valid for it",
            "Senders must not use a policy from a host whose certificate does not validate.",
            "Install a certificate for the policy host from a public CA, with its whole chain.", WebPki, Certificate),
        Define("PolicyHost.CertificateExpiry", "The certificate does not expire soon", "When it expires, senders can no longer fetch the policy.",
            "Renew the certificate, and make sure that renewal is automatic.", WebPki, Expiry),
        Define("PolicyHost.Status", "The policy host answers with HTTP status 200",
            "Any other status means that there is no policy; redirects are never followed.",
            "Serve the policy itself at https://mta-sts.<domain>/.well-known/mta-sts.txt.", FetchError, Status),
        Define("PolicyHost.MediaType", "The policy is served as text/plain",
            "Senders should refuse other types, as protection against pages that users can upload.",
            "Serve the file with Content-Type: text/plain.", FetchError, MediaType, "RFC 8461 §3.2"),
        Define("PolicyHost.Size", "The policy is at most 64 KiB long", "Senders may stop reading at that size.", "Serve only the policy.", FetchError, Size),
    ];

    private static CheckDefinition Define(
        string id, string title, string why, string fix, string result, Func<DomainScan, CheckOutcome> evaluate, string reference = Reference) => new()
    {
        Id = id,
        Title = title,
        Why = why,
        Fix = fix,
        Reference = reference,
        TlsRptResult = result,
        Evaluate = o => o.IsDnsOnly ? CheckOutcome.DnsOnly(o)
            : o.Fetch is null ? CheckOutcome.Skipped("The test is about a policy that is not published.")
            : o.IsNotConfigured ? CheckOutcome.Skipped(o.IsPolicyHostWildcard && id == "PolicyHost.Lookup"
                ? $"The domain has no policy host of its own: a wildcard record answers for {o.Fetch.Host}, as it does for a random test name, "
                    + "and no policy is served there."
                : "The domain has no policy host.")
            : evaluate(o),
    };

    private static CheckOutcome Lookup(DomainScan o)
    {
        var fetch = o.Fetch!;
        if (fetch.Lookup is not { } lookup) return CheckOutcome.Skipped($"The proxy {fetch.Proxy} resolves the name.");
        if (fetch.Failure == FetchFailure.PrivateAddress)
            return HostedJudgement.Fail(fetch, HostFault.Address, SentenceStart.Of(fetch.Error) + ".", FixAddress(fetch));
        if (lookup.Addresses.Count > 0) return CheckOutcome.Pass($"{Via(lookup)}{ShortList.Join(lookup.Addresses.Select(a => a.ToString()), 4)}");
        if (lookup.CnameChain.Count > 0 && lookup.DoesNotExist)
        {
            var target = lookup.CnameChain[lookup.CnameChain.Count - 1];
            return HostedJudgement.Fail(
                fetch, HostFault.Address,
                $"{fetch.Host} is an alias (CNAME) of {target}, which does not exist. Anyone who can register that name could serve a policy for the domain.",
                $"Point the CNAME to the host that serves the policy, or create {target} again. Without either, senders get no policy.");
        }

        if (lookup.HasFailed && IsLoop(lookup))
        {
            return CheckOutcome.Fail(
                $"The CNAMEs of {fetch.Host} lead to no address: {lookup.Error}",
                "Change the CNAME so that it leads to the host that serves the policy, directly and without a loop.");
        }

        return lookup.HasFailed
            ? CheckOutcome.Unknown($"{fetch.Host} could not be looked up: {lookup.Error}", LookupAdvice.For(lookup))
            : HostedJudgement.Fail(fetch, HostFault.Address, $"{fetch.Host} has no address.");
    }

    private static string FixAddress(PolicyFetch fetch) => fetch.Error.Contains(AddressKind.Documentation)
        ? "Give the policy host its real address: documentation addresses belong to nobody, and reach no server."
        : "Give the policy host a public address. To test inside your network anyway, use -AllowPrivateAddress.";

    private static bool IsLoop(AddressLookup lookup) => lookup.A.Status == DnsStatus.CnameLoop || lookup.Aaaa.Status == DnsStatus.CnameLoop;

    private static string Via(AddressLookup lookup) => lookup.CnameChain.Count == 0
        ? ""
        : $"CNAME {ShortList.Join(lookup.CnameChain.Select(name => SafeText.Excerpt(name, 100)), 5)}: ";

    private static CheckOutcome Connect(DomainScan o)
    {
        var fetch = o.Fetch!;
        if (fetch.Failure is FetchFailure.Lookup or FetchFailure.PrivateAddress) return NotReached();
        if (fetch.Failure == FetchFailure.Tls && fetch.TlsFailure is not (TlsFailure.TooOld or TlsFailure.UnknownName)
            && !fetch.TlsFailure.IsLimitOfThisMachine())
        {
            return HostedJudgement.Fail(
                fetch, HostFault.Handshake, $"The policy host accepts the connection, but TLS fails: {fetch.Error.TrimEnd('.')}.",
                "Make the web server answer HTTPS on this port for the name of the policy host.");
        }

        if (fetch.Failure != FetchFailure.Connect)
            return CheckOutcome.Pass(fetch.Proxy is null ? $"Connected to {fetch.Address}." : $"Connected through the proxy {fetch.Proxy}.");
        return fetch.TcpFailure == TcpFailure.Unreachable
            ? CheckOutcome.Unknown($"The policy host cannot be reached from here ({fetch.Error}).", "Test from a machine that can reach it.")
            : HostedJudgement.Fail(fetch, HostFault.Connection, $"The policy host does not accept connections ({fetch.Error}).");
    }

    private static CheckOutcome Tls(DomainScan o)
    {
        var fetch = o.Fetch!;
        if (!IsConnected(fetch)) return NotReached();
        if (fetch.Failure == FetchFailure.Tls && fetch.TlsFailure == TlsFailure.TooOld)
            return CheckOutcome.Fail($"The policy host does not support TLS 1.2 or newer: {fetch.Error.TrimEnd('.')}.");
        if (fetch.Failure == FetchFailure.Tls && fetch.TlsFailure.IsLimitOfThisMachine())
            return CheckOutcome.Unknown($"TLS with the policy host could not be tested: {fetch.Error.TrimEnd('.')}.", fetch.TlsFailure.LimitFix());
        if (fetch.Failure == FetchFailure.Tls) return NotReached();
        return CheckOutcome.Pass(fetch.TlsVersion ?? "The TLS version is not visible through the proxy.");
    }

    private static CheckOutcome Certificate(DomainScan o)
    {
        if (o.Fetch!.TlsFailure == TlsFailure.UnknownName)
            return HostedJudgement.Fail(o.Fetch, HostFault.Handshake, $"The policy host has no certificate: {o.Fetch.Error.TrimEnd('.')}.");
        if (o.Fetch.Certificate is not { } certificate) return NotReached();
        if (certificate.IsValid) return CheckOutcome.Pass(certificate.ToString());
        var detail = $"The certificate is not valid for {certificate.Host}: {certificate.Explanation}. Senders do not use the policy.";
        return certificate.Problems[0] is CertificateProblem.NameMismatch or CertificateProblem.NoDnsName
            ? HostedJudgement.Fail(o.Fetch, HostFault.OtherName, detail, CertificateAdvice.Fix(certificate))
            : CheckOutcome.Fail(detail, CertificateAdvice.Fix(certificate));
    }

    private static CheckOutcome Expiry(DomainScan o) =>
        o.Fetch!.Certificate is not { } certificate ? NotReached() : CertificateAdvice.JudgeExpiry([certificate], o);

    private static CheckOutcome Status(DomainScan o)
    {
        var fetch = o.Fetch!;
        if (fetch.Failure is FetchFailure.Http or FetchFailure.TimedOut)
        {
            return CheckOutcome.Fail(
                $"No complete HTTP answer arrived: {fetch.Error.TrimEnd('.')}.",
                fetch.Failure == FetchFailure.TimedOut
                    ? "Check the web server; the answer must be complete within a minute."
                    : "Check what answers on port 443 of the policy host: it must be a web server that sends a complete HTTP answer. A proxy or load balancer "
                        + "in front of it may cut the answer off.");
        }

        if (fetch.Status is not { } status) return NotReached();
        if (status == 200) return Coding(fetch);
        if (status is >= 300 and < 400)
        {
            return HostedJudgement.Fail(
                fetch, HostFault.Status,
                FormattableString.Invariant($"Status {status}, a redirect to {SafeText.Excerpt(fetch.Location ?? "nowhere", 120)}. Senders never follow it."),
                "Serve the policy at its own URL, without a redirect.");
        }
        if (fetch.MayConcernUsAlone)
        {
            return HostedJudgement.Unknown(
                fetch, HostFault.Status,
                FormattableString.Invariant(
                    $"Status {status}{FetchProblem.RetryAfter(fetch)}. The host refuses this visitor for now; senders may still get the policy."),
                "Test again later or from another network. If the status stays, exempt /.well-known/mta-sts.txt from the host's limits: "
                    + "senders fetch the policy from many addresses.");
        }
        return HostedJudgement.Fail(fetch, HostFault.Status, FormattableString.Invariant($"Status {status}."));
    }

    private static CheckOutcome Coding(PolicyFetch fetch)
    {
        if (fetch.ContentEncoding is null) return CheckOutcome.Pass("Status 200.");
        var coding = SafeText.Excerpt(fetch.ContentEncoding);
        return fetch.IsEncoded
            ? CheckOutcome.Fail(
                $"The body is compressed or coded (Content-Encoding: {coding}), although the request did not ask for it. "
                    + "Senders that do not ask for it cannot read the policy.",
                "Serve the file without compression.")
            : CheckOutcome.Warning(
                $"The answer says 'Content-Encoding: {coding}', but the text is readable without decoding. Most senders read it; "
                    + "senders that refuse an unknown coding get no policy.",
                ContentCodingFix(fetch, coding));
    }

    private static string ContentCodingFix(PolicyFetch fetch, string coding) =>
        WebHostCatalogue.NameOf(HostFacts.Of(fetch, HostFault.Status)) is "Amazon S3" or "Amazon CloudFront"
        ? "Remove the metadata Content-Encoding from the object in the S3 bucket; a character set belongs in Content-Type (text/plain; charset=utf-8)."
        : $"Remove the header 'Content-Encoding: {coding}'; a character set belongs in Content-Type (text/plain; charset=utf-8).";

    private static CheckOutcome MediaType(DomainScan o)
    {
        var fetch = o.Fetch!;
        if (fetch.Status != 200) return NotReached();
        if (fetch.MediaType is null) return CheckOutcome.Warning("The answer has no media type.");
        if (fetch.MediaType == "text/plain")
            return CheckOutcome.Pass(fetch.Charset is null ? "text/plain" : $"text/plain; charset={SafeText.Excerpt(fetch.Charset)}");
        var holdsPolicy = FetchProblem.HoldsPolicy(o.Policy);
        var isOtherPage = !holdsPolicy && IsPage(fetch);
        var effect = isOtherPage
            ? "The host serves a web page there, not the policy."
            : $"Some senders refuse {(holdsPolicy ? "the policy" : "it")}.";
        return HostedJudgement.Warning(
            fetch, holdsPolicy ? HostFault.MediaType : HostFault.Page, $"The media type is '{SafeText.Excerpt(fetch.MediaType)}'. {effect}",
            isOtherPage
                ? "Serve the policy itself at https://mta-sts.<domain>/.well-known/mta-sts.txt: the host answers with a page for paths that it does not have."
                : null);
    }

    private static CheckOutcome Size(DomainScan o)
    {
        var fetch = o.Fetch!;
        if (fetch.Status != 200 || fetch.Body is null) return NotReached();
        return fetch.IsTooLarge
            ? CheckOutcome.Fail("The answer is larger than 64 KiB.")
            : CheckOutcome.Pass(DomainChecks.Count(fetch.Body.Length, "octet") + ".");
    }

    private static bool IsPage(PolicyFetch fetch) => fetch.MediaType is "text/html" or "application/xhtml+xml";

    private static bool IsConnected(PolicyFetch fetch) => fetch.Failure is not (FetchFailure.Lookup or FetchFailure.PrivateAddress or FetchFailure.Connect);

    private static CheckOutcome NotReached() => CheckOutcome.Skipped("The fetch did not get that far.");
}
