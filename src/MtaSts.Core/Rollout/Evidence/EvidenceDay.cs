using System.Collections.Generic;
using System.Linq;

namespace MtaSts.Rollout.Evidence;

/// <summary>What all reports together say of one domain on one day. A day of one sender without a failure takes 16 bytes.</summary>
internal struct EvidenceDay
{
    private SenderDay _first;
    private object? _more; // DayFailures, or what SenderDays makes

    /// <summary>Begins a day.</summary>
    /// <param name="number">The day, counted from 0001-01-01.</param>
    public EvidenceDay(int number) => Number = number;

    /// <summary>The day, counted from 0001-01-01.</summary>
    public int Number { get; }

    /// <summary>What failed; null when nothing did.</summary>
    public readonly DayFailures? Failures => _more as DayFailures;

    /// <summary>There were sessions under the domain's MTA-STS policy, of another mode than none, in reports that are evidence.</summary>
    public readonly bool HasSessions => Senders.Any(sender => sender.IsTrusted && sender.Sessions > 0 && sender.Shown != ReportedStage.None);

    /// <summary>One of them succeeded, so that the day is evidence.</summary>
    public readonly bool HasSuccess => Senders.Any(sender => sender.IsTrusted && sender.HasSuccess && sender.Shown != ReportedStage.None);

    private readonly IEnumerable<SenderDay> Senders
    {
        get
        {
            var more = SenderDays.In(_more is DayFailures failures ? failures.MoreSenders : _more);
            return _first.IsEmpty ? more : more.Prepend(_first);
        }
    }

    /// <summary>Adds sessions under an sts policy.</summary>
    public void Add(SenderDay sender)
    {
        if (_first.IsEmpty || _first.Key == sender.Key)
        {
            _first = _first.IsEmpty ? sender : _first.And(sender);
            return;
        }

        if (_more is not DayFailures failures)
        {
            SenderDays.Add(ref _more, sender);
            return;
        }

        var list = failures.MoreSenders;
        SenderDays.Add(ref list, sender);
        failures.MoreSenders = list;
    }

    /// <summary>Where to note what failed.</summary>
    public DayFailures WithFailures()
    {
        if (_more is not DayFailures failures) _more = failures = new DayFailures { MoreSenders = _more };
        return failures;
    }

    /// <summary>The votes for the policies that reports show; null when none shows one.</summary>
    /// <param name="trusted">Of the reports that are evidence, or of the others.</param>
    public readonly StageVotes? Votes(bool trusted)
    {
        StageVotes? votes = null;
        foreach (var sender in Senders)
        {
            if (sender.IsTrusted == trusted && sender is { Sessions: > 0, Shown: { } shown }) (votes ??= new StageVotes()).Add(shown, sender.Sessions);
        }

        return votes;
    }

    public readonly bool OnlyPolicyFaultOf(string organization) => Failures?.OnlyPolicyFaultOf(organization) ?? true;

    /// <summary>Whether a sender reports a success under a policy, in a report that is evidence.</summary>
    /// <param name="sender">The number of the sender.</param>
    /// <param name="policy">The policy; reports that show none count for any.</param>
    public readonly bool Succeeded(int sender, ReportedStage policy) =>
        Senders.Any(one => one.IsTrusted && one.HasSuccess && one.Sender == sender && (one.Shown is null || one.Shown == policy));

    /// <summary>Whether another organization, which is known to be whom it says, reports a success in a report that is evidence.</summary>
    /// <param name="organization">The number of the organization.</param>
    /// <param name="names">The senders' organizations.</param>
    public readonly bool OtherSucceeded(int organization, OrganizationNames names) =>
        Senders.Any(sender => sender is { IsTrusted: true, HasSuccess: true, IsVouchedFor: true } && names.OwnerOf(sender.Sender) != organization);
}
