using System;
using System.Collections.Generic;
using System.Linq;
using MtaSts.Watching;
using Xunit;

namespace MtaSts.Tests.Watching;

/// <summary>What a run reports, day by day.</summary>
public class BaselineTests
{
    private const string Domain = "contoso.test";
    private static readonly DateTime FirstDay = new(2026, 11, 1, 6, 0, 0, DateTimeKind.Utc);

    private readonly Baseline _baseline = new();
    private int _day;

    [Fact]
    public void A_fault_is_new_then_persists_with_its_first_date_then_is_resolved_once()
    {
        Assert.Equal(["New Coverage.Mx 11-01"], Run(Fault("Coverage.Mx")));
        Assert.Equal(["Persisting Coverage.Mx 11-01"], Run(Fault("Coverage.Mx")));
        Assert.Equal(["Persisting Coverage.Mx 11-01"], Run(Fault("Coverage.Mx")));
        Assert.Equal(["Resolved Coverage.Mx 11-01"], Run(Good("Coverage.Mx")));
        Assert.Equal([], Run(Good("Coverage.Mx")));
        Assert.Equal(["New Coverage.Mx 11-06"], Run(Fault("Coverage.Mx")));
    }

    [Theory]
    [InlineData(CheckStatus.Unknown)]
    [InlineData(CheckStatus.Skipped)]
    public void What_was_not_checked_neither_resolves_nor_opens_a_fault(CheckStatus status)
    {
        Assert.Equal([], Run(Check("Coverage.Mx", status)));
        Run(Fault("Coverage.Mx"));
        var open = Assert.Single(Compare(Check("Coverage.Mx", status)));
        Assert.Equal((ChangeState.Persisting, false), (open.State, open.IsConfirmed));
        Assert.StartsWith("Not checked this time, so it stays open. Seen on 2026-11-02: ", open.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void A_check_that_is_missing_does_not_resolve_its_fault()
    {
        Run(Fault("Coverage.Mx"));
        Assert.Equal(["Persisting Coverage.Mx 11-01"], Run());
    }

    [Fact]
    public void Unknown_checks_are_named()
    {
        _baseline.Compare(Result(checks: [Check("Mx.Found", CheckStatus.Unknown), Check("Coverage.Mx", CheckStatus.Skipped)]), out var notChecked);
        Assert.Equal(["Mx.Found"], notChecked);
    }

    [Fact]
    public void Open_faults_of_domains_that_were_not_tested_are_listed()
    {
        Run(Fault("Coverage.Mx"));
        var later = Reload(_baseline);
        later.Compare(Result("fabrikam.test"), out _);
        var open = Assert.Single(later.NotCompared());
        Assert.Equal((Domain, ChangeState.Persisting, false), (open.DomainName, open.State, open.IsConfirmed));
    }

    [Fact]
    public void A_fault_that_becomes_worse_persists_and_is_marked_as_new()
    {
        Run(Fault("Certificate", CheckStatus.Warning));
        var worse = Assert.Single(Compare(Fault("Certificate", CheckStatus.Fail)));
        Assert.Equal((ChangeState.Persisting, CheckStatus.Fail, true, FirstDay), (worse.State, worse.Severity, worse.IsNew, worse.Since));
    }

    [Theory]
    [InlineData("mx1.contoso.test is not covered.", "mx1.contoso.test, mx2.contoso.test is not covered.", true)]
    [InlineData("mx1.contoso.test, mx2.contoso.test is not covered.", "mx1.contoso.test is not covered.", false)]
    [InlineData("It ends in 13 days, on 2026-12-01.", "It ends in 12 days, on 2026-12-01.", false)]
    [InlineData("No answer from 192.0.2.1 in 210 ms.", "No answer from 2001:db8::a:1 in 198 ms.", false)]
    [InlineData("a.test, b.test fail", "b.test, a.test fail", false)]
    public void Evidence_that_names_something_else_is_new(string before, string now, bool isNew)
    {
        Run(Fault("Coverage.Mx", detail: before));
        Assert.Equal(isNew, Assert.Single(Compare(Fault("Coverage.Mx", detail: now))).IsNew);
    }

    [Fact]
    public void An_accepted_fault_is_not_reported_until_it_is_worse_or_names_something_else()
    {
        Run(Fault("Coverage.Mx", CheckStatus.Warning, "mx1.contoso.test is not covered."));
        Assert.True(_baseline.Accept(Domain, "Coverage.Mx"));
        Assert.Equal([], Run(Fault("Coverage.Mx", CheckStatus.Warning, "mx1.contoso.test is not covered.")));
        Assert.Equal(["New Coverage.Mx 11-03"], Run(Fault("Coverage.Mx", CheckStatus.Fail, "mx1.contoso.test is not covered.")));
        Assert.Equal(["Resolved Coverage.Mx 11-03"], Run(Fault("Coverage.Mx", CheckStatus.Warning, "mx1.contoso.test is not covered.")));
        Assert.Equal(["New Coverage.Mx 11-05"], Run(Fault("Coverage.Mx", CheckStatus.Warning, "mx1.contoso.test, mx2.contoso.test is not covered.")));
    }

    [Fact]
    public void Everything_that_is_open_can_be_accepted_in_one_loop()
    {
        Run(Fault("Coverage.Mx"), Fault("Policy.Valid"));
        var later = Reload(_baseline);
        foreach (var change in later.NotCompared()) Assert.True(later.Accept(change.DomainName, change.CheckId));
        Assert.Empty(later.NotCompared());
    }

    [Fact]
    public void What_is_not_open_cannot_be_accepted()
    {
        Run(Good("Coverage.Mx"));
        Assert.False(_baseline.Accept(Domain, "Coverage.Mx"));
        Assert.False(_baseline.Accept("fabrikam.test", "Coverage.Mx"));
    }

    [Fact]
    public void A_changed_policy_stays_a_drift_until_it_is_put_back()
    {
        RunPolicy("mode: enforce", "1");
        Assert.Equal(["Drift Drift.IdUnchanged 11-02", "Drift Drift.PolicyChanged 11-02"], RunPolicy("mode: none", "1"));
        Assert.Equal(["Drift Drift.IdUnchanged 11-02", "Drift Drift.PolicyChanged 11-02"], RunPolicy("mode: none", "1"));
        Assert.Equal(["Resolved Drift.IdUnchanged 11-02", "Resolved Drift.PolicyChanged 11-02"], RunPolicy("mode: enforce", "1"));
        Assert.Equal([], RunPolicy("mode: enforce", "1"));
    }

    [Fact]
    public void A_policy_that_is_accepted_is_the_new_baseline_and_the_old_id_stays_open_until_it_changes()
    {
        RunPolicy("mode: testing", "1");
        RunPolicy("mode: enforce", "1");
        Assert.True(_baseline.Accept(Domain, "Drift.PolicyChanged"));
        Assert.Equal(["Drift Drift.IdUnchanged 11-02"], RunPolicy("mode: enforce", "1"));
        Assert.Equal(["Resolved Drift.IdUnchanged 11-02"], RunPolicy("mode: enforce", "2"));
        Assert.Equal(["Drift Drift.PolicyChanged 11-05"], RunPolicy("mode: testing", "3"));
    }

    [Theory]
    [InlineData("Drift.PolicyChanged", "Drift.IdUnchanged")]
    [InlineData("Drift.IdUnchanged", "Drift.PolicyChanged")]
    public void Policy_and_id_can_be_accepted_in_any_order(string first, string second)
    {
        RunPolicy("mode: testing", "1");
        RunPolicy("mode: enforce", "1");
        Assert.True(_baseline.Accept(Domain, first));
        Assert.Equal([$"Drift {second} 11-02"], RunPolicy("mode: enforce", "1"));
        Assert.True(_baseline.Accept(Domain, second));
        Assert.Equal([], RunPolicy("mode: enforce", "1"));
        Assert.Equal(["Drift Drift.IdUnchanged 11-05", "Drift Drift.PolicyChanged 11-05"], RunPolicy("mode: none", "1"));
    }

    [Fact]
    public void An_id_that_changes_alone_is_followed()
    {
        RunPolicy("mode: testing", "1");
        Assert.Equal([], RunPolicy("mode: testing", "2"));
        Assert.Equal(["Drift Drift.IdUnchanged 11-03", "Drift Drift.PolicyChanged 11-03"], RunPolicy("mode: none", "2"));
    }

    [Fact]
    public void A_policy_that_was_not_seen_is_not_a_policy_that_is_gone()
    {
        RunPolicy("mode: enforce", "1");
        Assert.Equal([], RunPolicy("", "1"));
        RunPolicy("mode: none", "2");
        Assert.Equal(["Drift Drift.PolicyChanged 11-03"], RunPolicy("", "2"));
        Assert.True(_baseline.Accept(Domain, "Drift.PolicyChanged"));
        Assert.Equal([], RunPolicy("mode: none", "2"));
    }

    [Fact]
    public void A_domain_that_loses_MTA_STS_drifts_and_one_that_gets_it_too()
    {
        RunPolicy("mode: enforce", "1");
        Assert.Equal(["Drift Drift.PolicyChanged 11-02"], Show(Compare(Result(status: TestStatus.NotConfigured))));
        _baseline.Accept(Domain, "Drift.PolicyChanged");
        _day++;
        Assert.Equal(CheckStatus.Info, Assert.Single(Compare(Result(status: TestStatus.Pass, policy: "mode: testing", id: "2"))).Severity);
    }

    [Fact]
    public void Line_ends_are_not_a_change()
    {
        RunPolicy("mode: enforce\r\nmax_age: 1\r\n", "1");
        Assert.Equal([], RunPolicy("mode: enforce\nmax_age: 1", "1"));
    }

    [Fact]
    public void New_and_lost_MX_hosts_are_named_until_they_are_accepted()
    {
        Compare(Result(mx: ["mx1.contoso.test", "mx2.contoso.test"]));
        var drift = Assert.Single(Compare(Result(mx: ["MX2.contoso.test.", "mx3.contoso.test"])));
        Assert.Contains("gone: 'mx1.contoso.test'; new: 'mx3.contoso.test'", drift.Detail, StringComparison.Ordinal);
        Assert.True(_baseline.Accept(Domain, "Drift.MxChanged"));
        Assert.Equal([], Compare(Result(mx: ["mx3.contoso.test", "mx2.contoso.test"])));
        Assert.Equal([], Compare(Result(mx: [])));
    }

    [Fact]
    public void Only_a_certificate_from_another_organization_is_a_drift()
    {
        Compare(Result(issuer: "CN=R10, O=Let's Encrypt, C=US"));
        Assert.Equal([], Compare(Result(issuer: "CN=E5, O=Let's Encrypt, C=US")));
        var drift = Assert.Single(Compare(Result(issuer: "CN=CA 1, O=\"Example, Inc.\", C=US")));
        Assert.Equal(("Drift.CertificateChanged", CheckStatus.Info), (drift.CheckId, drift.Severity));
        Assert.Contains("by 'Example, Inc.', accepted 'Let's Encrypt'", drift.Detail, StringComparison.Ordinal);
        Assert.True(_baseline.Accept(Domain, "Drift.CertificateChanged"));
        Assert.Equal([], Compare(Result(issuer: "CN=CA 2, O=\"Example, Inc.\", C=US")));
    }

    [Fact]
    public void An_older_result_is_refused_while_a_fault_is_open()
    {
        var older = Result(checks: [Good("Coverage.Mx")]);
        _day++;
        Run(Fault("Coverage.Mx"));
        Assert.Null(_baseline.Compare(older, out _));
    }

    [Fact]
    public void Drift_checks_of_the_result_do_not_count() => Assert.Equal([], Run(Fault("Drift.MxChanged")));

    [Fact]
    public void A_domain_that_is_removed_begins_anew()
    {
        Run(Fault("Coverage.Mx"));
        Assert.True(_baseline.Remove(Domain));
        Assert.False(_baseline.Remove(Domain));
        Assert.Equal(["New Coverage.Mx 11-02"], Run(Fault("Coverage.Mx")));
    }

    private static Baseline Reload(Baseline baseline) => BaselineFileTests.Read(BaselineFileTests.Write(baseline));

    private static WatchedCheck Check(string id, CheckStatus status, string detail = "It is so.") => new(id, status, detail, "Do this.");

    private static WatchedCheck Fault(string id, CheckStatus status = CheckStatus.Fail, string detail = "It is so.") => Check(id, status, detail);

    private static WatchedCheck Good(string id) => Check(id, CheckStatus.Pass);

    private static IEnumerable<string> Show(IEnumerable<BaselineChange> changes) =>
        changes.Select(change => FormattableString.Invariant($"{change.State} {change.CheckId} {change.Since:MM-dd}")).Order(StringComparer.Ordinal);

    private List<string> Run(params WatchedCheck[] checks)
    {
        var changes = Show(Compare(Result(checks: checks))).ToList();
        _day++;
        return changes;
    }

    private List<string> RunPolicy(string policy, string id)
    {
        var changes = Show(Compare(Result(policy: policy, id: id))).ToList();
        _day++;
        return changes;
    }

    private IReadOnlyList<BaselineChange> Compare(params WatchedCheck[] checks) => Compare(Result(checks: checks));

    /// <summary>Through the file and back: what a run remembers is what the file holds.</summary>
    private IReadOnlyList<BaselineChange> Compare(WatchedResult result)
    {
        var copy = Reload(_baseline);
        var changes = _baseline.Compare(result, out _)!;
        Assert.Equal(changes.Select(change => change.ToString()), copy.Compare(result, out _)!.Select(change => change.ToString()));
        Assert.Equal(BaselineFileTests.Write(_baseline), BaselineFileTests.Write(copy));
        return changes;
    }

    private WatchedResult Result(
        string domain = Domain, TestStatus status = TestStatus.Pass, string policy = "", string? id = null, string[]? mx = null, string? issuer = null,
        WatchedCheck[]? checks = null) =>
        WatchedResult.Create(
            domain, FirstDay.AddDays(_day), status, id, policy, mx ?? [], issuer is null ? [] : [new KeyValuePair<string, string>("mta-sts." + domain, issuer)],
            checks ?? []);
}
