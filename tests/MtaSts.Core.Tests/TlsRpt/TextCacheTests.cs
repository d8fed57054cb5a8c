using System.Globalization;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using FsCheck;
using FsCheck.Fluent;
using MtaSts.TlsRpt.Json;
using Xunit;

namespace MtaSts.Tests.TlsRpt;

public class TextCacheTests
{
    [Theory]
    [InlineData("contoso.test", true, "ASCII is shared")]
    [InlineData("x", true, "one character")]
    [InlineData("12345678", true, "exactly as much as is hashed at once")]
    [InlineData("m\u00fcnchen.test", false, "not ASCII: it is created anew")]
    public void The_second_text_is_the_first_one_again(string text, bool isShared, string reason)
    {
        var cache = new TextCache();
        var first = Of(cache, text);
        var second = Of(cache, text);
        Assert.True(text == first && text == second, reason);
        Assert.True(isShared == ReferenceEquals(first, second), reason);
    }

    [Theory]
    [InlineData(128, true)]
    [InlineData(129, false)]
    public void A_long_text_is_not_kept(int length, bool isKept)
    {
        var cache = new TextCache();
        var text = new string('a', length);
        Assert.Equal(isKept, ReferenceEquals(Of(cache, text), Of(cache, text)));
    }

    [Fact]
    public void More_texts_than_there_is_room_for_are_all_right()
    {
        var cache = new TextCache();
        for (var round = 0; round < 2; round++)
        {
            for (var i = 0; i < 20_000; i++)
            {
                var text = "host" + i.ToString(CultureInfo.InvariantCulture) + ".contoso.test";
                Assert.Equal(text, Of(cache, text));
            }
        }
    }

    [Fact]
    public void Threads_that_share_the_cache_get_their_own_texts() => Parallel.For(0, 8, _ =>
    {
        for (var i = 0; i < 5_000; i++)
        {
            var text = "t" + (i % 3_000).ToString(CultureInfo.InvariantCulture);
            Assert.Equal(text, Of(Shared, text));
        }
    });

    [Theory]
    [InlineData("a,b", "a,b", true, "the same texts")]
    [InlineData("a,b", "b,a", false, "another order")]
    [InlineData("a,b", "a", false, "fewer texts")]
    [InlineData("ab", "a,b", false, "the same characters")]
    public void A_list_of_the_same_texts_is_the_same_object(string one, string other, bool isShared, string reason)
    {
        var cache = new TextCache();
        var first = cache.ListOf([.. one.Split(',')]);
        var second = cache.ListOf([.. other.Split(',')]);
        Assert.True(one == string.Join(",", first) && other == string.Join(",", second), reason);
        Assert.True(isShared == ReferenceEquals(first, second), reason);
    }

    [Fact]
    public void More_lists_than_there_is_room_for_are_all_right()
    {
        var cache = new TextCache();
        Assert.Empty(cache.ListOf([]));
        for (var i = 0; i < 10_000; i++)
        {
            string[] texts = [.. Enumerable.Range(0, 1 + (i % 20)).Select(number => (number * i).ToString(CultureInfo.InvariantCulture))];
            Assert.Equal(texts, cache.ListOf([.. texts]));
        }
    }

    [Fact]
    public void Any_octets_give_the_text_that_UTF_8_gives() =>
        FsCheck.Check.One(Config.QuickThrowOnFailure.WithMaxTest(2000), Prop.ForAll(ArbMap.Default.ArbFor<byte[]>(), octets =>
        {
            byte[] buffer = [1, .. octets ?? [], 2];
            for (var i = 0; i < 2; i++) Assert.Equal(Encoding.UTF8.GetString(buffer, 1, buffer.Length - 2), Shared.Of(buffer, 1, buffer.Length - 2));
        }));

    private static readonly TextCache Shared = new();

    private static string Of(TextCache cache, string text)
    {
        var octets = Encoding.UTF8.GetBytes(text);
        return cache.Of([.. Enumerable.Repeat((byte)'#', 3), .. octets, (byte)'#'], 3, octets.Length);
    }
}
