using System;
using System.Collections.Generic;

namespace MtaSts.Rollout.Evidence;

/// <summary>The days of a domain. They are kept in order while they are few; a stranger who invents dates costs no more time than others.</summary>
internal sealed class EvidenceDays
{
    private const int Few = 512;

    private EvidenceDay[] _days = new EvidenceDay[1];
    private int _count;
    private Dictionary<int, int>? _places; // once there are too many to move them

    /// <summary>The day of this number, which may be new.</summary>
    public ref EvidenceDay At(int number)
    {
        var place = Find(number);
        if (place >= 0) return ref _days[place];
        place = _places is null ? ~place : _count;
        // Months of days come one after the other, and few domains have years.
        if (_count == _days.Length) Array.Resize(ref _days, _count + Math.Max(2, _count / 4));
        if (place < _count) Array.Copy(_days, place, _days, place + 1, _count - place);
        _days[place] = new EvidenceDay(number);
        _count++;
        if (_places is not null) _places[number] = place;
        else if (_count > Few) Index();
        return ref _days[place];
    }

    /// <summary>The day of this number, or an empty one.</summary>
    public EvidenceDay Get(int number) => Find(number) is int place and >= 0 ? _days[place] : new EvidenceDay(number);

    /// <summary>All days in order.</summary>
    public EvidenceDay[] InOrder()
    {
        var days = new EvidenceDay[_count];
        Array.Copy(_days, days, _count);
        if (_places is not null) Array.Sort(days, (a, b) => a.Number.CompareTo(b.Number));
        return days;
    }

    private void Index()
    {
        _places = [];
        for (var place = 0; place < _count; place++) _places[_days[place].Number] = place;
    }

    /// <summary>Where a day is; less than 0 when it is not there, and then the complement of where it belongs.</summary>
    private int Find(int number)
    {
        if (_places is not null) return _places.TryGetValue(number, out var place) ? place : -1;
        int low = 0, high = _count - 1;
        if (high >= 0 && _days[high].Number < number) return ~_count;
        while (low <= high)
        {
            var middle = (low + high) / 2;
            if (_days[middle].Number == number) return middle;
            if (_days[middle].Number < number) low = middle + 1;
            else high = middle - 1;
        }

        return ~low;
    }
}
