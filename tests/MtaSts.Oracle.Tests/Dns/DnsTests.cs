using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using DnsClient;
using MtaSts.Dns;
using MtaSts.Lab;
using MtaSts.Text;
using Xunit;

namespace MtaSts.Oracle.Dns;

/// <summary>The module's resolver and DnsClient read the same from the lab's DNS.</summary>
public class DnsTests
{
    private static readonly TimeSpan Short = TimeSpan.FromSeconds(1); // some names of the lab never answer
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(5); // when DnsClient gets an answer, the module must get one too

    /// <summary>Answers that DnsClient accepts and the module rejects on purpose.</summary>
    private static readonly HashSet<string> Stricter =
    [
        "_mta-sts.dns-wrong-question.test", // the answer repeats another question
        "_mta-sts.dns-cname-chain.test", // more CNAMEs than the limit
    ];

    [Fact]
    public async Task Answers_equal_those_that_DnsClient_reads()
    {
        await using var lab = await LabServer.StartAsync();
        using var ours = new StubResolver(new StubResolverOptions
        {
            Servers = new ReadableList<DnsServer>([DnsServer.FromAddress(lab.DnsEndPoint.Address, lab.DnsEndPoint.Port)]),
            AttemptTimeout = Long,
            AttemptsPerServer = 1,
        });
        var theirs = new LookupClient(
            new LookupClientOptions(lab.DnsEndPoint) { UseCache = false, Retries = 0, Timeout = Short, ThrowDnsErrors = false, ContinueOnDnsError = false });
        var compared = 0;
        var differences = new List<string>();
        await Parallel.ForEachAsync(Questions(lab), async (question, token) =>
        {
            if (await AskTheirs(theirs, question, token) is not { } wanted) return;
            var found = Answer.Of(await ours.QueryAsync(question.Name, (DnsRecordType)(int)question.Type, token));
            Interlocked.Increment(ref compared);
            if (Stricter.Contains(question.Name) ? found is not null : found != wanted)
                lock (differences) differences.Add($"{question}\nDnsClient: {wanted}\nmodule:    {found}");
        });
        Assert.True(differences.Count == 0, string.Join("\n\n", differences));
        Assert.InRange(compared, 1500, int.MaxValue);
    }

    private static IEnumerable<(string Name, QueryType Type)> Questions(LabServer lab) => lab.Scenarios.SelectMany(domain => (IEnumerable<(string, QueryType)>)
    [
        (domain.Name, QueryType.MX), (domain.Name, QueryType.A), (domain.Name, QueryType.TXT), ("_mta-sts." + domain.Name, QueryType.TXT),
        ("_smtp._tls." + domain.Name, QueryType.TXT), ("mta-sts." + domain.Name, QueryType.A), ("mta-sts." + domain.Name, QueryType.AAAA),
        .. domain.Mx.SelectMany(
            mx => (IEnumerable<(string, QueryType)>)[(mx.Host, QueryType.A), (mx.Host, QueryType.AAAA), ("_25._tcp." + mx.Host, QueryType.TLSA)]),
    ]);

    /// <summary>Null when DnsClient gets no answer, or only the first of several CNAMEs, which it does not follow.</summary>
    private static async Task<Answer?> AskTheirs(LookupClient client, (string Name, QueryType Type) question, CancellationToken token)
    {
        try
        {
            var response = await client.QueryAsync(question.Name, question.Type, cancellationToken: token);
            var endsInCname = response.Answers.Count > 0 && response.Answers.All(record => record.RecordType == DnsClient.Protocol.ResourceRecordType.CNAME);
            return endsInCname ? null : Answer.Of(response, question.Type);
        }
        catch (Exception error) when (error is DnsResponseException or DnsResponseParseException or DnsXidMismatchException)
        {
            return null;
        }
    }
}
