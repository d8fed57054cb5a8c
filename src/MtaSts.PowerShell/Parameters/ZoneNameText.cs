namespace MtaSts.PowerShell.Parameters;

/// <summary>The value of -ZoneName.</summary>
internal static class ZoneNameText
{
    /// <summary>The zone in A-label form; null when none was given, or when it is not a domain name.</summary>
    public static string? Read(string? zoneName) => zoneName is not null && Text.DomainName.TryParse(zoneName, out var zone, out _) ? zone : null;
}
