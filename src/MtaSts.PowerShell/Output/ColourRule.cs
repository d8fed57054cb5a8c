using System;

namespace MtaSts.PowerShell.Output;

/// <summary>Whether escape sequences for color may be written.</summary>
internal static class ColourRule
{
    /// <summary>Decides by the settings of the session.</summary>
    /// <param name="rendering">The value of <c>$PSStyle.OutputRendering</c>; null where there is no <c>$PSStyle</c> (Windows PowerShell).</param>
    /// <param name="hasVirtualTerminal">Whether the host's screen understands escape sequences.</param>
    /// <param name="isRedirected">Whether standard output leads into a file or another program.</param>
    /// <param name="noColor">The environment variable <c>NO_COLOR</c>; any value disables color (no-color.org).</param>
    /// <param name="term">The environment variable <c>TERM</c>.</param>
    public static bool Allows(string? rendering, bool hasVirtualTerminal, bool isRedirected, string? noColor, string? term) => rendering switch
    {
        // If escape sequences are requested everywhere, they are written everywhere.
        "Ansi" => true,
        "Host" => hasVirtualTerminal && !isRedirected && string.IsNullOrEmpty(noColor) && !string.Equals(term, "dumb", StringComparison.OrdinalIgnoreCase),
        _ => false,
    };

    /// <summary>The sequence that starts the color of a status; null for a status without a color.</summary>
    /// <param name="status">The name of a status or severity.</param>
    public static string? SequenceOf(string? status) => status switch
    {
        "Pass" or "Valid" => "\u001b[32m",
        "Warning" or "Multiple" => "\u001b[33m",
        "Fail" or "Error" or "Invalid" => "\u001b[31m",
        "Unknown" or "LookupFailed" => "\u001b[36m",
        _ => null,
    };
}
