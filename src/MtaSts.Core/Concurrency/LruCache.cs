using System.Collections.Generic;

namespace MtaSts.Concurrency;

/// <summary>
/// Keeps at most a number of values; the least recently used one goes first. Not thread-safe: its owner
/// locks.
/// </summary>
/// <typeparam name="TKey">The key of a value.</typeparam>
/// <typeparam name="TValue">What is kept.</typeparam>
/// <param name="most">How many are kept; 0 for none.</param>
internal sealed class LruCache<TKey, TValue>(int most)
    where TKey : notnull
{
    private readonly Dictionary<TKey, LinkedListNode<KeyValuePair<TKey, TValue>>> _nodes = [];
    private readonly LinkedList<KeyValuePair<TKey, TValue>> _byUse = new();

    public int Count => _nodes.Count;

    /// <summary>Finds a value, which counts as a use.</summary>
    public bool TryGet(TKey key, out TValue? value)
    {
        value = default;
        if (!_nodes.TryGetValue(key, out var node)) return false;
        _byUse.Remove(node);
        _byUse.AddFirst(node);
        value = node.Value.Value;
        return true;
    }

    /// <summary>Keeps a value in place of an older one under its key, and drops what exceeds the limit.</summary>
    public void Set(TKey key, TValue value)
    {
        Remove(key);
        _nodes.Add(key, _byUse.AddFirst(new KeyValuePair<TKey, TValue>(key, value)));
        if (_nodes.Count > most) Remove(_byUse.Last!.Value.Key);
    }

    public void Remove(TKey key)
    {
        if (!_nodes.TryGetValue(key, out var node)) return;
        _nodes.Remove(key);
        _byUse.Remove(node);
    }
}
