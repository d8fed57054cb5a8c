using System;
using System.IO;
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
        Assert.Equal([Path.Combine(share, "state.json")], Directory.GetFileSystemEntries(share));
    }
#endif

    [Theory]
    [InlineData(Header + "}")]
    [InlineData("\ufeff" + Header + ",\r\n  \"pending\": [ ] }\r\n")] // an editor's byte order mark and layout
    [InlineData(Header + ",\"cursor\":\"https://graph.microsoft.com/v1.0/x\",\"messages\":[\"AAAAAAAAAAAAAAAAAAAAAA\"]}")]
    public void A_state_is_read(string text)
    {
        File.WriteAllText(FilePath, text);
        using var file = IntakeStateFile.Open(FilePath, "mailbox");
        Assert.False(file.IsNew);
    }

    [Theory]
    [InlineData("", "cut off")]
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
            file.Save(Now);
        }

        using (var file = IntakeStateFile.Open(FilePath, "mailbox"))
        {
            Assert.Equal(Now, file.State.Updated);
            Assert.Equal([new MailMessage("AAk=", "<b>\u202e\"", Now)], file.State.Pending);
            Assert.All([file.State.Messages, file.State.Files, file.State.Reports], keys => Assert.True(keys.Contains(key)));
        }

        Assert.Equal([FilePath], Directory.GetFileSystemEntries(_folder));
        Assert.DoesNotContain("contoso", File.ReadAllText(FilePath), StringComparison.Ordinal);
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
        file.Save(Now);
        var text = File.ReadAllText(FilePath);
        Directory.CreateDirectory(Path.Combine(_folder, ".state.json.tmp"));
        file.State.Messages.Add(ContentKey.Of("more"));
        Assert.ThrowsAny<Exception>(() => file.Save(Now));
        Assert.Equal(text, File.ReadAllText(FilePath));
    }

    [Fact]
    public void The_oldest_keys_are_forgotten_beyond_the_limit()
    {
        var keys = new SeenKeys(3);
        foreach (var text in new[] { "a", "b", "a", "c", "d" }) keys.Add(ContentKey.Of(text));
        Assert.Equal([ContentKey.Of("b"), ContentKey.Of("c"), ContentKey.Of("d")], keys.InOrder);
        Assert.False(keys.Contains(ContentKey.Of("a")));
    }

    [Fact]
    public void A_key_is_the_same_text_everywhere() // SHA-256 of "abc", FIPS 180-2
    {
        Assert.Equal("ungWv48Bz-pBQUDeXa4iIw", ContentKey.Of("abc").ToString());
        Assert.True(ContentKey.TryParse("ungWv48Bz-pBQUDeXa4iIw", out var key));
        Assert.Equal(ContentKey.Of("abc"), key);
    }
}
