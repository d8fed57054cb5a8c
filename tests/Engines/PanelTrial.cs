using System;
using System.Collections.Generic;
using System.Linq;
using MtaSts.Integration;

namespace MtaSts.Engines;

/// <summary>Each SQL file that asks a question gives the answer that was counted by hand.</summary>
internal static class PanelTrial
{
    private static readonly Dictionary<string, (string[] Columns, string[] Rows)> Answers = new(StringComparer.Ordinal)
    {
        ["domains"] = (["Domain", "Sessions", "Failures", "Reports", "DaysWithReports", "DaysWithoutFailure"], ["contoso.test|71|6|4|2|0"]),
        ["days"] = (["Day", "Sessions", "Failures", "SuccessRate"], ["2026-11-01|30|0|100", "2026-11-02|41|6|85.36"]),
        ["organizations"] = (["Organization", "Sessions", "Failures"], ["Google Inc.|45|5", "Microsoft Corporation|26|1"]),
        ["domain-days"] =
        (
            ["Domain", "Organization", "Day", "Sessions"],
            [
                "contoso.test|Google Inc.|2026-11-01|10", "contoso.test|Google Inc.|2026-11-02|35", "contoso.test|Microsoft Corporation|2026-11-01|20",
                "contoso.test|Microsoft Corporation|2026-11-02|6",
            ]),
        ["result-types"] = (
            ["Domain", "ResultType", "Failures", "Reports"],
            ["contoso.test|certificate-expired|4|2", "contoso.test|starttls-not-supported|2|1"]),
        ["mx-hosts"] = (["Domain", "MxHost", "Failures"], ["contoso.test|mx1.contoso.test|4", "contoso.test|mx2.contoso.test|2"]),
        ["sending-mtas"] =
        (
            ["Organization", "SendingMtaIp", "Failures", "Domains", "Reports", "ResultTypes"],
            ["Google Inc.|192.0.2.1|5|1|1|[certificate-expired, starttls-not-supported]", "Microsoft Corporation|192.0.2.7|1|1|1|[certificate-expired]"]),
        ["policies"] =
        (
            ["Domain", "PolicyType", "PolicyString", "PolicyMxHost", "Successes", "Failures", "Reporters"],
            [
                "contoso.test|sts|[version: STSv1, mode: enforce]|[*.contoso.test]|30|5|[Google Inc.]",
                "contoso.test|sts|[version: STSv1, mode: testing\\u001b[31m]|[*.contoso.test]|5|1|[Microsoft Corporation]",
                "contoso.test|sts|[version: STSv1, mode: testing]|[*.contoso.test]|30|0|[Google Inc., Microsoft Corporation]",
            ]),
    };

    public static void Run(Outcome outcome, string folder)
    {
        Archive.Write(folder, Panels.Reports().ToList());
        using var store = DuckStore.Load(folder);
        var names = DuckStore.Questions().ToList();
        outcome.Check("Each SQL file has an expected answer", names.Order().SequenceEqual(Answers.Keys.Order()), string.Join(", ", names));
        foreach (var name in names.Where(Answers.ContainsKey))
        {
            var (columns, expected) = Answers[name];
            var rows = store.Ask(DuckStore.Script(name)).Select(row => string.Join("|", columns.Select(column => DuckStore.Show(row[column])))).ToList();
            outcome.Check($"{name}.sql gives what was counted by hand", rows.SequenceEqual(expected), string.Join("\n  ", rows));
        }
    }
}
