using System;
using System.Collections.Generic;
using System.Linq;
using MtaSts.Checks;
using MtaSts.Dns;
using MtaSts.PolicyFetching;
using MtaSts.Scanning;
using Xunit;

namespace MtaSts.Tests.Checks;

/// <summary>Changes since an earlier result, and differences that are not changes.</summary>
public class DriftCheckTests
{
    private const string Mail = "mail." + SampleScan.Domain;

    [Fact]
    public void Without_an_earlier_result_there_is_no_drift_check() =>
        Assert.DoesNotContain(CheckCatalogue.Run(new SampleScan().Make()), check => check.Id.StartsWith("Drift.", StringComparison.Ordinal));

    [Fact]
    public void An_unchanged_domain_has_no_drift()
    {
        foreach (var id in new[] { "Drift.IdUnchanged", "Drift.PolicyChanged", "Drift.MxChanged", "Drift.CertificateChanged" })
            Now(Earlier()).Says(id, CheckStatus.Pass, "not changed");
    }

    [Fact]
    public void Line_ends_do_not_count_as_a_change() =>
        Now(Earlier(text: "\n" + SampleScan.PolicyText().Replace("\n", " \r\n\r\n"))).Says("Drift.PolicyChanged", CheckStatus.Pass, "not changed");

    [Fact]
    public void A_new_policy_with_the_old_id_fails()
    {
        var earlier = Earlier(text: SampleScan.PolicyText("testing"));
        Now(earlier).Says("Drift.IdUnchanged", CheckStatus.Fail, "the id is still '1'");
        Now(earlier).Says("Drift.PolicyChanged", CheckStatus.Warning, "gone: 'mode: testing'; new: 'mode: enforce'");
    }

    [Fact]
    public void A_new_policy_with_a_new_id_is_reported() =>
        Now(Earlier(text: SampleScan.PolicyText("testing"), id: "0")).Says("Drift.IdUnchanged", CheckStatus.Pass, "'0' to '1'");

    [Fact]
    public void A_removed_or_new_policy_is_reported()
    {
        Now(Earlier(), observed =>
        {
            observed.Policy = null;
            observed.Fetch = SampleScan.NotFetched(FetchFailure.Connect);
        }).Says("Drift.PolicyChanged", CheckStatus.Warning, "The policy has disappeared");
        Now(Earlier(text: "")).Says("Drift.PolicyChanged", CheckStatus.Info, "there is one now");
        Now(Earlier(text: "")).Says("Drift.IdUnchanged", CheckStatus.Skipped, "not seen in both tests");
        Now(Earlier(text: ""), observed =>
        {
            observed.Policy = null;
            observed.Fetch = SampleScan.NotFetched(FetchFailure.Connect);
        }).Says("Drift.PolicyChanged", CheckStatus.Skipped, "there is still no policy");
    }

    [Fact]
    public void MX_hosts_are_compared_without_case_and_order()
    {
        Now(Earlier(mx: [Mail.ToUpperInvariant() + "."])).Says("Drift.MxChanged", CheckStatus.Pass, "not changed");
        Now(Earlier(mx: ["old.contoso.test"])).Says("Drift.MxChanged", CheckStatus.Warning, "gone: 'old.contoso.test'; new: 'mail.contoso.test'");
        Now(Earlier(), observed => observed.MxAnswer = SampleScan.None(SampleScan.Domain, DnsRecordType.MX, DnsStatus.ServFail))
            .Says("Drift.MxChanged", CheckStatus.Skipped, "not be looked up this time");
    }

    [Fact]
    public void A_new_certificate_is_reported_and_the_check_is_skipped_without_an_earlier_one()
    {
        Now(Earlier(print: "FF")).Says("Drift.CertificateChanged", CheckStatus.Info, "mta-sts.contoso.test by CN=CA");
        Now(Earlier(mxPrint: "FF")).Says("Drift.CertificateChanged", CheckStatus.Info, "mail.contoso.test by CN=CA");
        Now(Earlier(print: null, mxPrint: null)).Says("Drift.CertificateChanged", CheckStatus.Skipped, "does not mention");
        Now(Earlier(print: null)).Says("Drift.CertificateChanged", CheckStatus.Pass, "not changed"); // one of them is enough
        Now(Earlier(mxPrint: null)).Says("Drift.CertificateChanged", CheckStatus.Pass, "not changed");
    }

    [Fact]
    public void A_certificate_that_was_not_seen_this_time_has_not_stayed_the_same()
    {
        Now(Earlier(), scan => scan.Mx = [SampleScan.Host(Mail, isProbed: false)])
            .Says("Drift.CertificateChanged", CheckStatus.Pass, "The certificates that were seen again have not changed.");
        Now(Earlier(print: null), scan => scan.Mx = [SampleScan.Host(Mail, isProbed: false)])
            .Says("Drift.CertificateChanged", CheckStatus.Skipped, "No certificate of the earlier test was seen this time.");
        Now(Earlier(mxPrint: null), scan => scan.Fetch = SampleScan.NotFetched(FetchFailure.Connect))
            .Says("Drift.CertificateChanged", CheckStatus.Skipped, "No certificate of the earlier test was seen this time.");
        Now(Earlier(print: ""), scan => scan.Mx = [SampleScan.Host(Mail, isProbed: false)])
            .Says("Drift.CertificateChanged", CheckStatus.Skipped, "No certificate of the earlier test was seen this time.");
    }

    private static SampleScan Now(EarlierResult earlier, Action<SampleScan>? change = null)
    {
        var observed = new SampleScan { Earlier = earlier };
        change?.Invoke(observed);
        return observed;
    }

    private static EarlierResult Earlier(string? text = null, string id = "1", string[]? mx = null, string? print = "00", string? mxPrint = "00") => new()
    {
        DomainName = SampleScan.Domain,
        Tested = SampleScan.Now.AddDays(-1),
        PolicyId = id,
        PolicyText = text ?? SampleScan.PolicyText(),
        MxHosts = mx ?? [Mail],
        PolicyHostFingerprint = print,
        MxFingerprints = mxPrint is null ? new Dictionary<string, string>() : new[] { Mail }.ToDictionary(host => host, _ => mxPrint),
    };
}
