using System.Collections.Generic;

namespace MtaSts.Reporting;

/// <summary>One action and its domains.</summary>
internal sealed class ActionGroup
{
    /// <summary>The check, or the reported result type.</summary>
    public required string Id { get; init; }

    /// <summary>True when senders report it but no test of the domains shows it.</summary>
    public required bool IsReported { get; init; }

    public required string Title { get; init; }

    /// <summary>The worst status of the domains.</summary>
    public required CheckStatus Status { get; set; }

    /// <summary>True when the check of one of the domains ended without an answer.</summary>
    public bool HasUnknown { get; set; }

    /// <summary>What to do; with the placeholders of <see cref="TextTemplate"/> when <see cref="IsTemplate"/>.</summary>
    public required string Fix { get; set; }

    public required bool IsTemplate { get; set; }

    /// <summary>The evidence of the first domain.</summary>
    public required string Evidence { get; init; }

    /// <summary>The command to run; null when the fix names none.</summary>
    public string? Command { get; set; }

    public List<int> Domains { get; } = [];

    /// <summary>Sessions at stake in the last 30 days of the reports: all sessions of the domains or, when reported, those that failed.</summary>
    public long Sessions { get; set; }
}
