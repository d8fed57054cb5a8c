using System;
using System.Linq;
using MtaSts.Tests.Support;
using MtaSts.Text;
using Xunit;

namespace MtaSts.Tests.Text;

public class SafeTextTests
{
    [Theory]
    [InlineData(null, 2, "")]
    [InlineData("", 2, "")]
    [InlineData("a", 2, "a")]
    [InlineData("a b", 2, "a; b")]
    [InlineData("a b c", 2, "a; b and 1 more")]
    [InlineData("a\u001b c d", 1, "a\\u001b and 2 more")]
    public void The_first_items_of_a_list_are_shown_with_the_number_of_the_others(string? items, int most, string expected) =>
        Assert.Equal(expected, SafeText.Show(items?.Split(' ', StringSplitOptions.RemoveEmptyEntries), most));

    [Theory]
    [InlineData(null, "", "null")]
    [InlineData("", "", "nothing")]
    [InlineData("plain text, 'quotes' \\ too", "plain text, 'quotes' \\ too", "nothing to change")]
    [InlineData("bücher 例え", "bücher 例え", "non-ASCII letters")]
    [InlineData("😀", "😀", "a surrogate pair")]
    [InlineData("a\u001b[31mb", "a\\u001b[31mb", "an escape sequence")]
    [InlineData("a\r\nb\tc\0", "a\\u000d\\u000ab\\u0009c\\u0000", "line ends, tab and NUL")]
    [InlineData("a\u3164b\u115f\u1160\uffa0", "a\\u3164b\\u115f\\u1160\\uffa0", "fillers of Hangul")]
    [InlineData("\u034f\u180e\u180b\u17b4\u17b5", "\\u034f\\u180e\\u180b\\u17b4\\u17b5", "joiner, Mongolian and Khmer signs that nothing shows")]
    [InlineData("\u2800\ufe0f\ufe00", "\\u2800\\ufe0f\\ufe00", "empty braille pattern, variation selectors")]
    [InlineData("\ufff9\ufffb\ufffd", "\\ufff9\\ufffb\ufffd", "interlinear annotation; the replacement character stays")]
    [InlineData("\ud834\udd73\ud834\udd72", "\\ud834\\udd73\ud834\udd72", "a musical format control; the sign before it stays")]
    [InlineData("\ud82f\udca0", "\\ud82f\\udca0", "a shorthand format control")]
    [InlineData("\u007f\u009b", "\\u007f\\u009b", "DEL and C1")]
    [InlineData("a\u202eb\u2066c", "a\\u202eb\\u2066c", "bidirectional overrides")]
    [InlineData("a\u200bb\ufeff\u00ad", "a\\u200bb\\ufeff\\u00ad", "invisible characters")]
    [InlineData("\U000e0041", "\\udb40\\udc41", "a tag character")]
    public void Unsafe_characters_become_visible(string? text, string expected, string reason) => Assert.True(expected == SafeText.Clean(text), reason);

    [Fact]
    public void Half_a_surrogate_pair_becomes_visible()
    {
        Assert.Equal("\\ud83d", SafeText.Clean("\ud83d"));
        Assert.Equal("\\ude00\\ud83d", SafeText.Clean("\ude00\ud83d")); // reversed order
    }

    [Fact]
    public void Any_text_is_safe_afterwards_and_safe_text_is_unchanged() => Any.Hold(Any.Text, text =>
    {
        var clean = SafeText.Clean(text);
        Assert.Same(clean, SafeText.Clean(clean));
        Assert.DoesNotContain(clean, c => char.IsControl(c));
        if (text.All(c => c is >= ' ' and <= '~')) Assert.Same(text, clean);
    });

    [Fact]
    public void Lists_numbers_and_null_are_shown_as_text()
    {
        Assert.Equal("a; b\\u001b", SafeText.Show(new ReadableList<string>(["a", "b\u001b"])));
        Assert.Equal("5", SafeText.Show(5));
        Assert.Equal("", SafeText.Show(null));
    }

    [Fact]
    public void A_long_text_is_shortened_and_marked_as_such()
    {
        Assert.Equal("", SafeText.Excerpt(null));
        Assert.Equal(new string('a', 60), SafeText.Excerpt(new string('a', 60)));
        Assert.Equal(new string('a', 60) + "…", SafeText.Excerpt(new string('a', 61)));
        Assert.Equal("ab…", SafeText.Excerpt("abc", 2));
        Assert.Equal("a\\ud83d…", SafeText.Excerpt("a😀", 2)); // half of a pair is escaped
    }

    [Fact]
    public void Any_excerpt_has_a_maximum_length() => Any.Hold(Any.Text, text => Assert.InRange(SafeText.Excerpt(text, 10).Length, 0, (10 * 6) + 1));
}
