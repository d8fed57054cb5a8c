using System;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MtaSts.Journaling;
using MtaSts.Policies;
using MtaSts.Scanning;
using MtaSts.Tests.Checks;
using MtaSts.Tests.Support;
using Xunit;

namespace MtaSts.Tests.Journaling;

/// <summary>Every result of the lab comes out of a journal as it went in.</summary>
[Collection(SharedTestLab.Name)]
public sealed class JournaledScenarioTests(ScenarioRun run, TestLab lab) : IClassFixture<ScenarioRun>, IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mtasts-journal-").FullName;

    private string FilePath => Path.Combine(_folder, "scan.jsonl");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void The_result_of_every_scenario_is_read_back_with_all_it_has()
    {
        var results = run.Results.Values.ToList();
        Assert.True(results.Count > 100);
        using (var journal = Open())
        {
            foreach (var result in results) journal.Append("", result);
        }

        using var again = Open();
        Assert.Equal(results.Count, again.Count);
        foreach (var result in results)
        {
            Assert.True(again.TryFind(result.DomainName, "", out var entry));
            Same.As(result, again.Read(entry), result.DomainName);
        }
    }

    [Fact]
    public async Task The_test_of_an_unpublished_policy_with_drift_is_read_back_with_all_it_has()
    {
        var policy = PolicyParser.Parse("version: STSv1\nmode: enforce\nmx: mail.healthy.test\nmx: *.bad..name\nmax_age: 1\n");
        var options = new TestOptions { Policy = policy, Earlier = EarlierResult.From(run.Results["cert-expired.test"]) };
        var result = await lab.Checker().TestAsync("healthy.test", options, CancellationToken.None);
        using var journal = Open();
        journal.Append(GivenKey.Of(options), result);
        Assert.False(journal.TryFind("healthy.test", "", out _)); // the published policy is another question
        Assert.False(journal.TryFind("healthy.test", GivenKey.Of(new TestOptions { Policy = policy }), out _));
        Assert.True(journal.TryFind("healthy.test", GivenKey.Of(options), out var entry));
        Same.As(result, journal.Read(entry));
    }

    [Fact]
    public void A_modified_result_is_a_result_or_an_exception_of_the_journal()
    {
        var random = new Random(2);
        var lines = run.Results.Values.Select(result => JournalLine.Create(json => ResultWriter.Write(json, result))[..^1]).ToList();
        var read = 0;
        for (var round = 0; round < 4000; round++)
        {
            var line = (byte[])lines[random.Next(lines.Count)].Clone();
            for (var change = random.Next(1, 4); change > 0; change--)
            {
                // Another character that JSON uses, a digit, or a part that is gone.
                var at = random.Next(2, line.Length - 30);
                if (random.Next(4) == 0) line.AsSpan(at, random.Next(1, 20)).Fill((byte)' ');
                else line[at] = (byte)"{}[]\\\",:0129-eEnt"[random.Next(16)];
            }

            try
            {
                Assert.NotNull(ResultReader.Read(JournalLine.Open(line)).ToString());
                read++;
            }
            catch (JournalException)
            {
            }
        }

        Assert.InRange(read, 1, 3999);
    }

    private ScanJournal Open() => ScanJournal.Open(FilePath, new JournalOptions { UtcNow = MadeResult.Now }, CancellationToken.None);
}
