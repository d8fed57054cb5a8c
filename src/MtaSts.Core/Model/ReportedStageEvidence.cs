using System;
using System.Collections.Generic;

namespace MtaSts;

/// <summary>Which stage the reports of a domain show on the last day, and by how many sessions.</summary>
/// <param name="Stage">The stage that most sessions show.</param>
/// <param name="Since">The first day on which the reports show it (UTC).</param>
/// <param name="Shares">The sessions that decided, by the stage that their reports show; the most sessions first.</param>
/// <param name="Days">The number of days that these sessions were on.</param>
internal sealed record ReportedStageEvidence(ReportedStage Stage, DateTime Since, IReadOnlyList<(ReportedStage Stage, long Sessions)> Shares, int Days);
