using System;
using System.Collections;
using System.Globalization;
using System.Linq;
using System.Text;

namespace MtaSts.Tests.Support;

/// <summary>Records everything about an object: its string form and, recursively, every property.</summary>
internal static class Transcript
{
    public static string Of(params object?[] values)
    {
        var text = new StringBuilder();
        foreach (var value in values) Write(text, "", value);
        return text.ToString();
    }

    private static void Write(StringBuilder text, string path, object? value)
    {
        switch (value)
        {
            case null:
                break;
            case string line:
                text.Append(CultureInfo.InvariantCulture, $"{path} = {line}\n");
                break;
            case IFormattable plain:
                // Values other than text are compared by value.
                text.Append(CultureInfo.InvariantCulture, $"{path} = {plain.ToString(null, CultureInfo.InvariantCulture)}\n");
                break;
            case IEnumerable items:
                if (IsOurs(value)) text.Append(CultureInfo.InvariantCulture, $"{path} says {value}\n");
                foreach (var (item, at) in items.Cast<object?>().Select((item, at) => (item, at)))
                    Write(text, string.Create(CultureInfo.InvariantCulture, $"{path}[{at}]"), item);
                break;
            case var _ when IsOurs(value):
                text.Append(CultureInfo.InvariantCulture, $"{path} says {value}\n");
                foreach (
                    var property in value.GetType().GetProperties().Where(p => p.GetIndexParameters().Length == 0).OrderBy(p => p.Name, StringComparer.Ordinal))
                {
                    Write(text, $"{path}.{property.Name}", property.GetValue(value));
                }

                break;
            default:
                text.Append(CultureInfo.InvariantCulture, $"{path} = {value}\n");
                break;
        }
    }

    private static bool IsOurs(object value) => value.GetType().Namespace?.StartsWith("MtaSts", StringComparison.Ordinal) == true;
}
