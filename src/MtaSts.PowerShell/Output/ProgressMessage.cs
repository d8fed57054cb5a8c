namespace MtaSts.PowerShell.Output;

/// <summary>Sent by the work for a domain when it begins and when it ends.</summary>
/// <param name="Domain">The domain.</param>
/// <param name="IsBegin">True at the beginning.</param>
internal sealed record ProgressMessage(string Domain, bool IsBegin)
{
    /// <summary>How many pieces end, where several ran one after the other under one name.</summary>
    public int Count { get; init; } = 1;
}
