using System;

namespace MtaSts.Rollout.Evidence;

/// <summary>
/// What one sender reports of one domain, day and policy, in 4 bytes: a tenant has many domains, and they have many days.
/// </summary>
internal readonly struct SenderDay
{
    private const int KeyShift = 8; // sender, stage and trust tell entries apart
    private const int StageShift = 9;
    private const int SenderShift = 12;
    private const uint Trusted = 1u << 8;
    private const uint Success = 1u << 7;
    private const uint Present = 1u << 6;
    private const uint VouchedFor = 1u << 5;
    private const uint Count = 0xF;

    private readonly uint _bits;

    private SenderDay(uint bits) => _bits = bits;

    /// <summary>Makes an entry.</summary>
    /// <param name="sender">The number of the sender.</param>
    /// <param name="shown">The policy that the report shows; null when it shows none.</param>
    /// <param name="sessions">Sessions under it.</param>
    /// <param name="hasSuccess">One of them succeeded.</param>
    /// <param name="isTrusted">The report is evidence of success.</param>
    /// <param name="isVouchedFor">The sender is known to be whom it says.</param>
    public SenderDay(int sender, ReportedStage? shown, long sessions, bool hasSuccess, bool isTrusted, bool isVouchedFor) => _bits =
        (isVouchedFor ? VouchedFor : 0) | ((uint)sender << SenderShift) | ((uint)(shown is ReportedStage stage ? (int)stage + 1 : 0) << StageShift)
            | (isTrusted ? Trusted : 0) | (hasSuccess ? Success : 0) | Present | (uint)Math.Min(sessions, StageVotes.SessionsOfTwo);

    /// <summary>The number of the sender.</summary>
    public int Sender => (int)(_bits >> SenderShift);

    /// <summary>The policy that its reports show; null when they show none.</summary>
    public ReportedStage? Shown => (_bits >> StageShift & 7) is uint stage and > 0 ? (ReportedStage)(stage - 1) : null;

    /// <summary>Whether the reports are evidence of success.</summary>
    public bool IsTrusted => (_bits & Trusted) != 0;

    /// <summary>Whether the sender is known to be whom it says.</summary>
    public bool IsVouchedFor => (_bits & VouchedFor) != 0;

    /// <summary>Whether a session succeeded.</summary>
    public bool HasSuccess => (_bits & Success) != 0;

    /// <summary>Sessions, counted up to <see cref="StageVotes.SessionsOfTwo"/>.</summary>
    public int Sessions => (int)(_bits & Count);

    /// <summary>Whether there is an entry at all.</summary>
    public bool IsEmpty => _bits == 0;

    /// <summary>What tells entries of a day apart.</summary>
    public uint Key => _bits >> KeyShift;

    /// <summary>Two entries of the same key as one.</summary>
    public SenderDay And(SenderDay other) =>
        new((_bits & ~Count) | (other._bits & Success) | (uint)Math.Min(Sessions + other.Sessions, StageVotes.SessionsOfTwo));
}
