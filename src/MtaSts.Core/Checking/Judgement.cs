namespace MtaSts.Checking;

/// <summary>What a check method says; the catalogue adds id, title and reference.</summary>
/// <param name="Status">What came of it.</param>
/// <param name="Detail">The evidence.</param>
/// <param name="Fix">What to do; null for the fix of the catalogue.</param>
/// <param name="TlsRptResult">The result type senders report; null for the one of the catalogue.</param>
internal sealed record Judgement(CheckStatus Status, string Detail, string? Fix = null, string? TlsRptResult = null)
{
    public static Judgement Pass(string detail) => new(CheckStatus.Pass, detail);

    public static Judgement Info(string detail, string? fix = "") => new(CheckStatus.Info, detail, fix);

    public static Judgement Warning(string detail, string? fix = null, string? result = null) => new(CheckStatus.Warning, detail, fix, result);

    public static Judgement Fail(string detail, string? fix = null, string? result = null) => new(CheckStatus.Fail, detail, fix, result);

    public static Judgement Unknown(string detail, string? fix = null) => new(CheckStatus.Unknown, detail, fix);

    public static Judgement Skipped(string detail) => new(CheckStatus.Skipped, detail);

    /// <summary>Under <c>mode: none</c> senders act as if there were no policy (RFC 8461 §5): what they would mind under another is for information.</summary>
    public static Judgement UnderMode(Observation o, Judgement judgement) =>
        o is { HasUsablePolicy: true, Policy.Mode: PolicyMode.None } && judgement.Status is CheckStatus.Warning or CheckStatus.Fail
            ? Info(judgement.Detail + " Under mode none senders do not go by it.", ("Fix it before another mode is published. " + judgement.Fix).Trim())
            : judgement;
}
