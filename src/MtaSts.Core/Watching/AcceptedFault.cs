namespace MtaSts.Watching;

/// <summary>A fault that was accepted as known. It is reported again when it becomes worse, or when its evidence names something else.</summary>
/// <param name="Severity">How severe it was when it was accepted.</param>
/// <param name="Detail">The evidence when it was accepted.</param>
internal sealed record AcceptedFault(CheckStatus Severity, string Detail)
{
    public bool Covers(CheckStatus severity, string detail) => Baseline.Rank(severity) <= Baseline.Rank(Severity) && !FaultWords.HasNew(Detail, detail);
}
