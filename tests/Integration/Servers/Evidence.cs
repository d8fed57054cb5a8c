using System;
using System.Globalization;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MtaSts.Dns;
using MtaSts.Net.Transport;
using MtaSts.PolicyFetching;

namespace MtaSts.Integration.Servers;

/// <summary>Compares the module's data about a domain with the output of dig, curl and openssl.</summary>
internal sealed class Evidence(IDnsResolver resolver, NetworkOptions options, string rootPath, string scratch)
{
    /// <summary>Every DNS answer that the verdict is based on.</summary>
    public async Task<Comparison> CompareDnsAsync(Scenario scenario, TestResult result)
    {
        var comparison = new Comparison();
        var sts = await CompareAnswerAsync(comparison, "_mta-sts." + scenario.Domain, DnsRecordType.TXT);
        if (result.Record is { Status: RecordStatus.Valid or RecordStatus.Invalid } record)
        {
            comparison.Holds(
                $"the record '{record.Text}' is one of dig's: {string.Join(" | ", sts.Records)}", sts.Records.Contains(record.Text, StringComparer.Ordinal));
        }

        comparison.Same("whether the record could be looked up", result.Record!.Status == RecordStatus.LookupFailed, "dig", sts.Code == "SERVFAIL");
        comparison.Same("AD bit of the record", result.Record.IsAuthenticated, "dig", sts.IsAuthenticated);
        comparison.SameList("CNAMEs of the record", result.Record.CnameChain, "dig", sts.Aliases);

        var rpt = await CompareAnswerAsync(comparison, "_smtp._tls." + scenario.Domain, DnsRecordType.TXT);
        if (result.TlsRpt is { Status: RecordStatus.Valid or RecordStatus.Invalid } tlsRpt)
            comparison.Holds($"the TLS-RPT record '{tlsRpt.Text}' is one of dig's", rpt.Records.Contains(tlsRpt.Text, StringComparer.Ordinal));

        await CompareAnswerAsync(comparison, scenario.PolicyHostName, DnsRecordType.A);
        await CompareAnswerAsync(comparison, scenario.PolicyHostName, DnsRecordType.AAAA);
        var mx = await CompareAnswerAsync(comparison, scenario.Domain, DnsRecordType.MX);
        if (mx.Records.Count > 0)
        {
            comparison.SameList(
                "MX hosts", result.Mx.Select(m => string.Create(CultureInfo.InvariantCulture, $"{m.Preference} {m.Host}")).Order(StringComparer.Ordinal), "dig",
                mx.Records.Where(r => r != "0 "));
        }

        foreach (var host in result.Mx)
        {
            var a = await CompareAnswerAsync(comparison, host.Host, DnsRecordType.A);
            var aaaa = await CompareAnswerAsync(comparison, host.Host, DnsRecordType.AAAA);
            comparison.SameList(
                $"addresses of {host.Host}", host.Addresses.Select(x => x.ToString()).Order(StringComparer.Ordinal), "dig",
                a.Records.Concat(aaaa.Records).Order(StringComparer.Ordinal));
            var tlsa = await CompareAnswerAsync(comparison, "_25._tcp." + host.Host, DnsRecordType.TLSA);
            var detail = result.Checks.Single(c => c.Id == "Dane.Tlsa").Detail;
            if (tlsa.Code == "SERVFAIL")
                comparison.Holds($"Dane.Tlsa says that the lookup failed: {detail}", detail.Contains("could not be looked up", StringComparison.Ordinal));
            if (tlsa.Records.Count > 0)
            {
                comparison.Holds(
                    $"Dane.Tlsa says what dig says (AD {tlsa.IsAuthenticated}): {detail}",
                    detail.Contains(
                        $"{host.Host}: {tlsa.Records.Count} TLSA record, {(tlsa.IsAuthenticated ? "authenticated" : "not authenticated")}",
                        StringComparison.Ordinal));
            }
        }

        return comparison;
    }

    /// <summary>The policy host: TLS, certificate, HTTP and body.</summary>
    public async Task<Comparison> ComparePolicyHostAsync(Scenario scenario, TestResult result)
    {
        var comparison = new Comparison();
        var fetch = await new PolicyFetcher(resolver, options).FetchAsync(scenario.Domain, CancellationToken.None);
        var policy = result.Policy!;
        comparison.Same("URL", policy.Url, "RFC 8461 §3.2", $"https://mta-sts.{scenario.Domain}/.well-known/mta-sts.txt");

        var curl = await Curl.FetchAsync(policy.Url, rootPath, scratch);
        comparison.Same("how the fetch ended", ExitCodeFor(fetch), "curl", curl.Code);
        if (fetch.Failure is not FetchFailure.Lookup and not FetchFailure.Connect)
        {
            var openssl = await OpenSsl.LookAsync(scenario.PolicyHostAddress, 443, scenario.PolicyHostName, rootPath, scratch);
            if (fetch.TlsFailure == TlsFailure.TooOld)
                await CompareOldAsync(comparison, scenario.PolicyHostAddress, 443, scenario.PolicyHostName);
            else
                CompareTls(comparison, scenario.PolicyHostName, policy.TlsVersion, policy.Certificate, openssl);
        }

        if (fetch.Failure != FetchFailure.None)
            return comparison;

        // curl shows the answer of a host with a bad certificate only without certificate checks.
        var answer = curl.Code == 60 ? await Curl.FetchAsync(policy.Url, null, scratch) : curl;
        comparison.Same("HTTP status", policy.HttpStatus, "curl", answer.Status);
        comparison.Same("media type", policy.MediaType ?? "", "curl", answer.ContentType.Split(';')[0].ToLowerInvariant());
        comparison.Same("address", policy.Address, "curl", answer.Address);
        comparison.Holds($"the address {scenario.PolicyHostAddress} of the table is in the DNS", fetch.Lookup!.Addresses.Contains(scenario.PolicyHostAddress));
        if (fetch.IsTooLarge)
        {
            comparison.Holds($"curl too sees more than 64 KiB, {answer.Body.Length} octets", answer.Body.Length > PolicyFetcher.SizeLimit);
        }
        else
        {
            comparison.Holds(
                $"the body is curl's, octet by octet ({fetch.Body!.Length} and {answer.Body.Length} octets)", fetch.Body.AsSpan().SequenceEqual(answer.Body));
        }

        return comparison;
    }

    /// <summary>The MX hosts' STARTTLS and certificates.</summary>
    public async Task<Comparison> CompareMxAsync(Scenario scenario, TestResult result)
    {
        var comparison = new Comparison();
        foreach (var (mx, address) in scenario.Mx.Zip(scenario.MxAddresses).Where(p => p.First.HasAddress))
        {
            var host = scenario.HostOf(mx);
            if (result.Mx.FirstOrDefault(m => m.Host == host) is not { Addresses.Count: > 0 } seen)
                continue;

            var openssl = await OpenSsl.LookAsync(address, 25, host, rootPath, scratch);
            var tlsIsUp = openssl.Version is not null;
            comparison.Same($"{host}: TLS is established", seen.StartTls is StartTlsState.Valid or StartTlsState.InvalidCertificate, "openssl", tlsIsUp);
            switch (seen.StartTls)
            {
                case StartTlsState.NotOffered:
                    comparison.Holds(
                        $"{host}: openssl too finds no STARTTLS, or is refused: {openssl.Said}",
                        openssl.Leaf is null && (mx.StartTls == StartTls.Fails || openssl.Said.Contains("Didn't find STARTTLS", StringComparison.Ordinal)));
                    break;
                case StartTlsState.HandshakeFailed when mx.Versions == Versions.OnlyOld:
                    await CompareOldAsync(comparison, address, 25, host);
                    break;
                case StartTlsState.HandshakeFailed:
                case StartTlsState.Unknown:
                    comparison.Holds($"{host}: openssl too sees no certificate", openssl.Leaf is null);
                    break;
                default:
                    CompareTls(comparison, host, seen.TlsVersion, seen.Certificate, openssl);
                    break;
            }
        }

        return comparison;
    }

    private static void CompareTls(Comparison comparison, string host, string? version, CertificateInfo? certificate, OpenSsl openssl)
    {
        comparison.Same($"{host}: TLS version", version, "openssl", openssl.Version);
        comparison.Same($"{host}: a certificate was seen", certificate is not null, "openssl", openssl.Leaf is not null);
        if (certificate is null || openssl.Leaf is not { } leaf)
            return;

        comparison.Same($"{host}: notBefore", certificate.NotBefore, "openssl", leaf.NotBefore);
        comparison.Same($"{host}: notAfter", certificate.NotAfter, "openssl", leaf.NotAfter);
        comparison.SameList($"{host}: subject alternative names", certificate.DnsNames, "openssl", leaf.Names);
        comparison.Same($"{host}: fingerprint", certificate.Fingerprint, "openssl", leaf.Fingerprint);

        // The module shows the octets of the encoding, as Windows does; openssl shows the number.
        comparison.Same($"{host}: serial number", certificate.SerialNumber.TrimStart('0'), "openssl", leaf.Serial.TrimStart('0'));
        comparison.Same($"{host}: certificates sent", certificate.SentChain.Count, "openssl", openssl.Sent);

        // openssl uses the common name when there is no DNS name; RFC 8461 §3.3 and §4.2 do not.
        comparison.SameList(
            $"{host}: verdict on the certificate", certificate.Problems.Where(p => p != CertificateProblem.NoDnsName).Order(), "openssl", openssl.Problems);
        comparison.Same($"{host}: there is no DNS name", certificate.Problems.Contains(CertificateProblem.NoDnsName), "openssl", leaf.Names.Count == 0);
    }

    private async Task CompareOldAsync(Comparison comparison, System.Net.IPAddress address, int port, string host)
    {
        var today = await OpenSsl.LookAsync(address, port, host, rootPath, scratch, "-min_protocol", "TLSv1.2");
        comparison.Same<string?>($"{host}: TLS 1.2 or newer", null, "openssl", today.Version);
        var old = await OpenSsl.LookAsync(address, port, host, rootPath, scratch, "-tls1_1", "-cipher", "ALL:@SECLEVEL=0");
        comparison.Same<string?>($"{host}: an older version", "TLS 1.1", "openssl", old.Version);
    }

    private async Task<Dig> CompareAnswerAsync(Comparison comparison, string name, DnsRecordType type)
    {
        var what = $"{name} {type}";
        var answer = await resolver.QueryAsync(name, type, CancellationToken.None);
        var dig = await Dig.AskAsync(name, type.ToString());
        comparison.Same($"{what}: outcome", answer.Status, "dig", dig.Code switch
        {
            "NOERROR" => dig.Records.Count > 0 ? DnsStatus.Success : DnsStatus.NoData,
            "NXDOMAIN" => DnsStatus.NxDomain,
            "SERVFAIL" => DnsStatus.ServFail,
            _ => DnsStatus.ServerError,
        });
        comparison.Same($"{what}: AD bit", answer.IsAuthenticated, "dig", dig.IsAuthenticated);
        comparison.SameList($"{what}: records", answer.Records.Select(Text).Order(StringComparer.Ordinal), "dig", dig.Records);
        comparison.SameList($"{what}: CNAMEs", answer.CnameChain, "dig", dig.Aliases);

        // dig asked later, when the cached TTL was lower.
        if (answer.Status == DnsStatus.Success)
        {
            comparison.Holds(
                $"{what}: TTL {answer.TimeToLive.TotalSeconds} of the module is between dig's {dig.TimeToLive} and the zone's 3600",
                answer.TimeToLive.TotalSeconds >= dig.TimeToLive && answer.TimeToLive.TotalSeconds <= 3600);
        }

        return dig;
    }

    private static string Text(DnsRecord record) => record switch
    {
        AddressRecord a => a.Address.ToString(),
        MxRecord mx => string.Create(CultureInfo.InvariantCulture, $"{mx.Preference} {mx.Exchange}"),
        TxtRecord txt => txt.Text,
        TlsaRecord tlsa =>
            string.Create(CultureInfo.InvariantCulture, $"{tlsa.Usage} {tlsa.Selector} {tlsa.MatchingType} {tlsa.AssociationData.ToUpperInvariant()}"),
        _ => record.ToString(),
    };

    // The exit codes of curl(1). Like openssl, it falls back to the common name.
    private static int ExitCodeFor(PolicyFetch fetch) => (fetch.Failure, fetch.TcpFailure) switch
    {
        (FetchFailure.Lookup, _) => 6,
        (FetchFailure.Connect, TcpFailure.TimedOut) => 28,
        (FetchFailure.Connect, _) => 7,
        (FetchFailure.Tls, _) => 35,
        (FetchFailure.None, _) => fetch.Certificate!.Problems.Any(p => p != CertificateProblem.NoDnsName) ? 60 : 0,
        _ => -1,
    };
}
