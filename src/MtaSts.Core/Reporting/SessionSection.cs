using System;
using System.Collections.Generic;
using System.Linq;
using MtaSts.Rollout.Evidence;
using MtaSts.Text;

namespace MtaSts.Reporting;

/// <summary>The part of the document with the sums of the reports.</summary>
internal sealed class SessionSection(TlsTotals tls, RecentMail recent, DateTime utcNow)
{
    private readonly List<SessionSeries> _series = [];
    private readonly List<(FailureKey Key, bool IsOwn, long Count)> _failures = [];

    /// <summary>Goes through the sums once, which also collects the data of the last weeks.</summary>
    public void Prepare()
    {
        var firstDay = tls.FirstDay ?? 0;
        SessionSeries? series = null;
        foreach (var (key, count) in tls.Sessions.InOrder(tls.IsPassing))
        {
            recent.Add(key, count);
            if (series is null || series.Domain != key.Domain || series.Organization != key.Organization)
                _series.Add(series = new SessionSeries(key.Domain, key.Organization));
            series.Add(key.Day - firstDay, count);
        }

        foreach (var failure in tls.Failures.InOrder)
        {
            var key = failure.Key;
            var type = key.ResultType < 0 ? null : tls.ResultTypes.Names[key.ResultType];
            var isOwn = FailureTotals.IsOwn(type, tls.IsPassing(key.Domain, key.Organization, key.LastDay));
            if (isOwn) recent.AddOwnFailure(key, type, failure.Value);
            _failures.Add((key, isOwn, failure.Value));
        }
    }

    public void Write(StrictJsonWriter json, IReadOnlyList<DomainEntry> domains)
    {
        json.BeginObject("reports").Name("count").Value(tls.Reports).Name("duplicates").Value(tls.Duplicates).Name("outOfRange").Value(tls.OutOfRange)
            .Member("collapsed", tls.IsFull ? true : null);
        if (tls is { FirstDay: { } first, LastDay: { } last })
        {
            json.Day("firstDay", ReportPeriod.ToDate(first)).Day("lastDay", ReportPeriod.ToDate(last));
            json.Member("organizations", tls.Organizations.Names);
            WriteTypes(json);
            json.Member("mxHosts", tls.MxHosts.Names).Member("sendingAddresses", tls.Addresses.Names);
            json.BeginArray("sessions");
            foreach (var series in _series) series.Write(json);
            json.EndArray();
            WriteFailures(json, first);
            WriteMarks(json, domains, first, Math.Max(last, (int)(utcNow.Ticks / TimeSpan.TicksPerDay)));
        }

        json.EndObject();
    }

    private void WriteTypes(StrictJsonWriter json)
    {
        json.BeginArray("resultTypes");
        foreach (var name in tls.ResultTypes.Names)
        {
            var type = TlsResultTypes.Find(name);
            json.BeginObject().Name("name").Value(name).Member("severity", type?.Severity.ToString()).Member("meaning", type?.Meaning)
                .Member("owner", OwnerOf(name)).Member("action", type?.Action).EndObject();
        }

        json.EndArray();
    }

    private static string OwnerOf(string resultType) => FailureOwnership.Of(resultType) switch
    {
        FailureOwner.Sender => "sender",
        FailureOwner.DomainUnlessPassing => "domainUnlessPassing",
        _ => "domain",
    };

    private void WriteFailures(StrictJsonWriter json, int firstDay)
    {
        json.BeginArray("failures");
        foreach (var (key, isOwn, count) in _failures)
        {
            json.BeginArray().Value(key.Domain).Value(key.Day - firstDay).Value(key.Organization).Value(key.ResultType).Value(key.MxHost).Value(key.Address)
                .Value(isOwn ? 1 : 0).Value(count).EndArray();
        }

        json.EndArray();
    }

    /// <summary>When a domain's policy changed: stages as the reports show them, ids as tests saw them.</summary>
    private void WriteMarks(StrictJsonWriter json, IReadOnlyList<DomainEntry> domains, int firstDay, int lastDay)
    {
        json.BeginArray("marks");
        for (var number = 0; number < domains.Count; number++)
        {
            foreach (var (day, policy) in tls.EvidenceOf(number)?.PolicyChanges() ?? [])
            {
                if (day >= firstDay) WriteMark(json, number, day - firstDay, "stage", policy.ToString());
            }

            foreach (var id in domains[number].Ids)
            {
                var day = DayOfId(id, domains[number].Ids.Keys.First());
                if (day >= firstDay && day <= lastDay) WriteMark(json, number, day.Value - firstDay, "id", SafeText.Excerpt(id.Value, 100));
            }
        }

        json.EndArray();
    }

    /// <summary>The day of an id that is a time; otherwise the day of the test that saw it first, unless that is the very first test.</summary>
    private static int? DayOfId(KeyValuePair<DateTime, string> id, DateTime firstTest)
    {
        if (DomainEntry.TimeOfId(id.Value) is { } made && made <= id.Key.AddDays(1)) return (int)(made.Ticks / TimeSpan.TicksPerDay);
        return id.Key == firstTest ? null : (int)(id.Key.Ticks / TimeSpan.TicksPerDay);
    }

    private static void WriteMark(StrictJsonWriter json, int domain, int day, string kind, string text) =>
        json.BeginObject().Name("domain").Value(domain).Name("day").Value(day).Name("kind").Value(kind).Name("text").Value(text).EndObject();
}

/// <summary>The days of one domain and organization.</summary>
internal sealed class SessionSeries(int domain, int organization)
{
    private readonly List<int> _runs = []; // first day and number of days, in turns
    private readonly List<long> _successes = [];
    private readonly List<long> _failures = []; // position, own, senders, in turns

    public int Domain { get; } = domain;

    public int Organization { get; } = organization;

    public void Add(int day, SessionCount count)
    {
        if (_runs.Count > 0 && _runs[_runs.Count - 2] + _runs[_runs.Count - 1] == day) _runs[_runs.Count - 1]++;
        else _runs.AddRange([day, 1]);
        if (count.Own > 0 || count.Senders > 0) _failures.AddRange([_successes.Count, count.Own, count.Senders]);
        _successes.Add(count.Successes);
    }

    public void Write(StrictJsonWriter json)
    {
        json.BeginObject().Name("domain").Value(Domain).Name("organization").Value(Organization).Member("days", _runs).BeginArray("successes");
        foreach (var count in _successes) json.Value(count);
        json.EndArray();
        if (_failures.Count > 0)
        {
            json.BeginArray("failures");
            foreach (var number in _failures) json.Value(number);
            json.EndArray();
        }

        json.EndObject();
    }
}
