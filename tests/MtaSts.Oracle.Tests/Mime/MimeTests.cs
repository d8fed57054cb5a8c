using System;
using System.Linq;
using System.Text;
using Xunit;

namespace MtaSts.Oracle.Mime;

/// <summary>The module's MIME reader finds the same parts, names and contents as MimeKit.</summary>
public class MimeTests
{
    private const int Messages = 3000;

    [Fact]
    public void Messages_have_the_same_parts_that_MimeKit_finds()
    {
        for (var seed = 0; seed < Messages; seed++)
        {
            var message = new RandomMail(seed).Make();
            var wanted = Leaf.ByMimeKit(message).ToList();
            var found = Leaf.ByModule(message).ToList();
            Assert.True(
                wanted.SequenceEqual(found),
                $"seed {seed}\nMimeKit: {string.Join("\n         ", wanted)}\nmodule: "
                    + $" {string.Join("\n         ", found)}\n\n{Encoding.Latin1.GetString(message)}");
        }
    }
}
