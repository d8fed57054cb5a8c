namespace MtaSts.Hosting;

/// <summary>A file of a site.</summary>
/// <param name="Path">Below the site's folder, with <c>/</c> between the parts.</param>
/// <param name="Text">The text, ASCII with the line endings it should have.</param>
public sealed record SiteFile(string Path, string Text)
{
    /// <summary>Where policies live (RFC 8461 §3.3), below a web root.</summary>
    internal const string PolicyPath = ".well-known/mta-sts.txt";
}
