using System;
using MtaSts.Rollout;

namespace MtaSts.Reporting;

/// <summary>The title of a report, its time, and the format of dates and numbers.</summary>
public sealed class MtaStsReportOptions
{
    /// <summary>The heading; empty for a general one.</summary>
    public string Title { get; init; } = "";

    /// <summary>The current time, UTC: ages and days left are counted from it.</summary>
    public required DateTime UtcNow { get; init; }

    /// <summary>The culture of dates and numbers, for example <c>de-DE</c>; empty for dates as 2026-01-31 and English numbers.</summary>
    public string CultureName { get; init; } = "";

    /// <summary>Successes in reports that came by mail without an aligned DKIM signature are evidence too.</summary>
    public bool TrustUnsigned { get; init; }

    /// <summary>The share of a sender's sessions of a day that may fail without counting against a domain, from 0 to 1; 0 when every failure counts.</summary>
    public double MaxFailureRate { get; init; } = RolloutStages.MaxFailureRate;

    /// <summary>The version of the module that made the report.</summary>
    public string ModuleVersion { get; init; } = "";
}
