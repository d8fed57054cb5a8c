using System.Linq;
using MtaSts.Concurrency;
using Xunit;

namespace MtaSts.Tests.Concurrency;

public class LruCacheTests
{
    [Fact]
    public void The_least_recently_used_value_is_dropped_first()
    {
        var kept = Kept(3, "abc");
        Assert.True(kept.TryGet('a', out _));
        kept.Set('d', 4);
        Assert.Equal("acd", Keys(kept));
        kept.Set('e', 5); // Keys reads a first, so a is now the oldest
        Assert.Equal("cde", Keys(kept));
    }

    [Fact]
    public void Setting_a_value_again_replaces_it_and_counts_as_a_use()
    {
        var kept = Kept(2, "ab");
        kept.Set('a', 7);
        Assert.Equal(2, kept.Count);
        kept.Set('c', 3);
        Assert.True(kept.TryGet('a', out var value));
        Assert.Equal(7, value);
        Assert.False(kept.TryGet('b', out _));
    }

    [Fact]
    public void A_removed_value_makes_room()
    {
        var kept = Kept(2, "ab");
        kept.Remove('a');
        kept.Remove('x');
        Assert.Equal(1, kept.Count);
        kept.Set('c', 3);
        Assert.Equal("bc", Keys(kept));
    }

    [Fact]
    public void A_missing_key_is_not_found()
    {
        Assert.False(Kept(2, "a").TryGet('A', out var value));
        Assert.Equal(0, value);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(5)]
    public void The_number_of_entries_never_exceeds_the_limit(int most)
    {
        var kept = new LruCache<int, int>(most);
        for (var i = 0; i < 100; i++)
        {
            kept.Set(i, i);
            Assert.InRange(kept.Count, 0, most);
        }

        Assert.Equal(most, Enumerable.Range(0, 100).Count(i => kept.TryGet(i, out _)));
    }

    private static LruCache<char, int> Kept(int most, string keys)
    {
        var kept = new LruCache<char, int>(most);
        for (var i = 0; i < keys.Length; i++) kept.Set(keys[i], i + 1);
        return kept;
    }

    /// <summary>The kept keys; reads each in alphabetical order.</summary>
    private static string Keys(LruCache<char, int> kept) => string.Concat("abcde".Where(key => kept.TryGet(key, out _)));
}
