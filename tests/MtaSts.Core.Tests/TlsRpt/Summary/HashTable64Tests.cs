using System.Collections.Generic;
using System.Linq;
using MtaSts.TlsRpt.Summary;
using Xunit;

namespace MtaSts.Tests.TlsRpt.Summary;

/// <summary>The table behind the ledger.</summary>
public class HashTable64Tests
{
    [Theory]
    [InlineData(0x10UL)] // all in one table, place by place
    [InlineData(0x9E3779B97F4A7C15UL)]
    public void It_remembers_every_hash_with_its_bits_and_no_other(ulong step)
    {
        var table = new HashTable64();
        var expected = new Dictionary<ulong, int>();
        for (var i = 1UL; i <= 20_000; i++)
        {
            var hash = unchecked(i * step) & ~0xFUL;
            Assert.Equal(expected.TryGetValue(hash, out var before) ? before : 0, table.Get(hash));
            var flags = 1 << (int)(i % 4);
            Assert.Equal(before, table.Set(hash, flags));
            expected[hash] = before | flags;
        }

        Assert.All(expected.Take(1000), pair => Assert.Equal(pair.Value, table.Get(pair.Key)));
        Assert.Equal(0, table.Get(unchecked(20_001UL * step) & ~0xFUL));
    }

    [Fact]
    public void The_last_four_bits_do_not_tell_hashes_apart()
    {
        var table = new HashTable64();
        table.Set(0x123456789ABCDEF0, 2);
        Assert.Equal(2, table.Get(0x123456789ABCDEFF));
    }
}
