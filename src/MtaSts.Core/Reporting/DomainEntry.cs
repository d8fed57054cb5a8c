using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using MtaSts.Rollout;
using MtaSts.Text;

namespace MtaSts.Reporting;

/// <summary>The data of one domain in a report.</summary>
/// <param name="name">The domain in A-label form.</param>
internal sealed class DomainEntry(string name)
{
    private const int MaxText = 4096;
    private const int MaxIds = 20;

    private readonly SortedDictionary<DateTime, string> _ids = [];

    public string Name { get; } = name;

    /// <summary>When the newest test began, UTC; null when there is no test.</summary>
    public DateTime? Tested { get; private set; }

    public TestStatus Status { get; private set; }

    public SenderAction SenderAction { get; private set; }

    public PolicyMode? Mode { get; private set; }

    public RolloutStage? Stage { get; private set; }

    public string? PolicyId { get; private set; }

    public long? MaxAge { get; private set; }

    public string Provider { get; private set; } = "";

    public IReadOnlyList<string> MxHosts { get; private set; } = [];

    public bool? MxCovered { get; private set; }

    public DateTime? CertificateEnds { get; private set; }

    public IReadOnlyList<string> Rua { get; private set; } = [];

    public string Advice { get; private set; } = "";

    /// <summary>Numbers of check outcomes, in the order of the checklist.</summary>
    public IReadOnlyList<int> Checks { get; private set; } = [];

    /// <summary>True when the test was of a policy that is not published.</summary>
    public bool IsPreflight { get; private set; }

    /// <summary>Where the MTA-STS record stands.</summary>
    public string RecordName { get; private set; } = "";

    /// <summary>The number of the record's text; null when there is none. The others likewise.</summary>
    public int? RecordText { get; private set; }

    public string TlsRptName { get; private set; } = "";

    public int? TlsRptText { get; private set; }

    public string PolicyUrl { get; private set; } = "";

    public int? PolicyText { get; private set; }

    /// <summary>Puts placeholders into texts about the domain.</summary>
    public TextTemplate Template => new(Name, MxHosts.Count > 0 ? MxHosts[0] : "");

    /// <summary>The newest step that was given; null when there is none.</summary>
    public RolloutStep? Step { get; set; }

    /// <summary>The ids that tests saw, by when they were first seen.</summary>
    public IReadOnlyDictionary<DateTime, string> Ids => _ids;

    /// <summary>Adds a test.</summary>
    /// <returns>False when there already is a newer one.</returns>
    public bool Take(TestResult result, CheckTable table)
    {
        NoteId(result);
        if (Tested is { } other && other > result.Tested) return false;
        Tested = result.Tested;
        Status = result.Status;
        SenderAction = result.SenderAction;
        Mode = result.Mode;
        Stage = RolloutStages.Of(result);
        PolicyId = result.PolicyId is null ? null : SafeText.Excerpt(result.PolicyId, 100);
        MaxAge = result.MaxAge;
        Provider = SafeText.Excerpt(result.Provider, 100);
        MxHosts = [.. result.MxHosts.Take(50).Select(host => SafeText.Excerpt(host, 255))];
        MxCovered = result.MxCovered;
        CertificateEnds = result.PolicyHostCertificateExpires;
        Rua = [.. result.TlsRptRua.Take(20).Select(rua => SafeText.Excerpt(rua, 300))];
        Advice = SafeText.Clean(result.Advice);
        var template = Template;
        Checks = [.. result.Checks.Select(check => table.Number(check, template))];
        IsPreflight = result.Record is null && result.Policy is not null;
        RecordName = SafeText.Excerpt(result.Record?.Name, 300);
        RecordText = table.Number(Lines(result.Record?.Text), template);
        TlsRptName = SafeText.Excerpt(result.TlsRpt?.Name, 300);
        TlsRptText = table.Number(Lines(result.TlsRpt?.Text), template);
        PolicyUrl = SafeText.Excerpt(result.Policy?.Url, 500);
        PolicyText = table.Number(Lines(result.Policy?.Text), template);
        return true;
    }

    /// <summary>An id from New-MtaStsRecord, like those of many others, is the time of its creation.</summary>
    public static DateTime? TimeOfId(string id) =>
        DateTime.TryParseExact(
            id, ["yyyyMMddHHmmss", "yyyyMMdd'T'HHmmss'Z'"], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
            out var time) ? time : null;

    private void NoteId(TestResult result)
    {
        if (result.PolicyId is not { Length: > 0 } id || _ids.Count >= MaxIds) return;
        var known = _ids.Where(pair => pair.Value == id).Select(pair => (DateTime?)pair.Key).FirstOrDefault();
        if (known <= result.Tested) return;
        if (known is not null) _ids.Remove(known.Value);
        _ids[result.Tested] = id;
    }

    /// <summary>A text of several lines, each made safe to show.</summary>
    private static string Lines(string? text)
    {
        if (string.IsNullOrEmpty(text)) return "";
        var cut = text!.Length > MaxText ? text.Substring(0, MaxText) : text;
        var lines = cut.Split('\n').Select(line => SafeText.Clean(line.EndsWith("\r", StringComparison.Ordinal) ? line.Substring(0, line.Length - 1) : line));
        return string.Join("\n", lines) + (cut.Length < text.Length ? "…" : "");
    }
}
