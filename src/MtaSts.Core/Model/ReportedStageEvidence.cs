using System;
using System.Collections.Generic;

namespace MtaSts;

/// <summary>Which stage the reports of a domain show on the last day, and by how many votes of senders.</summary>
/// <param name="Stage">The stage with the most votes.</param>
/// <param name="Since">The first day from which on the reports show it (UTC).</param>
/// <param name="Shares">The votes that decided, by the stage that reports show; those with most first.</param>
/// <param name="Days">The number of days that these votes are of.</param>
internal sealed record ReportedStageEvidence(ReportedStage Stage, DateTime Since, IReadOnlyList<(ReportedStage Stage, int Votes)> Shares, int Days);
