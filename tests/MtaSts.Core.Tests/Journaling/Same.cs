using System;
using System.Collections;
using System.Linq;
using System.Reflection;
using Xunit;

namespace MtaSts.Tests.Journaling;

/// <summary>Compares objects by everything that they have, so that a property that somebody adds is compared too.</summary>
internal static class Same
{
    public static void As(object? expected, object? actual, string path = "$")
    {
        if (expected is null || actual is null)
        {
            Assert.True(expected is null && actual is null, $"{path}: expected {expected ?? "null"}, but it is {actual ?? "null"}.");
            return;
        }

        var type = expected.GetType();
        if (IsPlain(type))
        {
            Assert.True(expected.Equals(actual), $"{path}: expected {expected}, but it is {actual}.");
            if (expected is DateTime time) Assert.True(time.Kind == ((DateTime)actual).Kind, $"{path}: {time.Kind} became {((DateTime)actual).Kind}.");
            return;
        }

        if (expected is IEnumerable items)
        {
            var (left, right) = (items.Cast<object?>().ToList(), ((IEnumerable)actual).Cast<object?>().ToList());
            Assert.True(left.Count == right.Count, $"{path}: {left.Count} items became {right.Count}.");
            for (var i = 0; i < left.Count; i++) As(left[i], right[i], $"{path}[{i}]");
            if (type.Name.StartsWith("ReadableList", StringComparison.Ordinal)) Assert.Equal(expected.ToString(), actual.ToString());
            return;
        }

        Assert.True(type == actual.GetType(), $"{path}: {type} became {actual.GetType()}.");

        foreach (var property in type.GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic))
        {
            if (property.GetIndexParameters().Length == 0) As(property.GetValue(expected), property.GetValue(actual), path + "." + property.Name);
        }
    }

    private static bool IsPlain(Type type) =>
        type.IsPrimitive || type.IsEnum || type == typeof(string) || type == typeof(DateTime) || type == typeof(TimeSpan)
        || typeof(System.Net.IPAddress).IsAssignableFrom(type);
}
