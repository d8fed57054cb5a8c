using System.IO;
using MtaSts.PowerShell.Input;
using Xunit;

namespace MtaSts.PowerShell.Tests;

public class SmallFileTests
{
    [Theory]
    [InlineData(10, "0123456789", true, "as long as it was")]
    [InlineData(12, "0123456789", true, "shorter than it was: what is there is read")]
    [InlineData(9, "0123456789", false, "longer than it was: left to a stream")]
    [InlineData(3, "", true, "emptied since")]
    public void A_file_is_read_in_one_go_unless_it_has_grown(int length, string text, bool isRead, string reason)
    {
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllText(file, text);
            using var small = SmallFile.Open(file, length);
            Assert.True(isRead == small is not null, reason);
            if (small is null) return;
            using var reader = new StreamReader(small);
            Assert.True(text == reader.ReadToEnd(), reason);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public void A_file_that_is_gone_is_an_error_of_the_file_system() =>
        Assert.Throws<FileNotFoundException>(() => SmallFile.Open(Path.Combine(Path.GetTempPath(), "mtasts-there-is-no-such-file"), 1));

    [Fact]
    public void The_content_can_be_taken_without_a_copy()
    {
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllText(file, "0123456789");
            using var small = SmallFile.Open(file, 10)!;
            Assert.True(small.TryGetBuffer(out var content));
            Assert.Equal("0123456789"u8.ToArray(), content.ToArray());
        }
        finally
        {
            File.Delete(file);
        }
    }
}
