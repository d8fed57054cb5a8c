using System;
using System.IO;
using System.Linq;
using MtaSts.Lab.Dns;

namespace MtaSts.Lab.Tests;

public sealed class DomainFolderTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mtasts-stage-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void The_policy_host_has_an_address_only_while_there_is_a_policy()
    {
        var stage = new DomainFolder(_folder);
        Assert.Empty(stage.Answer("mta-sts.rollout.test", LabDnsType.A)!);
        File.WriteAllText(Path.Combine(_folder, "mta-sts.txt"), "version: STSv1\n");
        Assert.Null(stage.Answer("mta-sts.rollout.test", LabDnsType.A)); // the zone answers
    }

    [Fact]
    public void Records_are_read_on_request()
    {
        var stage = new DomainFolder(_folder);
        Assert.Null(stage.Answer("_mta-sts.rollout.test", LabDnsType.Txt));
        File.WriteAllText(
            Path.Combine(_folder, "a.zone"), "; a comment\n_mta-sts.rollout.test. 60 IN TXT \"v=STS\" \"v1; id=1;\"\nx.test. 60 IN A 127.0.0.9\n");
        var record = stage.Answer("_MTA-STS.rollout.test", LabDnsType.Txt)!.Single();
        Assert.Equal(60u, record.Ttl);
        Assert.Equal(ZoneRecord.Txt("", 60, "v=STS", "v1; id=1;").Data, record.Data);
        Assert.Empty(stage.Answer("_mta-sts.rollout.test", LabDnsType.A)!);
        Assert.Single(stage.Answer("x.test", LabDnsType.A)!);
    }

    [Theory]
    [InlineData("x.test 60 IN A 127.0.0.1")] // no final dot
    [InlineData("x.test. IN A 127.0.0.1")] // no TTL
    [InlineData("x.test. 60 IN SRV 0 0 0 a.")]
    public void A_line_that_is_not_a_record_is_an_error(string line) => Assert.Throws<FormatException>(() => ZoneLine.Read(line));

    [Fact]
    public void A_missing_folder_is_an_error() => Assert.Throws<InvalidOperationException>(() => new DomainFolder(Path.Combine(_folder, "none")));
}
