using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Management.Automation;

namespace MtaSts.PowerShell.Input;

/// <summary>Values of objects that were saved: what Import-Csv, ConvertFrom-Json and Import-Clixml make of text, numbers and times.</summary>
internal static class SavedValue
{
    /// <summary>The value of a property; null when there is none. An object that holds its values as properties stays wrapped.</summary>
    public static object? Of(object? from, string name)
    {
        if (from is null or string) return null;
        var value = PSObject.AsPSObject(from).Properties[name]?.Value;
        return value is PSObject { BaseObject: string or DateTime or DateTimeOffset or IEnumerable } wrapped ? wrapped.BaseObject : value;
    }

    public static string? Text(object? from, string name) => Of(from, name)?.ToString();

    /// <summary>The items of a list; none for a text and for what is not a list.</summary>
    public static IEnumerable<object?> Objects(object? from, string name) => Of(from, name) is IEnumerable list and not string ? list.Cast<object?>() : [];

    public static long? Number(PSObject input, string name) =>
        long.TryParse(Convert.ToString(Of(input, name), CultureInfo.InvariantCulture), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;

    /// <summary>The time in UTC; null when there is none that can be read.</summary>
    public static DateTime? Time(PSObject input, string name) => SavedTime.Read(input, name, out _);
}
