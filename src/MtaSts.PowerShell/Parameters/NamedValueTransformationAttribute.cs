using System;
using System.Collections;
using System.Linq;
using System.Management.Automation;
using MtaSts.Text;

namespace MtaSts.PowerShell.Parameters;

/// <summary>
/// Refuses a text that is not one of a parameter's values, with the list of them. PowerShell's own error for a parameter that is given by
/// position names neither the parameter nor the values.
/// </summary>
/// <param name="type">The enumeration.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class NamedValueTransformationAttribute(Type type) : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        var value = inputData is PSObject wrapped ? wrapped.BaseObject : inputData;
        if (value is string or int or long) Check(value.ToString()!);
        else if (value is IEnumerable items) foreach (var item in items) if (item?.ToString() is { } one) Check(one);
        return inputData;
    }

    private bool IsNumberOfOne(string text) => long.TryParse(text, out var number)
        && (Enum.IsDefined(type, number) || (number > 0 && type.IsDefined(typeof(FlagsAttribute), false)));

    private void Check(string text)
    {
        var names = Enum.GetNames(type);
        foreach (var part in text.Split(',').Select(part => part.Trim()))
        {
            if (names.Contains(part, StringComparer.OrdinalIgnoreCase) || IsNumberOfOne(part)) continue;
            if (names.Count(name => name.StartsWith(part, StringComparison.OrdinalIgnoreCase)) == 1) continue;
            throw new ArgumentTransformationMetadataException($"'{SafeText.Excerpt(part, 60)}' is not one of {string.Join(", ", names)}.");
        }
    }
}
