using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using MtaSts.Policies;
using MtaSts.Text;

namespace MtaSts.Reporting;

/// <summary>The data of a report as one JSON text. Its form is described in docs/report-data.md and has a version.</summary>
internal sealed class ReportDocument(
    MtaStsReportOptions options, IReadOnlyList<DomainEntry> domains, CheckTable checks, CertificateTable certificates, TlsTotals tls)
{
    /// <summary>Goes up when a reader of the earlier form would misread the new one; new members alone do not change it.</summary>
    public const int Version = 1;

    private readonly RecentMail _recent = new(tls);

    /// <summary>Writes the document.</summary>
    public void Write(TextWriter output)
    {
        var json = new StrictJsonWriter(output);
        json.BeginObject();
        json.Name("format").Value("MtaStsReport").Name("version").Value(Version);
        json.Member("title", SafeText.Clean(options.Title)).Member("created", options.UtcNow).Member("module", options.ModuleVersion)
            .Member("culture", options.CultureName);
        WriteSummary(json);
        WriteChecks(json);
        json.BeginArray("domains");
        for (var number = 0; number < domains.Count; number++) WriteDomain(json, number);
        json.EndArray();
        WriteCertificates(json);
        var sessions = new SessionSection(tls, _recent, options.UtcNow);
        sessions.Prepare();
        WriteActions(json);
        WriteEvidence(json);
        sessions.Write(json, domains);
        json.EndObject();
    }

    private void WriteSummary(StrictJsonWriter json)
    {
        var tested = domains.Where(domain => domain.Tested is not null).ToList();
        json.BeginObject("summary").Name("domains").Value(domains.Count).Name("tested").Value(tested.Count);
        WriteCounts(json, "status", tested.Select(domain => domain.Status));
        WriteCounts(json, "senderAction", tested.Select(domain => domain.SenderAction));
        json.EndObject();
    }

    /// <summary>Every value with its count, including those without any.</summary>
    private static void WriteCounts<T>(StrictJsonWriter json, string name, IEnumerable<T> values)
        where T : struct, Enum
    {
        var counts = values.GroupBy(value => value).ToDictionary(group => group.Key, group => group.Count());
        json.BeginObject(name);
#if NET8_0_OR_GREATER
        var all = Enum.GetValues<T>();
#else
        var all = (T[])Enum.GetValues(typeof(T));
#endif
        foreach (var value in all) json.Name(value.ToString()).Value(counts.TryGetValue(value, out var count) ? count : 0);
        json.EndObject();
    }

    private void WriteChecks(StrictJsonWriter json)
    {
        json.BeginObject("catalogue");
        foreach (var kind in checks.Kinds) json.BeginObject(kind.Id).Member("title", kind.Title).Member("reference", kind.Reference).EndObject();
        json.EndObject().BeginArray("checks");
        foreach (var outcome in checks.Outcomes)
        {
            json.BeginObject().Member("id", outcome.Id).Member("status", outcome.Status.ToString()).Member("detail", outcome.Detail).Member("fix", outcome.Fix)
                .Member("tlsRptResult", SafeText.Clean(outcome.TlsRptResult)).Member("detailTemplate", outcome.IsDetailTemplate ? true : null)
                    .Member("fixTemplate", outcome.IsFixTemplate ? true : null).EndObject();
        }

        json.EndArray().BeginArray("texts");
        foreach (var (text, isTemplate) in checks.Texts) json.BeginObject().Name("text").Value(text).Member("template", isTemplate ? true : null).EndObject();
        json.EndArray();
    }

    private void WriteDomain(StrictJsonWriter json, int number)
    {
        var entry = domains[number];
        json.BeginObject().Name("name").Value(SafeText.Excerpt(entry.Name, 300));
        if (entry.Tested is { } tested)
        {
            json.Member("tested", (DateTime?)tested).Name("status").Value(entry.Status.ToString()).Name("senderAction").Value(entry.SenderAction.ToString())
                .Member("mode", entry.Mode is { } mode ? PolicyWriter.NameOf(mode) : null).Member("stage", entry.Stage?.ToString())
                .Member("policyId", entry.PolicyId).Member("maxAge", entry.MaxAge).Member("provider", entry.Provider)
                .Member("mxHosts", entry.MxHosts).Member("mxCovered", entry.MxCovered).Member("certificateEnds", entry.CertificateEnds)
                .Member("tlsRptRua", entry.Rua).Member("advice", entry.Advice).Member("preflight", entry.IsPreflight ? true : null);
            json.Member("checks", entry.Checks);
            WriteText(json, "record", entry.RecordName, "_mta-sts." + entry.Name, entry.RecordText);
            WriteText(json, "tlsRpt", entry.TlsRptName, "_smtp._tls." + entry.Name, entry.TlsRptText);
            WriteText(json, "policy", entry.PolicyUrl, $"https://mta-sts.{entry.Name}/.well-known/mta-sts.txt", entry.PolicyText);
        }

        if (entry.Step is { } step) WriteStep(json, step);
        json.EndObject();
    }

    /// <summary>A text by its number, and its place if that is not the usual one.</summary>
    private static void WriteText(StrictJsonWriter json, string member, string name, string usual, int? text) =>
        json.Member(member, text).Member(member + "At", name == usual ? "" : name);

    private static void WriteStep(StrictJsonWriter json, RolloutStep step)
    {
        json.BeginObject("step").Name("action").Value(step.Action.ToString()).Name("ready").Value(step.IsReady).Member("forced", step.IsForced ? true : null)
            .Member("stage", step.Stage?.ToString()).Member("lookAgain", step.LookAgain).Member("deleteAfter", step.DeleteAfter)
            .Member("reasons", [.. step.Reasons.Select(SafeText.Clean)]).Member("order", [.. step.Order.Select(SafeText.Clean)]);
        if (step.Record is { } record) json.BeginObject("record").Member("name", record.Fqdn).Member("text", SafeText.Clean(record.Value)).EndObject();
        if (step.Policy is { } policy)
            json.Member("policy", string.Join("\n", policy.ToString().Split('\n').Select(line => SafeText.Clean(line.TrimEnd('\r')))));
        json.EndObject();
    }

    private void WriteCertificates(StrictJsonWriter json)
    {
        json.BeginArray("certificates");
        foreach (var seen in certificates.InOrder)
        {
            var certificate = seen.Certificate;
            json.BeginObject().Name("role").Value(seen.IsMx ? "mx" : "policy").Name("host").Value(SafeText.Excerpt(certificate.Host, 255))
                .Member("issuer", SafeText.Excerpt(certificate.Issuer, 200))
                .Member("begins", (DateTime?)certificate.NotBefore).Member("ends", (DateTime?)certificate.NotAfter)
                .Member("problem", certificate.IsValid ? "" : SafeText.Clean(certificate.Explanation))
                .Name("domain").Value(seen.Domains.Min).Name("domains").Value(seen.Domains.Count).EndObject();
        }

        json.EndArray();
    }

    private void WriteActions(StrictJsonWriter json)
    {
        json.BeginArray("actions");
        foreach (var group in new ActionList(domains, checks).Make(_recent))
        {
            json.BeginObject().Name("id").Value(group.Id).Name("source").Value(group.IsReported ? "reports" : "test")
                .Member("title", SafeText.Clean(group.Title))
                .Name("status").Value(group.Status.ToString()).Member("fix", group.Fix).Member("template", group.IsTemplate ? true : null)
                    .Member("evidence", group.Evidence)
                .Member("command", group.Command).Name("sessions").Value(group.Sessions).Member("domains", group.Domains).EndObject();
        }

        json.EndArray();
    }

    private void WriteEvidence(StrictJsonWriter json)
    {
        json.BeginArray("evidence");
        for (var number = 0; number < domains.Count; number++)
        {
            if (StageEvidenceView.Of(domains[number], tls.EvidenceOf(number), _recent.DaysOf(number), options.UtcNow) is not { } view) continue;
            json.BeginObject().Name("domain").Value(number).Member("stage", view.Stage?.ToString()).Member("next", view.Next?.ToString()).Name("readiness")
                .Value(view.Readiness.ToString())
                .Name("daysAsked").Value(view.DaysAsked).Name("daysWithoutFailure").Value(view.DaysWithoutFailure).Name("days").Value(view.Days)
                    .Name("recentDays").Value(view.RecentDays)
                .Name("reporters").Value(view.Reporters).Member("liveTestPasses", view.LiveTestPasses).Day("lastDay", view.LastDay)
                    .Day("lastFailureDay", view.LastFailureDay).Day("enoughOn", view.EnoughOn);
            if (view.Failures.Count > 0)
            {
                json.BeginArray("failures");
                foreach (var failure in view.Failures)
                    json.BeginObject().Name("resultType").Value(SafeText.Clean(failure.ResultType)).Name("count").Value(failure.Count).EndObject();
                json.EndArray();
            }

            json.Member("reasons", view.Reasons).EndObject();
        }

        json.EndArray();
    }
}
