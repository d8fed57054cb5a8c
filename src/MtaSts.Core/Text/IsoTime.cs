using System;
using System.Globalization;

namespace MtaSts.Text;

/// <summary>Times as text that is the same in every culture, sorts by time, and names its zone (ISO 8601).</summary>
internal static class IsoTime
{
    /// <summary>The time; empty for null.</summary>
    /// <param name="utc">A time in UTC, whatever its kind says.</param>
    public static string Of(DateTime? utc) => utc?.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture) ?? "";
}
