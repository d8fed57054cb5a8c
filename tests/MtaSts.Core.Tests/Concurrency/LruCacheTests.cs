using System.Linq;
using MtaSts.Concurrency;
using Xunit;

namespace MtaSts.Tests.Concurrency;

public class LruCacheTests
{
    [Fact]
    public void What_was_not_used_for_longest_goes_first()
    {
        var kept = Kept(3, "abc");
        Assert.True(kept.TryGet('a', out _));
        kept.Set('d', 4);
        Assert.Equal("acd", Keys(kept));
        kept.Set('e', 5); // Keys looked at a first, so a is now the oldest
        Assert.Equal("cde", Keys(kept));
    }

    [Fact]
    public void A_value_that_is_set_again_is_the_newer_one_and_was_just_used()
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
    public void What_was_removed_makes_room()
    {
        var kept = Kept(2, "ab");
        kept.Remove('a');
        kept.Remove('x');
        Assert.Equal(1, kept.Count);
        kept.Set('c', 3);
        Assert.Equal("bc", Keys(kept));
    }

    [Fact]
    public void What_is_not_there_is_not_found()
    {
        Assert.False(Kept(2, "a").TryGet('A', out var value));
        Assert.Equal(0, value);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(5)]
    public void There_are_never_more_than_may_be(int most)
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

    /// <summary>Which are kept; looks each up, in the order of the alphabet.</summary>
    private static string Keys(LruCache<char, int> kept) => string.Concat("abcde".Where(key => kept.TryGet(key, out _)));
}
