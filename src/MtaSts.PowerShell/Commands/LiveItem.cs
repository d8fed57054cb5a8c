namespace MtaSts.PowerShell.Commands;

/// <summary>A domain in a live cmdlet.</summary>
/// <param name="Domain">In A-label form.</param>
/// <param name="Tag">Data of this domain alone, such as the policy that was piped in for it; may be null.</param>
internal sealed record LiveItem(string Domain, object? Tag);
