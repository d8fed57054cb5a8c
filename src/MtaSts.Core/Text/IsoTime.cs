using System;
using System.Globalization;

namespace MtaSts.Text;

/// <summary>Times as text that is the same in every culture, sorts by time, and names its zone (ISO 8601).</summary>
internal static class IsoTime
{
    private const string Exact = "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'";
    private const string WholeSeconds = "yyyy-MM-dd'T'HH:mm:ss'Z'";

    /// <summary>The time; empty for null.</summary>
    /// <param name="utc">A time in UTC, whatever its kind says.</param>
    public static string Of(DateTime? utc) => utc?.ToString(Exact, CultureInfo.InvariantCulture) ?? "";

    /// <summary>The time without fractions of a second.</summary>
    /// <param name="utc">A time in UTC, whatever its kind says.</param>
    public static string OfSecond(DateTime utc) => utc.ToString(WholeSeconds, CultureInfo.InvariantCulture);

    /// <summary>Reads what <see cref="Of"/> writes.</summary>
    public static bool TryParse(string text, out DateTime utc) => TryParse(text, Exact, out utc);

    /// <summary>Reads what <see cref="OfSecond"/> writes.</summary>
    public static bool TryParseSecond(string text, out DateTime utc) => TryParse(text, WholeSeconds, out utc);

    private static bool TryParse(string text, string format, out DateTime utc) => DateTime.TryParseExact(
        text, format, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out utc);
}
