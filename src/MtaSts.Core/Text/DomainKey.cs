
namespace MtaSts.Text;

/// <summary>Host and domain names as keys: one spelling for each.</summary>
internal static class DomainKey
{
    /// <summary>In lower case and without a final dot; null for null.</summary>
    public static string? Normal(string? name)
    {
        var trimmed = name?.Trim().TrimEnd('.');
#pragma warning disable CA1308 // host names are written in lower case
        return string.IsNullOrEmpty(trimmed) ? null : trimmed!.ToLowerInvariant();
#pragma warning restore CA1308
    }

    /// <summary>The same in A-labels, if the name can be converted.</summary>
    public static string? Ascii(string? name) =>
        Normal(name) is not string normal ? null : DomainName.TryToAscii(normal, out var ascii, out _) ? ascii : normal;
}
