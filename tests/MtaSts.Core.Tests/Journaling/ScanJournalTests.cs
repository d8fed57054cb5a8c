using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Threading;
using System.Threading.Tasks;
using MtaSts.Journaling;
using Xunit;

namespace MtaSts.Tests.Journaling;

/// <summary>The file: what is kept after a kill, what is refused, when a new scan begins.</summary>
public sealed class ScanJournalTests : IDisposable
{
    private const string Foreign = "does not begin with a journal header";

    private readonly string _folder = Directory.CreateTempSubdirectory("mtasts-journal-").FullName;

    private string FilePath => Path.Combine(_folder, "scan.jsonl");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_journal_that_is_cut_off_at_any_byte_has_every_result_before_the_cut()
    {
        var ends = Write("a.test", "b.test", "c.test");
        var whole = File.ReadAllBytes(FilePath);
        for (var length = 0; length <= whole.Length; length++)
        {
            // Every byte of the header and around the ends of lines, and some of those inside them.
            if (length > 100 && length % 37 != 0 && !ends.Any(end => Math.Abs(end - length) < 25)) continue;
            File.WriteAllBytes(FilePath, whole[..length]);
            using (var journal = Open())
            {
                var expected = ends.Count(end => end <= length);
                Assert.Equal(expected, journal.Count);
                Assert.Equal(expected >= 2, journal.TryFind("b.test", "", out var entry));
                if (expected >= 2) Same.As(MadeResult.Of("b.test"), journal.Read(entry));
                journal.Append("", MadeResult.Of("d.test"));
            }

            using var again = Open();
            Assert.True(again.TryFind("d.test", "", out var added));
            Same.As(MadeResult.Of("d.test"), again.Read(added));
            Assert.Equal(0, again.RemovedBytes);
        }
    }

    [Fact]
    public void A_changed_byte_before_another_line_is_found_and_the_file_is_left_alone()
    {
        var ends = Write("a.test", "b.test", "c.test");
        var whole = File.ReadAllBytes(FilePath);
        var random = new Random(1);
        for (var round = 0; round < 300; round++)
        {
            var changed = (byte[])whole.Clone();
            var at = random.Next((int)ends[1] - 1);
            changed[at] ^= (byte)(1 << random.Next(7));
            File.WriteAllBytes(FilePath, changed);
            var error = Assert.Throws<JournalException>(() => Open().Dispose());
            Assert.Contains(at == 0 ? Foreign : "", error.Message, StringComparison.Ordinal);
            Assert.Equal(changed, File.ReadAllBytes(FilePath));
        }
    }

    [Fact]
    public void The_message_about_a_damaged_line_names_the_line()
    {
        Write("a.test", "b.test", "c.test");
        File.WriteAllText(FilePath, File.ReadAllText(FilePath).Replace("Seen at b.test", "Seen at x.test"));
        Assert.Contains("Line 3 is damaged", Assert.Throws<JournalException>(() => Open().Dispose()).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("DomainName,Status\ncontoso.test,Pass\n", Foreign)] // the results themselves
    [InlineData("DomainName,Status", Foreign)]
    [InlineData("{\"format\":\"MtaSts intake state\",\"version\":1,\"source\":\"x\"}", Foreign)]
    [InlineData("{}", Foreign)]
    [InlineData("\n", Foreign)]
    [InlineData("\0\0\0\0", Foreign)]
    [InlineData("\ufeff\ufeff{\"format\":\"MtaSts journal\",\"version\":1}\n", Foreign)]
    [InlineData("{\"format\":\"MtaSts journal\",\"version\":1}\r{\"domain\":\"a.test\"}\r", "Its lines end in CR only")]
    [InlineData("{\"format\":\"MtaSts journal\",\"version\":2,\"next\":[]}\n", "has version 2")]
    [InlineData("{\"format\":\"MtaSts journal\",\"version\":1,\"begun\":\"2026-11-28T06:00:00Z\",\"settings\":{}}\n", "Line 1 is damaged")] // no checksum
    [InlineData("{\"format\":\"MtaSts journal\",\"version\":1\n", "Line 1 is damaged")]
    [InlineData("{\"format\":\"MtaSts journal\",\"version\":true}\n", Foreign)]
    public void A_foreign_or_damaged_file_is_refused_with_the_reason_and_left_alone(string text, string reason)
    {
        File.WriteAllText(FilePath, text);
        var before = File.ReadAllBytes(FilePath);
        var error = Assert.Throws<JournalException>(() => Open(maxAgeHours: 0).Dispose());
        Assert.Equal(JournalFault.Unreadable, error.Reason);
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
        Assert.Equal(before, File.ReadAllBytes(FilePath));
        Assert.Equal([FilePath], Directory.GetFileSystemEntries(_folder));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(10)]
    [InlineData(70_000)]
    public void A_large_foreign_file_without_a_line_ending_is_refused(int zeros)
    {
        File.WriteAllText(FilePath, "x" + new string('0', zeros));
        Assert.Throws<JournalException>(() => Open().Dispose());
    }

#if NET // .NET Framework does not count what a thread allocates
    [Fact]
    public void A_line_without_end_is_refused_before_it_fills_the_memory()
    {
        Write("a.test");
        using (var stream = new FileStream(FilePath, FileMode.Append))
            for (var i = 0; i < 40; i++) stream.Write(new byte[1024 * 1024]);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Throws<JournalException>(() => Open().Dispose());
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 64L * 1024 * 1024);
    }
#endif

    [Fact]
    public void A_second_process_is_refused_while_the_first_one_writes_and_not_afterwards()
    {
        using (var first = Open())
        {
            var error = Assert.Throws<JournalException>(() => Open().Dispose());
            Assert.Equal(JournalFault.InUse, error.Reason);
            first.Append("", MadeResult.Of("a.test"));
        }

        using var second = Open();
        Assert.Equal(1, second.Count);
    }

    [Fact]
    public async Task Results_that_come_at_once_are_all_kept()
    {
        using (var journal = Open())
        {
            await Task.WhenAll(Enumerable.Range(0, 4).Select(part => Task.Run(() =>
            {
                for (var i = 0; i < 200; i++)
                {
                    journal.Append("", MadeResult.Of($"d{part}-{i}.test"));
                    Assert.True(journal.TryFind($"d{part}-{i / 2}.test", "", out var entry));
                    Assert.Equal($"d{part}-{i / 2}.test", journal.Read(entry).DomainName);
                }
            })));
        }

        using var again = Open();
        Assert.Equal(800, again.Count);
    }

    [Fact]
    public void The_last_result_of_a_domain_counts()
    {
        using (var journal = Open())
        {
            journal.Append("", MadeResult.Of("a.test", TestStatus.Unknown, UnknownCause.DnsTimeout));
            journal.Append("", MadeResult.Of("b.test"));
            journal.Append("", MadeResult.Of("a.test", TestStatus.Fail));
        }

        using var again = Open();
        Assert.Equal(2, again.Count);
        Assert.True(again.TryFind("a.test", "", out var entry));
        Assert.False(entry.IsUnknown);
        Assert.Equal(TestStatus.Fail, again.Read(entry).Status);
    }

    [Fact]
    public void Unknown_results_are_marked()
    {
        using (var journal = Open()) journal.Append("", MadeResult.Of("a.test", TestStatus.Unknown, UnknownCause.MxUnreachable));
        using var again = Open();
        Assert.True(again.TryFind("a.test", "", out var entry));
        Assert.True(entry.IsUnknown);
        Assert.Equal(UnknownCause.MxUnreachable, again.Read(entry).UnknownCause);
    }

    [Theory]
    [InlineData(11, true)]
    [InlineData(12, false)]
    [InlineData(1000, false)]
    [InlineData(-20, true)] // the clock of another machine
    [InlineData(-30, false)] // begun under a wrong clock
    public void A_journal_is_continued_until_it_is_old(int hoursLater, bool isContinued)
    {
        Write("a.test");
        using (var journal = Open(MadeResult.Now.AddHours(hoursLater)))
        {
            Assert.Equal(isContinued ? 1 : 0, journal.Count);
            Assert.Equal(isContinued ? MadeResult.Now : MadeResult.Now.AddHours(hoursLater), journal.Begun);
        }

        Assert.Equal(!isContinued, File.Exists(FilePath + ".old"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void An_old_journal_is_kept_beside_the_new_one_whatever_its_settings_were(bool isComplete)
    {
        using (var journal = Open(settings: "off"))
        {
            journal.Append("", MadeResult.Of("a.test"));
            if (isComplete) journal.AppendSummary(new ScanTally(), MadeResult.Now);
        }

        var before = File.ReadAllBytes(FilePath);
        File.WriteAllText(FilePath + ".old", "{\"format\":\"MtaSts journal\",\"version\":1,…"); // an older one
        using (var journal = Open(MadeResult.Now.AddDays(2), settings: "on"))
        {
            Assert.Equal(new OldJournal(FilePath + ".old", MadeResult.Now, isComplete), journal.Old);
            journal.Append("", MadeResult.Of("b.test"));
        }

        Assert.Equal(before, File.ReadAllBytes(FilePath + ".old"));
    }

    [Fact]
    public void A_foreign_file_in_the_place_of_the_old_journal_is_not_replaced()
    {
        Write("a.test");
        File.WriteAllText(FilePath + ".old", "mine");
        var error = Assert.Throws<JournalException>(() => Open(MadeResult.Now.AddDays(2)).Dispose());
        Assert.Contains("'scan.jsonl.old'", error.Message, StringComparison.Ordinal);
        Assert.Equal("mine", File.ReadAllText(FilePath + ".old"));
        using var journal = Open();
        Assert.Equal(1, journal.Count);
    }

    [Fact]
    public void Other_settings_are_refused_and_named()
    {
        Open(settings: "off").Dispose();
        var error = Assert.Throws<JournalException>(() => Open(settings: "on").Dispose());
        Assert.Equal(JournalFault.OtherSettings, error.Reason);
        Assert.Contains("-SkipStartTls was off and is now on", error.Message, StringComparison.Ordinal);
        Open(settings: "off").Dispose();
    }

    [Fact]
    public void A_summary_is_not_a_result_and_a_scan_can_go_on_after_it()
    {
        using (var journal = Open())
        {
            journal.Append("", MadeResult.Of("a.test"));
            journal.AppendSummary(Tally(MadeResult.Of("a.test", TestStatus.Unknown, UnknownCause.DnsTimeout)), MadeResult.Now);
            journal.Append("", MadeResult.Of("b.test"));
        }

        Assert.Contains(
            "{\"summary\":{\"ended\":\"2026-11-28T06:00:00Z\",\"domains\":1,\"statuses\":{\"Unknown\":1},\"unknown\":{\"DnsTimeout\":1}}",
            File.ReadAllText(FilePath), StringComparison.Ordinal);
        using var again = Open();
        Assert.Equal(2, again.Count);
    }

    [Fact]
    public void What_an_escape_sequence_in_a_line_of_somebody_else_does_is_made_visible()
    {
        var result = MadeResult.Of("a.test");
        using var journal = Open();
        var check = result.Checks[0];
        journal.Append("", new TestResult
        {
            DomainName = "a.test", Status = TestStatus.Fail, SenderAction = SenderAction.Deliver, Tested = MadeResult.Now,
            Checks = MtaSts.Text.ReadableList.ToReadableList<Check>(
                [new Check { Id = check.Id, Title = check.Title, Status = CheckStatus.Fail, Detail = "\u001b[2J", Reference = "" }]),
        });
        Assert.True(journal.TryFind("a.test", "", out var entry));
        Assert.Equal("\\u001b[2J", journal.Read(entry).Checks[0].Detail);
    }

    [Fact]
    public void JSON_that_is_not_a_result_of_this_version_is_an_exception_of_the_journal()
    {
        var line = JournalLine.Create(json =>
            json.Member("domain", "a.test").Member("status", "Pass").BeginObject("result").Member("Status", "Fine").EndObject());
        Open().Dispose();
        using (var stream = new FileStream(FilePath, FileMode.Append)) stream.Write(line);
        using var journal = Open();
        Assert.True(journal.TryFind("a.test", "", out var entry));
        Assert.Contains("'$.result.Status' is not a TestStatus", Assert.Throws<JournalException>(() => journal.Read(entry)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\n", true)]
    [InlineData("\r\n", false)]
    [InlineData("\r\n", true)]
    [InlineData("\n\n", false)] // empty lines
    [InlineData("\r\n\r\n", true)]
    public void A_journal_that_an_editor_saved_with_CRLF_or_a_byte_order_mark_is_continued(string lineEnd, bool hasMark)
    {
        Write("a.test", "b.test");
        var text = File.ReadAllText(FilePath).Replace("\n", lineEnd);
        File.WriteAllText(FilePath, text, new System.Text.UTF8Encoding(hasMark));
        using (var journal = Open())
        {
            Assert.Equal(2, journal.Count);
            Assert.Equal(0, journal.RemovedBytes);
            Assert.True(journal.TryFind("b.test", "", out var entry));
            Same.As(MadeResult.Of("b.test"), journal.Read(entry));
            journal.Append("", MadeResult.Of("c.test"));
            journal.AppendSummary(new ScanTally(), MadeResult.Now);
        }

        File.WriteAllText(FilePath, File.ReadAllText(FilePath), new System.Text.UTF8Encoding(hasMark)); // reading removes the mark
        using (var again = Open())
        {
            Assert.Equal(3, again.Count);
            Assert.True(again.IsComplete);
            Assert.True(again.TryFind("c.test", "", out var added));
            Same.As(MadeResult.Of("c.test"), again.Read(added));
        }

        File.WriteAllText(FilePath, File.ReadAllText(FilePath).Replace("\r", "").Replace("\n", "\r\n"), new System.Text.UTF8Encoding(hasMark));
        using var old = Open(MadeResult.Now.AddDays(2));
        Assert.True(old.Old!.IsComplete);
        old.Dispose();
        using var second = Open(MadeResult.Now.AddDays(4)); // the one before has a mark, and is a journal
        Assert.False(second.Old!.IsComplete);
    }

    [Fact]
    public void A_journal_saved_as_UTF_16_is_refused_with_the_reason()
    {
        Write("a.test");
        File.WriteAllText(FilePath, File.ReadAllText(FilePath), System.Text.Encoding.Unicode);
        Assert.Contains("It is UTF-16 text", Assert.Throws<JournalException>(() => Open().Dispose()).Message, StringComparison.Ordinal);
    }

#if !CORE_NETSTANDARD // on Windows alone that build follows links
    [Fact]
    public void A_link_is_followed_and_stays_a_link()
    {
        var target = Path.Combine(_folder, "share.jsonl");
        File.CreateSymbolicLink(FilePath, "middle.jsonl");
        File.CreateSymbolicLink(Path.Combine(_folder, "middle.jsonl"), target);
        Write("a.test"); // the target does not exist yet
        using (var old = Open(MadeResult.Now.AddDays(2)))
        {
            Assert.Equal(target + ".old", old.Old!.Path);
            Assert.Equal(0, old.Count);
            Assert.Equal(JournalFault.InUse, Assert.Throws<JournalException>(() => ScanJournal.Open(
                target, new JournalOptions { UtcNow = MadeResult.Now.AddDays(2) }, CancellationToken.None).Dispose()).Reason);
        }

        Assert.Equal("middle.jsonl", new FileInfo(FilePath).LinkTarget);
        Assert.Null(new FileInfo(target).LinkTarget);
        Assert.False(File.Exists(FilePath + ".old"));
    }

    [Fact]
    public void Links_that_form_a_loop_are_an_error()
    {
        File.CreateSymbolicLink(FilePath, FilePath + "2");
        File.CreateSymbolicLink(FilePath + "2", FilePath);
        Assert.Throws<IOException>(() => Open().Dispose());
    }

    [Theory]
    [InlineData("to another file")]
    [InlineData("to nothing")]
    [InlineData("to itself")]
    [InlineData("delete")]
    [InlineData("replace with a file")]
    public void A_link_that_no_longer_leads_to_the_journal_is_noticed(string how)
    {
        var target = FilePath + ".target";
        File.CreateSymbolicLink(FilePath, target);
        using var journal = Open();
        journal.Append("", MadeResult.Of("a.test"));
        journal.CheckPlace();
        File.Delete(FilePath);
        if (how == "replace with a file") File.WriteAllText(FilePath, "x");
        else if (how != "delete")
            File.CreateSymbolicLink(FilePath, how switch { "to itself" => FilePath, "to nothing" => FilePath + ".none", _ => FilePath + ".2" });
        if (how == "to another file") File.WriteAllText(FilePath + ".2", "x");
        var error = Assert.Throws<JournalException>(() => journal.CheckPlace());
        Assert.Equal(JournalFault.LinkChanged, error.Reason);
        Assert.Contains($"The results of this scan are in '{target}'.", error.Message, StringComparison.Ordinal);
        File.Delete(FilePath);
        File.CreateSymbolicLink(FilePath, target);
        journal.CheckPlace();
    }

    [Fact]
    public void A_link_to_the_same_journal_on_another_way_is_fine()
    {
        File.CreateSymbolicLink(FilePath, FilePath + ".target");
        using var journal = Open();
        File.Delete(FilePath);
        File.CreateSymbolicLink(FilePath + ".2", FilePath + ".target");
        File.CreateSymbolicLink(FilePath, FilePath + ".2");
        journal.CheckPlace();
    }
#endif

    [Theory]
    [InlineData(10)]
    [InlineData(0)]
    [InlineData(1_000_000)]
    public void A_journal_whose_length_another_program_changed_is_noticed(int length)
    {
        using var journal = Open();
        journal.Append("", MadeResult.Of("a.test"));
        var stream = (FileStream)typeof(ScanJournal).GetField("_stream", BindingFlags.Instance | BindingFlags.NonPublic)!.GetValue(journal)!;
        stream.SetLength(length); // the lock keeps other streams of .NET away, and not truncate
        var error = Assert.Throws<JournalException>(() => journal.CheckPlace());
        Assert.Equal(JournalFault.Changed, error.Reason);
        Assert.Throws<IOException>(() => journal.Append("", MadeResult.Of("b.test"))); // nothing is written behind it
        Assert.Equal(length, stream.Length);
    }

    [Theory]
    [InlineData("delete")]
    [InlineData("rename")]
    [InlineData("replace")]
    [InlineData("replace with its copy")]
    [InlineData("replace with a folder")]
    public void A_journal_that_is_gone_while_it_is_open_is_noticed(string how)
    {
        Write("a.test");
        File.Copy(FilePath, FilePath + ".2");
        using var journal = Open();
        journal.CheckPlace();
        if (how == "rename")
        {
            File.Move(FilePath, FilePath + ".1");
        }
        else
        {
            File.Delete(FilePath);
            if (how == "replace") File.WriteAllText(FilePath, "x");
            else if (how == "replace with a folder") Directory.CreateDirectory(FilePath);
            else if (how != "delete") File.Move(FilePath + ".2", FilePath);
        }

        journal.Append("", MadeResult.Of("b.test"));
        var error = Assert.Throws<JournalException>(() => journal.CheckPlace());
        Assert.Equal(JournalFault.Gone, error.Reason);
        Assert.Contains("the results of this scan are not in it", error.Message, StringComparison.Ordinal);
        var noticed = Assert.Throws<JournalException>(() =>
        {
            for (var i = 0; i < 300; i++) journal.Append("", MadeResult.Of($"d{i}.test"));
        });
        Assert.Equal(JournalFault.Gone, noticed.Reason);
        Assert.True(journal.TryFind("a.test", "", out var entry));
        Same.As(MadeResult.Of("a.test"), journal.Read(entry));
    }

    private static ScanTally Tally(params TestResult[] results)
    {
        var tally = new ScanTally();
        foreach (var result in results) tally.Add(result);
        return tally;
    }

    /// <summary>Writes a journal of these domains.</summary>
    /// <returns>Where the line of each one ends.</returns>
    private List<long> Write(params string[] domains)
    {
        using var journal = Open();
        var ends = new List<long>();
        foreach (var domain in domains)
        {
            journal.Append("", MadeResult.Of(domain));
            Assert.True(journal.TryFind(domain, "", out var entry));
            ends.Add(entry.Offset + entry.Length + 1);
        }

        return ends;
    }

    private ScanJournal Open(DateTime? now = null, int maxAgeHours = JournalOptions.DefaultMaxAgeHours, string settings = "off") => ScanJournal.Open(
        FilePath,
        new JournalOptions { UtcNow = now ?? MadeResult.Now, MaxAge = TimeSpan.FromHours(maxAgeHours), Settings = [new("-SkipStartTls", settings)] },
        CancellationToken.None);
}
