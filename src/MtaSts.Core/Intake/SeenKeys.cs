using System.Collections.Generic;
using MtaSts.TlsRpt;

namespace MtaSts.Intake;

/// <summary>Keys of what was received, in the order in which it came. Beyond the limit the oldest are forgotten.</summary>
public sealed class SeenKeys
{
    private readonly HashSet<ContentKey> _keys = [];
    private readonly Queue<ContentKey> _order = new();
    private readonly int _most;

    internal SeenKeys(int most) => _most = most;

    /// <summary>How many keys there are.</summary>
    public int Count => _keys.Count;

    internal IEnumerable<ContentKey> InOrder => _order;

    /// <summary>Whether the key is there.</summary>
    /// <param name="key">The key.</param>
    public bool Contains(ContentKey key) => _keys.Contains(key);

    /// <summary>Adds a key.</summary>
    /// <param name="key">The key.</param>
    /// <returns>False when it was there already.</returns>
    public bool Add(ContentKey key)
    {
        if (!_keys.Add(key)) return false;
        _order.Enqueue(key);
        if (_order.Count > _most) _keys.Remove(_order.Dequeue());
        return true;
    }

    /// <summary>Forgets all keys except these.</summary>
    /// <param name="keys">The keys to keep; those that are not there are not added.</param>
    public void Keep(ICollection<ContentKey> keys)
    {
        var kept = new List<ContentKey>();
        foreach (var key in _order)
        {
            if (keys.Contains(key)) kept.Add(key);
        }

        _order.Clear();
        _keys.Clear();
        foreach (var key in kept) Add(key);
    }
}
