using MtaSts.Text;

namespace MtaSts;

/// <summary>Something in a report that differs from RFC 8460 and was understood anyway.</summary>
public sealed class TlsReportWarning
{
    /// <summary>Creates a warning.</summary>
    /// <param name="path">Where, as a JSON path; or the name of a mail header.</param>
    /// <param name="text">What was seen and how it was read.</param>
    public TlsReportWarning(string path, string text)
    {
        Path = path;
        Text = text;
    }

    /// <summary>Where: a JSON path such as <c>$.policies[0].policy.mx-host</c>, or the name of a mail header.</summary>
    public string Path { get; }

    /// <summary>What was seen and how it was read.</summary>
    public string Text { get; }

    /// <summary>True when something behind the report was not read. It may be another report, as when files were joined.</summary>
    public bool IsUnread { get; init; }

    /// <summary><c>path: text</c>, safe to show.</summary>
    public override string ToString() => SafeText.Clean(Path + ": " + Text);
}
