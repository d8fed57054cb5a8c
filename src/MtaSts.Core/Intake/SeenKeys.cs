using System;
using System.Collections.Generic;
using MtaSts.TlsRpt;

namespace MtaSts.Intake;

/// <summary>Keys of what was received, in the order in which it came. Beyond the limit the oldest are forgotten.</summary>
public sealed class SeenKeys
{
    private readonly HashSet<ContentKey> _keys = [];
    private readonly List<ContentKey> _order = [];
    private readonly int _most;
    private int _first; // in the list: what is before it was forgotten
    private long _removed; // from the list

    internal SeenKeys(int most) => _most = most;

    /// <summary>How many keys there are.</summary>
    public int Count => _keys.Count;

    internal IEnumerable<ContentKey> InOrder => Since(0);

    /// <summary>The place behind the last key, for <see cref="Since"/>.</summary>
    internal long Mark => _removed + _order.Count;

    /// <summary>How often keys were forgotten that were not the oldest; marks from before do not hold.</summary>
    internal int Kept { get; private set; }

    /// <summary>Whether the key is there.</summary>
    /// <param name="key">The key.</param>
    public bool Contains(ContentKey key) => _keys.Contains(key);

    /// <summary>Adds a key.</summary>
    /// <param name="key">The key.</param>
    /// <returns>False when it was there already.</returns>
    public bool Add(ContentKey key)
    {
        if (!_keys.Add(key)) return false;
        _order.Add(key);
        if (_keys.Count <= _most) return true;
        _keys.Remove(_order[_first++]);
        if (_first < _most) return true;
        _order.RemoveRange(0, _first);
        _removed += _first;
        _first = 0;
        return true;
    }

    /// <summary>Forgets all keys except these.</summary>
    /// <param name="keys">The keys to keep; those that are not there are not added.</param>
    public void Keep(ICollection<ContentKey> keys)
    {
        if (keys is null) throw new ArgumentNullException(nameof(keys));
        var kept = new List<ContentKey>();
        foreach (var key in InOrder)
        {
            if (keys.Contains(key)) kept.Add(key);
        }

        if (kept.Count == Count) return;
        Kept++;
        _order.Clear();
        _keys.Clear();
        (_first, _removed) = (0, 0);
        foreach (var key in kept) Add(key);
    }

    /// <summary>The keys that were added after a mark.</summary>
    /// <param name="mark">An earlier <see cref="Mark"/>; 0 for all keys.</param>
    internal IEnumerable<ContentKey> Since(long mark)
    {
        for (var i = (int)Math.Max(_first, mark - _removed); i < _order.Count; i++) yield return _order[i];
    }
}
