using System;

namespace MtaSts.Rollout.Evidence;

/// <summary>Which policy the reports of a domain show on the last day, by the rule of <see cref="StageOfDays"/>.</summary>
/// <param name="Policy">The policy.</param>
/// <param name="Since">The first day from which on they show it (UTC).</param>
/// <param name="Sessions">The sessions that decided, by policy.</param>
/// <param name="Days">On how many days they were.</param>
internal sealed record ReportedStageEvidence(ReportedStage Policy, DateTime Since, PolicySessions Sessions, int Days);
