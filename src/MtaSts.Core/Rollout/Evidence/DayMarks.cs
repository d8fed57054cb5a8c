using System;
using System.Collections.Generic;

namespace MtaSts.Rollout.Evidence;

/// <summary>Days, each marked or not, in 4 bytes each as long as they are few.</summary>
internal struct DayMarks
{
    private const int Few = 512;

    private int[]? _few; // day * 2, and 1 when it is marked, in order
    private int _count;
    private Dictionary<int, bool>? _many;

    /// <summary>Adds a day, and marks it if requested.</summary>
    public void Add(int day, bool isMarked)
    {
        if (_many is not null)
        {
            _many[day] = isMarked || _many.TryGetValue(day, out var was) && was;
            return;
        }

        _few ??= new int[1];
        var value = day * 2;
        var place = Array.BinarySearch(_few, 0, _count, value);
        if (place < 0) place = ~place; // where the day is if it is marked, or belongs
        if (place < _count && _few[place] >> 1 == day)
        {
            if (isMarked) _few[place] = value + 1;
            return;
        }

        if (_count == Few)
        {
            _many = [];
            foreach (var (known, marked) in InOrder()) _many[known] = marked;
            _many[day] = isMarked;
            _few = null;
            return;
        }

        if (_count == _few.Length) Array.Resize(ref _few, _count + Math.Max(2, _count / 4));
        Array.Copy(_few, place, _few, place + 1, _count - place);
        _few[place] = isMarked ? value + 1 : value;
        _count++;
    }

    /// <summary>The days in order, with their marks.</summary>
    public readonly List<(int Day, bool IsMarked)> InOrder()
    {
        var days = new List<(int, bool)>(_many?.Count ?? _count);
        if (_many is not null)
        {
            foreach (var day in _many) days.Add((day.Key, day.Value));
            days.Sort();
        }

        for (var i = 0; _few is not null && i < _count; i++) days.Add((_few[i] >> 1, (_few[i] & 1) != 0));
        return days;
    }

    /// <summary>A copy to which days can be added.</summary>
    public readonly DayMarks Copy() => this with { _few = (int[]?)_few?.Clone(), _many = _many is null ? null : new Dictionary<int, bool>(_many) };
}
