using System;
using System.IO;
using System.Linq;
using System.Text;
using MtaSts.Intake;
using MtaSts.TlsRpt;
using Xunit;

namespace MtaSts.Tests.Intake;

/// <summary>The file: what is read, what is refused, and how it is written.</summary>
public sealed class IntakeStateFileTests : IDisposable
{
    private const string Header = "{\"format\":\"MtaSts intake state\",\"version\":1,\"source\":\"mailbox\"";
    private static readonly DateTime Now = new(2026, 11, 28, 6, 0, 0, DateTimeKind.Utc);

    private readonly string _folder = Directory.CreateTempSubdirectory("mtasts-intake-").FullName;

    private string FilePath => Path.Combine(_folder, "state.json");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

#if !CORE_NETSTANDARD // on Windows alone that build follows links
    [Fact]
    public void A_link_is_followed_and_stays_a_link()
    {
        var share = Directory.CreateDirectory(Path.Combine(_folder, "share")).FullName;
        File.CreateSymbolicLink(FilePath, Path.Combine("share", "state.json"));
        for (var run = 0; run < 2; run++)
        {
            using var file = IntakeStateFile.Open(FilePath, "mailbox");
            Assert.Equal(run == 0, file.IsNew);
            Assert.Equal(Path.Combine(share, "state.json"), file.FullPath);
            file.Save(Now);
        }

        Assert.NotNull(new FileInfo(FilePath).LinkTarget);
        using (var file = IntakeStateFile.Open(FilePath, "mailbox"))
        {
            Assert.True(file.IsWhereLinkLeads);
            File.Delete(FilePath);
            Assert.False(file.IsWhereLinkLeads);
            File.CreateSymbolicLink(FilePath, Path.Combine(share, "other.json"));
            Assert.False(file.IsWhereLinkLeads);
            file.Save(Now);
        }

        Assert.Equal([Path.Combine(share, "state.json")], Directory.GetFileSystemEntries(share));
    }
#endif

    [Theory]
    [InlineData(Header + "}")]
    [InlineData(Header + "} \t\r\n \n\n")]
    [InlineData("\ufeff" + Header + ",\r\n  \"pending\": [ ] }\r\n")] // an editor's byte order mark and layout
    [InlineData(Header + ",\"cursor\":\"https://graph.microsoft.com/v1.0/x\",\"messages\":[\"AAAAAAAAAAAAAAAAAAAAAA\"]}")]
    public void A_state_is_read(string text)
    {
        File.WriteAllText(FilePath, text);
        using var file = IntakeStateFile.Open(FilePath, "mailbox");
        Assert.False(file.IsNew);
    }

    [Fact]
    public void A_state_that_was_saved_as_UTF_16_is_named_as_that()
    {
        foreach (var encoding in new[] { Encoding.Unicode, Encoding.BigEndianUnicode })
        {
            File.WriteAllText(FilePath, Header + "}", encoding);
            var error = Assert.Throws<IntakeException>(() => IntakeStateFile.Open(FilePath, "mailbox"));
            Assert.Contains("save it as UTF-8", error.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("", "It is empty.")]
    [InlineData("\0\0\0\0", "damaged")]
    [InlineData("[]", "does not begin with the header of a state file")]
    [InlineData("{\"organization-name\":\"Contoso\"}", "does not begin with the header of a state file")]
    [InlineData("{\"format\":\"MtaSts baseline\",\"version\":1,\"domains\":0}", "does not begin with the header of a state file")]
    [InlineData("{\"format\":\"MtaSts intake state\",\"version\":2,\"source\":\"mailbox\"}", "has version 2")]
    [InlineData("{\"format\":\"MtaSts intake state\",\"version\":1,\"cursor\":\"\"}", "'source' is missing")]
    [InlineData("{\"format\":\"MtaSts intake state\",\"version\":1,\"source\":\"\"}", "'source' is empty")]
    [InlineData(Header, "cut off")]
    [InlineData(Header + ",\"messages\":[\"AAAA", "cut off")]
    [InlineData(Header + ",\"messages\":[\"AAAA\"]}", "'$.messages[0]' is not a key")]
    [InlineData(Header + ",\"messages\":[\"AAAAAAAAAAAAAAAAAAAAAB\"]}", "is not a key")] // bits that no key has
    [InlineData(Header + ",\"reports\":7}", "'$.reports' is not a list")]
    [InlineData(Header + ",\"updated\":\"yesterday\"}", "is not a valid time")]
    [InlineData(Header + ",\"pending\":[{\"subject\":\"x\"}]}", "has no id")]
    [InlineData(Header + ",\"pending\":[\"x\"]}", "is not a JSON object")]
    [InlineData(Header + ",\"mine\":1}", "'$.mine' is not known")]
    [InlineData(Header + "}<<<<<<< HEAD", "text after the JSON object")] // a merge conflict
    [InlineData(Header + "}\n<<<<<<< HEAD", "text after the JSON object")]
    [InlineData(Header + "}\n{}", "text after the JSON object")]
    [InlineData(Header + "}{\"page\":1", "text after the JSON object")] // a page begins on a line of its own
    [InlineData("{\"format\":\"MtaSts intake state\",\"version\":1,\"source\":\"another mailbox\"}", "It belongs to another source: another mailbox")]
    public void A_damaged_or_foreign_file_is_refused_with_the_reason_and_left_alone(string text, string reason)
    {
        File.WriteAllText(FilePath, text);
        var error = Assert.Throws<IntakeException>(() => IntakeStateFile.Open(FilePath, "mailbox"));
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
        Assert.Equal(text, File.ReadAllText(FilePath));
        Assert.Equal([FilePath], Directory.GetFileSystemEntries(_folder));
    }

    [Fact]
    public void What_is_saved_is_read_again_and_nothing_else_is_left_in_the_folder()
    {
        var key = ContentKey.Of("<1@contoso.test>");
        using (var file = IntakeStateFile.Open(FilePath, "mailbox"))
        {
            Assert.True(file.IsNew);
            file.State.Pending.Add(new MailMessage("AAk=", "<b>\u202e\"", Now));
            foreach (var keys in new[] { file.State.Messages, file.State.Files, file.State.Reports }) keys.Add(key);
            file.Save(Now);
            Assert.DoesNotContain("told", File.ReadAllText(FilePath), StringComparison.Ordinal);
            file.State.Told.Add(key);
            file.Save(Now);
        }

        using (var file = IntakeStateFile.Open(FilePath, "mailbox"))
        {
            Assert.Equal(Now, file.State.Updated);
            Assert.Equal([new MailMessage("AAk=", "<b>\u202e\"", Now)], file.State.Pending);
            Assert.All([file.State.Messages, file.State.Files, file.State.Reports, file.State.Told], keys => Assert.True(keys.Contains(key)));
        }

        Assert.Equal([FilePath], Directory.GetFileSystemEntries(_folder));
        Assert.DoesNotContain("contoso", File.ReadAllText(FilePath), StringComparison.Ordinal);
    }

    [Fact]
    public void What_ended_a_run_is_kept_alone_and_is_written_once()
    {
        using (var file = IntakeStateFile.Open(FilePath, "mailbox")) file.Save(Now);
        for (var run = 1; run <= 2; run++)
        {
            using var file = IntakeStateFile.Open(FilePath, "mailbox");
            Assert.Equal(run - 1, file.State.Told.Count);
            file.State.Told.Add(Key("run" + run));
            file.Save(Now);
            file.Save(Now);
        }

        var lines = File.ReadAllLines(FilePath);
        Assert.Equal(5, lines.Length);
        Assert.Equal(2, lines.Count(line => line.Contains("\"told\"", StringComparison.Ordinal)));
        using var last = IntakeStateFile.Open(FilePath, "mailbox");
        Assert.Equal((0, 0, 0, null, (DateTime?)Now), Content(last.State));
        Assert.True(last.State.Told.Contains(Key("run1")) && last.State.Told.Contains(Key("run2")));
    }

    [Fact]
    public void One_run_at_a_time_uses_a_state()
    {
        using var file = IntakeStateFile.Open(FilePath, "mailbox");
        var error = Assert.Throws<IntakeException>(() => IntakeStateFile.Open(FilePath, "mailbox"));
        Assert.Equal("Another run is using it.", error.Message);
    }

    [Fact]
    public void What_a_killed_run_left_behind_does_not_stop_the_next_one()
    {
        File.WriteAllText(Path.Combine(_folder, ".state.json.lock"), "");
        File.WriteAllText(Path.Combine(_folder, ".state.json.tmp"), "{\"format\":\"MtaSts int");
        using (var file = IntakeStateFile.Open(FilePath, "mailbox")) file.Save(Now);
        Assert.Equal([FilePath], Directory.GetFileSystemEntries(_folder));
    }

    [Fact]
    public void A_state_that_cannot_be_written_stays_as_it_was()
    {
        using var file = IntakeStateFile.Open(FilePath, "mailbox");
        file.State.Messages.Add(Key("old"));
        file.Save(Now);
        var text = File.ReadAllText(FilePath);
        Directory.CreateDirectory(Path.Combine(_folder, ".state.json.tmp"));
        file.State.Messages.Keep([]); // needs a new file
        Assert.ThrowsAny<Exception>(() => file.Save(Now));
        Assert.Equal(text, File.ReadAllText(FilePath));
    }

    [Fact]
    public void A_save_writes_what_is_new_behind_the_state()
    {
        using (var file = IntakeStateFile.Open(FilePath, "mailbox"))
        {
            for (var i = 0; i < 1_000; i++) file.State.Messages.Add(Key("m" + i));
            file.Save(Now);
        }

        var state = File.ReadAllText(FilePath);
        using (var file = IntakeStateFile.Open(FilePath, "mailbox"))
        {
            file.State.Messages.Add(Key("new"));
            file.State.Cursor = "https://graph.microsoft.com/v1.0/x";
            file.State.Pending.Add(new MailMessage("AAk=", "late", Now));
            file.Save(Now);
            file.State.Reports.Add(Key("report"));
            file.State.Cursor = null;
            file.State.Pending.Clear();
            file.Save(Now.AddHours(1));
        }

        var text = File.ReadAllText(FilePath);
        Assert.StartsWith(state, text, StringComparison.Ordinal);
        Assert.Equal(2, text[state.Length..].Count(c => c == '\n'));
        using (var file = IntakeStateFile.Open(FilePath, "mailbox"))
        {
            Assert.Equal((1_001, 1, 0, null, Now.AddHours(1)), Content(file.State));
            Assert.True(file.State.Messages.Contains(Key("new")));
        }
    }

    [Fact]
    public void A_line_that_was_cut_off_anywhere_is_as_if_it_had_not_been_written()
    {
        using (var file = IntakeStateFile.Open(FilePath, "mailbox"))
        {
            file.State.Messages.Add(Key("1"));
            file.Save(Now);
            file.State.Messages.Add(Key("2"));
            file.Save(Now);
            file.State.Messages.Add(Key("3"));
            file.Save(Now);
        }

        var bytes = File.ReadAllBytes(FilePath);
        var last = Array.LastIndexOf(bytes, (byte)'\n', bytes.Length - 2) + 1;
        for (var length = last; length < bytes.Length; length++)
        {
            File.WriteAllBytes(FilePath, bytes[..length]);
            using (var file = IntakeStateFile.Open(FilePath, "mailbox"))
            {
                Assert.Equal(length == bytes.Length - 1 ? 3 : 2, file.State.Messages.Count); // whole without its line end
                file.State.Messages.Add(Key("4"));
                file.Save(Now);
            }

            using (var file = IntakeStateFile.Open(FilePath, "mailbox")) Assert.True(file.State.Messages.Contains(Key("4")));
        }

        File.WriteAllBytes(FilePath, [.. bytes[..last], 0, 0, 0, 0]); // after a power failure
        using (var file = IntakeStateFile.Open(FilePath, "mailbox")) Assert.Equal(2, file.State.Messages.Count);
    }

    [Fact]
    public void The_first_line_that_was_cut_off_anywhere_is_as_if_it_had_not_been_written()
    {
        using (var file = IntakeStateFile.Open(FilePath, "mailbox")) file.Save(Now);
        var state = File.ReadAllBytes(FilePath);
        using (var file = IntakeStateFile.Open(FilePath, "mailbox"))
        {
            file.State.Messages.Add(Key("1"));
            file.Save(Now);
        }

        var bytes = File.ReadAllBytes(FilePath);
        for (var length = state.Length - 1; length < bytes.Length; length++)
        {
            File.WriteAllBytes(FilePath, bytes[..length]);
            using (var file = IntakeStateFile.Open(FilePath, "mailbox"))
            {
                Assert.Equal(length == bytes.Length - 1 ? 1 : 0, file.State.Messages.Count);
                file.State.Messages.Add(Key("2"));
                file.Save(Now);
            }

            using (var file = IntakeStateFile.Open(FilePath, "mailbox")) Assert.True(file.State.Messages.Contains(Key("2")));
        }

        File.WriteAllBytes(FilePath, [.. state, 0, 0, 0, 0]);
        using (var file = IntakeStateFile.Open(FilePath, "mailbox")) Assert.Equal(0, file.State.Messages.Count);
    }

    [Theory]
    [InlineData("\"messages\":[\"", "\"messages\":[\"A", "Line 1 after the state was changed. To keep the state")] // a byte more
    [InlineData("{\"page\":1", "{\"page\":2", "Line 1 after the state")]
    [InlineData("{\"page\":2", "<<<<<<<\n{\"page\":2", "Line 2 after the state")] // a merge conflict
    [InlineData("{\"page\":1", "{}\n{\"page\":1", "text after the JSON object")]
    public void A_line_that_was_changed_is_refused(string before, string after, string reason)
    {
        using (var file = IntakeStateFile.Open(FilePath, "mailbox"))
        {
            file.Save(Now);
            file.State.Messages.Add(Key("1"));
            file.Save(Now);
            file.State.Messages.Add(Key("2"));
            file.Save(Now);
        }

        var text = File.ReadAllText(FilePath);
        var at = text.IndexOf(before, text.IndexOf('\n', StringComparison.Ordinal), StringComparison.Ordinal);
        File.WriteAllText(FilePath, text[..at] + after + text[(at + before.Length)..]);
        var error = Assert.Throws<IntakeException>(() => IntakeStateFile.Open(FilePath, "mailbox"));
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_line_that_is_missing_is_noticed()
    {
        using (var file = IntakeStateFile.Open(FilePath, "mailbox"))
        {
            for (var save = 0; save < 4; save++) file.Save(Now);
        }

        var lines = File.ReadAllLines(FilePath);
        File.WriteAllLines(FilePath, lines.Where((_, number) => number != 2));
        var error = Assert.Throws<IntakeException>(() => IntakeStateFile.Open(FilePath, "mailbox"));
        Assert.EndsWith("Page 2 is missing, or the lines are not in their order.", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\r\n")]
    [InlineData("\n\n")] // blank lines
    [InlineData("\n\ufeff")] // at the beginning
    public void Lines_that_an_editor_saved_are_read(string lineEnd)
    {
        using (var file = IntakeStateFile.Open(FilePath, "mailbox"))
        {
            file.Save(Now);
            file.State.Messages.Add(Key("1"));
            file.Save(Now);
        }

        var text = File.ReadAllText(FilePath);
        File.WriteAllText(FilePath, lineEnd != "\n\ufeff" ? text.Replace("\n", lineEnd, StringComparison.Ordinal) : "\ufeff" + text);
        for (var run = 2; run < 4; run++)
        {
            using var file = IntakeStateFile.Open(FilePath, "mailbox");
            Assert.Equal(run - 1, file.State.Messages.Count);
            file.State.Messages.Add(Key(run.ToString(System.Globalization.CultureInfo.InvariantCulture)));
            file.Save(Now);
        }
    }

    [Fact]
    public void A_file_that_was_deleted_or_changed_during_the_run_is_written_whole()
    {
        using (var file = IntakeStateFile.Open(FilePath, "mailbox"))
        {
            file.State.Messages.Add(Key("1"));
            file.Save(Now);
            File.Delete(FilePath);
            file.State.Messages.Add(Key("2"));
            file.Save(Now);
            File.AppendAllText(FilePath, "{}");
            file.State.Messages.Add(Key("3"));
            file.Save(Now);
        }

        using (var file = IntakeStateFile.Open(FilePath, "mailbox")) Assert.Equal(3, file.State.Messages.Count);
    }

    [Fact]
    public void The_file_stays_below_a_few_times_the_state_and_no_save_is_lost()
    {
        var most = 0L;
        for (var run = 0; run < 3; run++)
        {
            using var file = IntakeStateFile.Open(FilePath, "mailbox");
            Assert.Equal(run * 60_000, file.State.Messages.Count);
            for (var page = 0; page < 30; page++)
            {
                for (var i = 0; i < 2_000; i++) file.State.Messages.Add(Key($"{run}-{page}-{i}"));
                file.Save(Now);
                most = Math.Max(most, new FileInfo(FilePath).Length);
            }
        }

        using var last = IntakeStateFile.Open(FilePath, "mailbox");
        Assert.Equal(180_000, last.State.Messages.Count);
        Assert.InRange(most, 180_000 * 25, 3 * 180_000 * 25);
    }

    [Fact]
    public void The_oldest_keys_are_forgotten_beyond_the_limit()
    {
        var keys = new SeenKeys(3);
        foreach (var text in new[] { "a", "b", "a", "c", "d" }) keys.Add(ContentKey.Of(text));
        Assert.Equal([ContentKey.Of("b"), ContentKey.Of("c"), ContentKey.Of("d")], keys.InOrder);
        Assert.False(keys.Contains(ContentKey.Of("a")));
        for (var i = 0; i < 20; i++) keys.Add(Key("k" + i));
        Assert.Equal([Key("k17"), Key("k18"), Key("k19")], keys.InOrder);
        Assert.Equal((3, false, true), (keys.Count, keys.Contains(Key("k16")), keys.Contains(Key("k17"))));
        var mark = keys.Mark;
        keys.Add(Key("one"));
        keys.Add(Key("two"));
        Assert.Equal([Key("one"), Key("two")], keys.Since(mark));
    }

    [Fact]
    public void A_key_is_the_same_text_everywhere() // SHA-256 of "abc", FIPS 180-2
    {
        Assert.Equal("ungWv48Bz-pBQUDeXa4iIw", ContentKey.Of("abc").ToString());
        Assert.True(ContentKey.TryParse("ungWv48Bz-pBQUDeXa4iIw", out var key));
        Assert.Equal(ContentKey.Of("abc"), key);
    }

    private static ContentKey Key(string text) => ContentKey.Of(text);

    private static (int Messages, int Reports, int Pending, string? Cursor, DateTime? Updated) Content(IntakeState state) =>
        (state.Messages.Count, state.Reports.Count, state.Pending.Count, state.Cursor, state.Updated);
}
