using MtaSts.Text;

namespace MtaSts.TlsRpt;

/// <summary>
/// Makes a stranger's text safe in a CSV file that a spreadsheet opens: a cell that begins with <c>=</c>, <c>+</c>,
/// <c>-</c> or <c>@</c> (also after spaces, and in the full-width forms) would run as a formula, so an apostrophe goes
/// before it, which tells spreadsheets that this is text. Tabs and line breaks are already visible escapes.
/// </summary>
internal static class SpreadsheetText
{
    public static string Clean(string? text)
    {
        var safe = SafeText.Clean(text);
        var first = 0;
        while (first < safe.Length && char.IsWhiteSpace(safe[first])) first++;
        var isFormula = first < safe.Length && "=+-@\uff1d\uff0b\uff0d\uff20".IndexOf(safe[first]) >= 0;
        return isFormula ? "'" + safe : safe;
    }
}
