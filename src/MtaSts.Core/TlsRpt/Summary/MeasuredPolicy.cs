using MtaSts.Rollout.Evidence;

namespace MtaSts.TlsRpt.Summary;

/// <summary>One policy of one report on its way into the totals.</summary>
internal sealed record MeasuredPolicy(CountedReport Counted, TlsReportPolicy Policy, DomainEvidence Evidence, PolicyFigures Figures)
{
    /// <summary>The report.</summary>
    public TlsReport Report => Counted.Report;

    /// <summary>The days that it is about; null for a report without dates.</summary>
    public ReportPeriod? Period => Counted.Period;

    /// <summary>There are sessions that no failure detail reports.</summary>
    public bool HasUndetailed => Policy.SuccessCount > 0 || Figures.Unexplained > 0 || Policy.FailureDetails.Count == 0;

    /// <summary>Counts all of the policy's sessions in one group.</summary>
    public void AddWhole(GroupTotals totals)
    {
        totals.AddSuccesses(Policy.SuccessCount);
        if (Figures.HasOwn) totals.AddOwn(Report, Figures.Own, Period);
        if (Figures.HasPolicyFault) AddPolicyFaults(totals, Figures.PolicyFaults);
        totals.AddSenders(Report, Figures.Senders);
        foreach (var failure in Policy.FailureDetails) totals.AddDetail(failure);
    }

    /// <summary>Counts the sessions without a failure detail.</summary>
    public void AddUndetailed(GroupTotals totals)
    {
        totals.AddSuccesses(Policy.SuccessCount);
        if (Figures.Unexplained > 0) totals.AddOwn(Report, Figures.Unexplained, Period);
    }

    /// <summary>Counts the sessions of one failure detail.</summary>
    public void AddDetail(GroupTotals totals, TlsReportFailure failure)
    {
        totals.AddDetail(failure);
        switch (FailureOwnership.Of(failure.ResultType))
        {
            case FailureOwner.Sender: totals.AddSenders(Report, failure.FailedSessionCount); break;
            case FailureOwner.Domain when failure.FailedSessionCount > 0: totals.AddOwn(Report, failure.FailedSessionCount, Period); break;
            case FailureOwner.DomainUnlessPassing when failure.FailedSessionCount > 0: AddPolicyFaults(totals, failure.FailedSessionCount); break;
        }
    }

    /// <summary>Without a day nothing shows that a fault was a temporary one of the sender, so it counts against the domain.</summary>
    private void AddPolicyFaults(GroupTotals totals, long count)
    {
        if (Period is ReportPeriod period) totals.AddPolicyFaults(Report, count, Evidence, period.LastDay);
        else totals.AddOwn(Report, count, null);
    }
}
