using System;
using System.Collections.Generic;

namespace MtaSts.Rollout.Evidence;

/// <summary>A set of numbers that is mostly small.</summary>
internal struct NumberSet
{
    private const int Few = 16;

    private int[]? _few;
    private HashSet<int>? _many;

    /// <summary>How many there are.</summary>
    public int Count { get; private set; }

    /// <summary>The numbers.</summary>
    public readonly IEnumerable<int> Numbers => _many is not null ? _many : _few is null ? [] : new ArraySegment<int>(_few, 0, Count);

    /// <summary>Adds a number.</summary>
    public void Add(int number)
    {
        if (_many is not null)
        {
            _many.Add(number);
            Count = _many.Count;
            return;
        }

        _few ??= new int[1];
        if (Array.IndexOf(_few, number, 0, Count) >= 0) return;
        if (Count == Few)
        {
            _many = [.. _few, number];
            _few = null;
        }
        else
        {
            if (Count == _few.Length) Array.Resize(ref _few, Count * 2);
            _few[Count] = number;
        }

        Count++;
    }
}
