using System;
using System.Collections;
using System.Collections.Generic;

namespace MtaSts.Text;

/// <summary>
/// A read-only list whose string form is its items joined by <c>"; "</c>, so that a cell of <c>Export-Csv</c>
/// shows the items instead of a type name.
/// </summary>
/// <typeparam name="T">The type of the items.</typeparam>
public sealed class ReadableList<T> : IReadOnlyList<T>
{
    /// <summary>The list without items.</summary>
#pragma warning disable CA1000 // One shared empty list per type is what callers need
    public static ReadableList<T> Empty { get; } = new(Array.Empty<T>());
#pragma warning restore CA1000

    /// <summary>A list of one item.</summary>
    internal static ReadableList<T> Of(T item) => new(new[] { item });

    private readonly T[] _items;
    private readonly Func<IReadOnlyList<T>, string>? _describe;

    /// <summary>Copies <paramref name="items"/>; later changes to them have no effect.</summary>
    /// <param name="items">The items, in order.</param>
    /// <exception cref="ArgumentNullException"><paramref name="items"/> is null.</exception>
    public ReadableList(IEnumerable<T> items)
    {
        if (items is null) throw new ArgumentNullException(nameof(items));
        _items = items is List<T> list ? list.ToArray() : [.. items]; // nearly always a list, which has a fast path
    }

    /// <summary>Wraps the array without a copy.</summary>
    private ReadableList(T[] items, Func<IReadOnlyList<T>, string>? describe = null)
    {
        _items = items;
        _describe = describe;
    }

    /// <summary>The same items, whose string form is what <paramref name="describe"/> says of them.</summary>
    internal ReadableList<T> Described(Func<IReadOnlyList<T>, string> describe) => new(_items, describe);

    /// <summary>The number of items.</summary>
    public int Count => _items.Length;

    /// <summary>The item at <paramref name="index"/>, from 0.</summary>
    /// <param name="index">From 0 to <see cref="Count"/> - 1.</param>
    public T this[int index] => _items[index];

    /// <inheritdoc/>
    public IEnumerator<T> GetEnumerator() => ((IEnumerable<T>)_items).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => _items.GetEnumerator();

    /// <summary>
    /// The items joined by <c>"; "</c>; the empty string for no items. Safe as a cell of a spreadsheet: no item of a stranger
    /// runs there as a formula.
    /// </summary>
    public override string ToString() => SpreadsheetText.Clean(_describe is null ? string.Join("; ", _items) : _describe(_items));
}

/// <summary>Creates a <see cref="ReadableList{T}"/> from any sequence.</summary>
public static class ReadableList
{
    /// <summary>Copies a sequence into a list with a readable string form.</summary>
    /// <typeparam name="T">The type of the items.</typeparam>
    /// <param name="items">The items, in order.</param>
    public static ReadableList<T> ToReadableList<T>(this IEnumerable<T> items) =>
        items as ReadableList<T> ?? new ReadableList<T>(items);
}
