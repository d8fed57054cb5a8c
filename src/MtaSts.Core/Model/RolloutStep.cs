using System;
using MtaSts.Text;

namespace MtaSts;

/// <summary>A step of a domain's rollout: what to publish, in which order, and why; or why there is nothing to publish yet.</summary>
public sealed class RolloutStep
{
    /// <summary>The domain in A-label form.</summary>
    public required string DomainName { get; init; }

    /// <summary>What the step is.</summary>
    public required RolloutAction Action { get; init; }

    /// <summary>Whether the evidence allows the step. A forced step is not ready.</summary>
    public required bool IsReady { get; init; }

    /// <summary>True when the step is returned although the evidence does not allow it.</summary>
    public bool IsForced { get; init; }

    /// <summary>The stage according to the published policy; null when there is none.</summary>
    public RolloutStage? CurrentStage { get; init; }

    /// <summary>The stage after the step, or the current one when nothing changes; null when there is none.</summary>
    public RolloutStage? Stage { get; init; }

    /// <summary>The new policy's mode; null when nothing changes.</summary>
    public PolicyMode? Mode => Policy?.Mode;

    /// <summary>The new policy's max_age, in seconds; null when nothing changes.</summary>
    public long? MaxAge => Policy?.MaxAge;

    /// <summary>The record's new id; null when nothing changes.</summary>
    public string? RecordId => Record?.Id;

    /// <summary>Why: what was seen, and what is missing.</summary>
    public required ReadableList<string> Reasons { get; init; }

    /// <summary>When to look again, UTC; null in the last stage.</summary>
    public DateTime? LookAgain { get; init; }

    /// <summary>
    /// How long after the change of the record senders that follow RFC 8461 §5.1 use the new policy: the record's TTL as
    /// seen; null when it was not seen.
    /// </summary>
    public TimeSpan? SendersFollowAfter { get; init; }

    /// <summary>The longest that other senders may keep the old policy: the largest max_age known; null when none is.</summary>
    public TimeSpan? OldPolicyKeptFor { get; init; }

    /// <summary>For a removal: when the record and the policy can be deleted, UTC; otherwise null.</summary>
    public DateTime? DeleteAfter { get; init; }

    /// <summary>The order of work, one sentence or two per step; empty when nothing changes.</summary>
    public ReadableList<string> Order { get; init; } = ReadableList<string>.Empty;

    /// <summary>The policy to publish; null when nothing changes.</summary>
    public Policy? Policy { get; init; }

    /// <summary>The TXT record to publish; null when nothing changes.</summary>
    public DnsRecordToPublish? Record { get; init; }

    /// <summary>The live test on which the step is based.</summary>
    public required TestResult TestResult { get; init; }

    /// <summary>
    /// The text of the policy to publish, without its last line end, so that <c>Set-Content</c> writes the policy file; of
    /// a step that changes nothing, that of the published policy, and the empty text when there is none.
    /// </summary>
    public override string ToString() => (Policy?.ToString() ?? TestResult.Policy?.ToString()) ?? "";
}
