using System;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MtaSts.Files;
using Xunit;

namespace MtaSts.Tests.Files;

public sealed class LockFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mtasts-lock-").FullName;

    private string FilePath => Path.Combine(_folder, ".lock");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(0, 1)]
    [InlineData(-1, 0x100000)]
    [InlineData(0x7FFFFFFF, 0x100000)]
    [InlineData(0xFFFFE, 0xFFFFF)]
    public void A_held_file_never_has_the_length_of_a_new_one(int random, int length) => Assert.Equal(length, LockFile.TokenOf(random));

    [Fact]
    public void A_second_one_is_refused_until_the_first_is_released()
    {
        using (LockFile.Take(FilePath)) Assert.Throws<IOException>(() => LockFile.Take(FilePath));
        Assert.Empty(Directory.GetFileSystemEntries(_folder));
        using (LockFile.Take(FilePath)) Assert.True(File.Exists(FilePath));
    }

    [Fact]
    public void The_file_of_a_killed_process_is_used_again()
    {
        File.WriteAllText(FilePath, "left behind");
        using (LockFile.Take(FilePath)) Assert.Throws<IOException>(() => LockFile.Take(FilePath));
        Assert.Empty(Directory.GetFileSystemEntries(_folder));
    }

    [Fact]
    public void Releasing_it_twice_leaves_the_next_holder_alone()
    {
        var first = LockFile.Take(FilePath);
        first.Dispose();
        using var second = LockFile.Take(FilePath);
        first.Dispose();
        Assert.True(File.Exists(FilePath));
        Assert.Throws<IOException>(() => LockFile.Take(FilePath));
    }

    [Fact]
    public async Task Never_two_hold_it_however_they_come_and_go()
    {
        var (holders, most, taken) = (0, 0, 0);
        void Run()
        {
            for (var round = 0; round < 3_000; round++)
            {
                LockFile held;
                try
                {
                    held = LockFile.Take(FilePath);
                }
                catch (IOException)
                {
                    continue;
                }

                using (held)
                {
                    var now = Interlocked.Increment(ref holders);
                    if (now > Volatile.Read(ref most)) Volatile.Write(ref most, now);
                    Interlocked.Increment(ref taken);
                    Thread.Yield();
                    Interlocked.Decrement(ref holders);
                }
            }
        }

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(Run)));
        Assert.Equal((0, 1), (holders, most));
        Assert.True(taken > 0);
    }
}
