namespace MtaSts.Text;

/// <summary>
/// Makes a stranger's text safe in a CSV file that a spreadsheet opens: a cell that begins with <c>=</c>, <c>+</c>,
/// <c>-</c> or <c>@</c> (also after spaces, and in the full-width forms) would run as a formula, so an apostrophe goes
/// before it, which spreadsheets take for "this is text". Tabs and line breaks are already visible escapes then.
/// </summary>
public static class SpreadsheetText
{
    private const string FormulaStarts = "=+-@\uff1d\uff0b\uff0d\uff20";

    /// <summary>The text of a cell, or null for null.</summary>
    /// <param name="text">Any text.</param>
    public static string? CleanOrNull(string? text) => text is null ? null : Clean(text);

    /// <summary>A text of several lines, which stay: only an apostrophe goes before what would run as a formula.</summary>
    /// <param name="text">Any text.</param>
    public static string GuardLines(string text) => BeginsFormula(text) ? "'" + text : text;

    /// <summary>What <see cref="Clean"/> put before a formula is taken off again, for cells that are read back.</summary>
    /// <param name="cell">The text of a cell.</param>
    public static string Unquote(string cell)
    {
        if (cell.Length == 0 || cell[0] != '\'') return cell;
        var rest = cell.Substring(1);
        return BeginsFormula(rest) ? rest : cell;
    }

    /// <summary>The text of a cell; the empty text for null.</summary>
    /// <param name="text">Any text.</param>
    public static string Clean(string? text)
    {
        var safe = SafeText.Clean(text);
        return BeginsFormula(safe) ? "'" + safe : safe;
    }

    private static bool BeginsFormula(string text)
    {
        var first = 0;
        while (first < text.Length && char.IsWhiteSpace(text[first])) first++;
        return first < text.Length && FormulaStarts.IndexOf(text[first]) >= 0;
    }
}
