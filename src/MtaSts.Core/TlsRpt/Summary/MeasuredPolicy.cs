using MtaSts.Rollout.Evidence;

namespace MtaSts.TlsRpt.Summary;

/// <summary>One policy of one report on its way into the totals.</summary>
internal sealed record MeasuredPolicy(TlsReport Report, TlsReportPolicy Policy, ReportPeriod? Period, DomainEvidence Evidence, PolicyFigures Figures)
{
    /// <summary>There are sessions without a failure detail.</summary>
    public bool HasUndetailed => Policy.SuccessCount > 0 || Figures.Unexplained > 0 || Policy.FailureDetails.Count == 0;

    /// <summary>Counts all of the policy's sessions in one group.</summary>
    public void AddWhole(GroupTotals totals)
    {
        totals.AddSuccesses(Policy.SuccessCount);
        if (Figures.HasOwn) totals.AddOwn(Figures.Own, Period);
        if (Figures.HasPolicyFault) AddPolicyFaults(totals, Figures.PolicyFaults);
        totals.AddSenders(Figures.Senders);
        foreach (var failure in Policy.FailureDetails) totals.AddDetail(failure);
    }

    /// <summary>Counts the sessions without a failure detail.</summary>
    public void AddUndetailed(GroupTotals totals)
    {
        totals.AddSuccesses(Policy.SuccessCount);
        if (Figures.Unexplained > 0) totals.AddOwn(Figures.Unexplained, Period);
    }

    /// <summary>Counts the sessions of one failure detail.</summary>
    public void AddDetail(GroupTotals totals, TlsReportFailure failure)
    {
        totals.AddDetail(failure);
        switch (FailureOwnership.Of(failure.ResultType))
        {
            case FailureOwner.Sender: totals.AddSenders(failure.FailedSessionCount); break;
            case FailureOwner.Domain when failure.FailedSessionCount > 0: totals.AddOwn(failure.FailedSessionCount, Period); break;
            case FailureOwner.DomainUnlessPassing when failure.FailedSessionCount > 0: AddPolicyFaults(totals, failure.FailedSessionCount); break;
        }
    }

    /// <summary>Without a day nothing shows that a fault was a temporary one of the sender, so it counts against the domain.</summary>
    private void AddPolicyFaults(GroupTotals totals, long count)
    {
        if (Period is ReportPeriod period) totals.AddPolicyFaults(count, Evidence, period.LastDay, Report.OrganizationName);
        else totals.AddOwn(count, null);
    }
}
