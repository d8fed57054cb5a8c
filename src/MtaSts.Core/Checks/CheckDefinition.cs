using System;
using MtaSts.Scanning;
using MtaSts.Text;

namespace MtaSts.Checks;

/// <summary>One entry of the check catalogue.</summary>
public sealed class CheckDefinition
{
    /// <summary>The permanent id, <c>Group.Name</c>.</summary>
    public required string Id { get; init; }

    /// <summary>What the check requires, as a short statement.</summary>
    public required string Title { get; init; }

    /// <summary>Why it matters to senders.</summary>
    public required string Why { get; init; }

    /// <summary>
    /// What to do when it fails; a check may give a more specific fix. A result has the values of its domain in place of
    /// <c>&lt;domain&gt;</c>, <c>&lt;id&gt;</c> and <c>&lt;rua&gt;</c>.
    /// </summary>
    public required string Fix { get; init; }

    /// <summary>RFC and section.</summary>
    public required string Reference { get; init; }

    /// <summary>The result type that senders report for it (RFC 8460 §4.3); empty when there is none.</summary>
    public string TlsRptResult { get; init; } = "";

    // Each check cuts what it lists and quotes; a stranger's answer must not fill a page where one does not.
    private const int LongestDetail = 4000;

    /// <summary>The group, the part of the id before the dot.</summary>
    public string Group => Id.Substring(0, Id.IndexOf('.'));

    /// <summary>Whether the check applies to a test; where it does not, the result omits it.</summary>
    internal Func<DomainScan, bool> Applies { get; init; } = _ => true;

    internal Func<DomainScan, CheckOutcome> Evaluate { get; init; } = _ => throw new InvalidOperationException("The catalogue has an entry without a method.");

    internal Check Run(DomainScan scan)
    {
        var outcome = Evaluate(scan);
        var isProblem = outcome.Status is CheckStatus.Warning or CheckStatus.Fail or CheckStatus.Unknown;
        return new Check
        {
            Id = Id,
            Title = Title,
            Status = outcome.Status,
            Detail = outcome.Detail.Length <= LongestDetail ? outcome.Detail : SafeText.Excerpt(outcome.Detail, LongestDetail),
            Fix = DomainAdvice.WithServers(DomainAdvice.Fill(outcome.Fix ?? (isProblem ? Fix : ""), scan), scan.Servers),
            Reference = Reference,
            TlsRptResult = outcome.Status switch
            {
                CheckStatus.Fail => outcome.TlsRptResult ?? TlsRptResult,
                CheckStatus.Warning => outcome.TlsRptResult ?? "", // senders report what failed, and under a warning nothing has failed
                _ => "",
            },
        };
    }
}
