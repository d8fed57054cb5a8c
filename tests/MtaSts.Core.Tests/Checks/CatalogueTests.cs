using System;
using System.Linq;
using MtaSts.Checks;
using Xunit;

namespace MtaSts.Tests.Checks;

public class CatalogueTests
{
    [Fact]
    public void Ids_are_permanent() => Assert.Equal(
        [
            "Domain.ReceivesMail", "Mx.Lookup", "Mx.Target",
            "Record.Present", "Record.Single", "Record.Syntax", "Record.Id",
            "PolicyHost.Lookup", "PolicyHost.Connect", "PolicyHost.TlsVersion", "PolicyHost.Certificate", "PolicyHost.CertificateExpiry", "PolicyHost.Status",
                "PolicyHost.MediaType", "PolicyHost.Size",
            "Policy.Syntax", "Policy.Version", "Policy.Mode", "Policy.MaxAge", "Policy.Mx", "Policy.Hygiene",
            "Coverage.Mx", "Coverage.Wildcard", "Coverage.Unused",
            "StartTls.Connect", "StartTls.Offered", "StartTls.TlsVersion", "StartTls.Certificate", "StartTls.CertificateExpiry",
            "TlsRpt.Present", "TlsRpt.Syntax", "TlsRpt.Rua",
            "Dane.Tlsa",
            "Preflight.Change",
            "Drift.IdUnchanged", "Drift.PolicyChanged", "Drift.MxChanged", "Drift.CertificateChanged",
        ],
        CheckCatalogue.All.Select(check => check.Id));

    /// <summary>RFC 8461 requires TLS 1.2 only in §7.2.</summary>
    [Theory]
    [InlineData("PolicyHost.TlsVersion")]
    [InlineData("StartTls.TlsVersion")]
    public void The_TLS_version_cites_the_section_that_requires_it(string id) =>
        Assert.Equal("RFC 8461 §7.2, RFC 9325 §3.1.1", CheckCatalogue.All.Single(check => check.Id == id).Reference);

    [Fact]
    public void Every_entry_has_an_explanation()
    {
        Assert.Equal(CheckCatalogue.All.Count, CheckCatalogue.All.Select(check => check.Id).Distinct().Count());
        Assert.All(CheckCatalogue.All, check =>
        {
            Assert.Matches("^[A-Z][A-Za-z]+\\.[A-Z][A-Za-z]+$", check.Id);
            Assert.Equal(check.Id.Split('.')[0], check.Group);
            Assert.DoesNotMatch("[.]$", check.Title);
            Assert.EndsWith(".", check.Why, StringComparison.Ordinal);
            Assert.EndsWith(".", check.Fix, StringComparison.Ordinal);
            Assert.StartsWith("RFC ", check.Reference, StringComparison.Ordinal);
        });
    }

    [Fact]
    public void Without_problems_the_status_is_pass()
    {
        var scan = new SampleScan().Make();
        var checks = CheckCatalogue.Run(scan);
        Assert.DoesNotContain(checks, check => check.IsProblem);
        Assert.Equal(TestStatus.Pass, Verdict.Status(scan, checks));
        Assert.Equal(SenderAction.DeliverVerified, Verdict.Action(scan));
    }
}
