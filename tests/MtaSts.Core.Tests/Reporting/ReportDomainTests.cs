using System.Linq;
using Xunit;

namespace MtaSts.Tests.Reporting;

/// <summary>The data about tested domains.</summary>
public class ReportDomainTests
{
    [Fact]
    public void The_document_contains_its_format_time_and_version()
    {
        var data = Data.Of(Data.Result("a.test"));
        Assert.Equal("MtaStsReport", data.GetProperty("format").GetString());
        Assert.Equal(1, data.GetProperty("version").GetInt32());
        Assert.Equal("2026-03-01T12:00:00Z", data.GetProperty("created").GetString());
        Assert.Equal("1.2.3", data.GetProperty("module").GetString());
    }

    [Fact]
    public void Statuses_and_sender_actions_are_counted_including_those_without_domains()
    {
        var data = Data.Of(
            Data.Result("a.test"), Data.Result("b.test", TestStatus.Fail, SenderAction.Refuse), Data.Result("c.test", TestStatus.Fail, SenderAction.Deliver),
            Data.Tls(1, "A", "d.test", 5));
        var summary = data.GetProperty("summary");
        Assert.Equal((4, 3), (summary.GetProperty("domains").GetInt32(), summary.GetProperty("tested").GetInt32()));
        Assert.Equal(2, summary.GetProperty("status").GetProperty("Fail").GetInt32());
        Assert.Equal(0, summary.GetProperty("status").GetProperty("Warning").GetInt32());
        Assert.Equal(1, summary.GetProperty("senderAction").GetProperty("Refuse").GetInt32());
    }

    [Fact]
    public void The_newest_of_several_results_for_a_domain_is_shown_in_any_order()
    {
        var old = Data.Result("a.test", TestStatus.Fail, tested: Data.Now.AddDays(-1));
        var young = Data.Result("a.test", TestStatus.Warning, tested: Data.Now);
        foreach (var order in new[] { new object[] { old, young }, [young, old] })
        {
            var domain = Data.Of(order).GetProperty("domains").EnumerateArray().Single();
            Assert.Equal("Warning", domain.GetProperty("status").GetString());
        }
    }

    [Fact]
    public void Equal_checks_are_stored_once_and_restore_each_domains_texts()
    {
        var data = Data.Of(
            Data.Result(
                "a.test",
                checks: [Data.Check("Record.Present", CheckStatus.Pass, "There is one at _mta-sts.a.test."),
                    Data.Check("Mx.Lookup", CheckStatus.Pass, "10 mail.a.test")]),
            Data.Result(
                "b.test",
                checks: [Data.Check("Record.Present", CheckStatus.Pass, "There is one at _mta-sts.b.test."),
                    Data.Check("Mx.Lookup", CheckStatus.Pass, "10 mail.b.test")]));
        Assert.Equal(2, data.GetProperty("checks").GetArrayLength());
        Assert.All(data.GetProperty("domains").EnumerateArray(), domain => Assert.Equal([0, 1], Data.Numbers(domain.GetProperty("checks"))));
        Assert.Equal("There is one at _mta-sts.{domain}.", data.GetProperty("checks")[0].GetProperty("detail").GetString());
        Assert.True(data.GetProperty("checks")[0].GetProperty("detailTemplate").GetBoolean());
        Assert.Equal("10 {mx}", data.GetProperty("checks")[1].GetProperty("detail").GetString());
        Assert.Equal("Title of Record.Present", data.GetProperty("catalogue").GetProperty("Record.Present").GetProperty("title").GetString());
    }

    [Fact]
    public void Control_and_bidirectional_characters_are_visible_escapes()
    {
        var result = new TestResult
        {
            DomainName = "a.test", Status = TestStatus.Fail, SenderAction = SenderAction.Deliver, Tested = Data.Now, Provider = "\u202eevil\u001b[31m",
            Checks = new([Data.Check("Record.Present", CheckStatus.Fail, "bell\a", "fix\u2066")]),
            Policy = new PublishedPolicy {
                DomainName = "a.test", IsValid = false, Url = "https://mta-sts.a.test/.well-known/mta-sts.txt",
                Policy = new Policy { IsValid = false, Text = "version: STSv1\r\nmode: \u200btesting\r\n" } },
        };
        var data = Data.Of(result, Data.Tls(1, "\u202eOrg", "a.test", 1, 1, "type\u0000"));
        var domain = data.GetProperty("domains")[0];
        Assert.Equal("\\u202eevil\\u001b[31m", domain.GetProperty("provider").GetString());
        Assert.Equal("bell\\u0007", data.GetProperty("checks")[0].GetProperty("detail").GetString());
        Assert.Equal("fix\\u2066", data.GetProperty("checks")[0].GetProperty("fix").GetString());
        Assert.Equal(
            "version: STSv1\nmode: \\u200btesting\n", data.GetProperty("texts")[domain.GetProperty("policy").GetInt32()].GetProperty("text").GetString());
        Assert.Equal("\\u202eOrg", data.GetProperty("reports").GetProperty("organizations")[0].GetString());
        Assert.Equal("type\\u0000", data.GetProperty("reports").GetProperty("resultTypes")[0].GetProperty("name").GetString());
    }

    [Fact]
    public void Certificates_are_sorted_by_expiry_with_the_number_of_domains_that_need_them()
    {
        CertificateInfo Made(string host, int days) =>
            new() { Host = host, Subject = "CN=" + host, Issuer = "CN=CA", NotBefore = Data.Now, NotAfter = Data.Now.AddDays(days), Fingerprint = host,
                SerialNumber = "1" };
        TestResult With(string domain, int days) => new()
        {
            DomainName = domain, Status = TestStatus.Pass, SenderAction = SenderAction.DeliverVerified, Tested = Data.Now, Checks = new([]),
            Policy = new PublishedPolicy { DomainName = domain, IsValid = true, Url = "", Certificate = Made("mta-sts." + domain, days) },
            Mx = new(
                [new MxHost { DomainName = domain, Host = "mx.shared.test", Preference = 1, Addresses = new([]), Certificate = Made("mx.shared.test", 50) }]),
        };
        var certificates = Data.Of(With("a.test", 90), With("b.test", 10)).GetProperty("certificates").EnumerateArray().ToList();
        Assert.Equal(["mta-sts.b.test", "mx.shared.test", "mta-sts.a.test"], certificates.Select(c => c.GetProperty("host").GetString()));
        Assert.Equal([1, 2, 1], certificates.Select(c => c.GetProperty("domains").GetInt32()));
        Assert.Equal(["policy", "mx", "policy"], certificates.Select(c => c.GetProperty("role").GetString()));
    }

    [Fact]
    public void Writing_twice_produces_the_same_files()
    {
        using var report = Data.Report(Data.Result("a.test"), Data.Tls(1, "A", "a.test", 5, 1, "validation-failure"));
        Assert.Equal(Data.Json(report), Data.Json(report));
    }

    [Fact]
    public void A_step_includes_its_test_and_its_order_of_work()
    {
        var step = new RolloutStep
        {
            DomainName = "a.test", Action = RolloutAction.Advance, IsReady = true, CurrentStage = RolloutStage.Testing, Stage = RolloutStage.TestingLong,
                Reasons = new(["Because."]), Order = new(["Do it."]), TestResult = Data.Result("a.test"),
        };
        var data = Data.Of(step);
        var domain = data.GetProperty("domains")[0];
        Assert.Equal("Pass", domain.GetProperty("status").GetString());
        Assert.Equal("Advance", domain.GetProperty("step").GetProperty("action").GetString());
        Assert.Equal(["Do it."], Data.Texts(domain.GetProperty("step").GetProperty("order")));
        var evidence = data.GetProperty("evidence")[0];
        Assert.Equal("Ready", evidence.GetProperty("readiness").GetString());
        Assert.Equal(["Because."], Data.Texts(evidence.GetProperty("reasons")));
    }

    [Theory]
    [InlineData("20260210083000", 9)] // an id in the form of a time is the time of its creation
    [InlineData("anything", null)] // for any other id, the first test cannot show a change
    public void An_id_becomes_a_mark_on_the_time_line(string id, int? day)
    {
        var data = Data.Of(Data.Result("a.test", id: id), Data.Tls(28, "A", "a.test", 1), Data.Tls(1, "A", "a.test", 1));
        var marks = data.GetProperty("reports").GetProperty("marks").EnumerateArray().ToList();
        Assert.Equal(day, marks.Count == 0 ? null : marks.Single().GetProperty("day").GetInt32());
    }

    [Fact]
    public void A_new_id_that_a_later_test_sees_is_a_mark_on_its_day()
    {
        var data = Data.Of(
            Data.Result("a.test", tested: Data.Now.AddDays(-9), id: "one"), Data.Result("a.test", tested: Data.Now.AddDays(-2), id: "two"),
            Data.Tls(10, "A", "a.test", 1));
        var mark = data.GetProperty("reports").GetProperty("marks").EnumerateArray().Single();
        Assert.Equal((8, "id", "two"), (mark.GetProperty("day").GetInt32(), mark.GetProperty("kind").GetString(), mark.GetProperty("text").GetString()));
    }
}
