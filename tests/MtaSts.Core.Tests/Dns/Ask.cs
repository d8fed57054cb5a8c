using System;
using System.Linq;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using MtaSts.Dns;
using MtaSts.Net.Transport;
using MtaSts.Text;

namespace MtaSts.Tests.Dns;

/// <summary>Queries scripted servers with timeouts for tests: long where an answer must arrive, short where none may.</summary>
internal static class Ask
{
    public static readonly TimeSpan Long = TimeSpan.FromSeconds(30);
    public static readonly TimeSpan Short = TimeSpan.FromMilliseconds(150);

    public static StubResolver Resolver(TimeSpan attempt, int attempts, params DnsServer[] servers) => new(new StubResolverOptions
    {
        Servers = servers.ToReadableList(),
        AttemptTimeout = attempt,
        OverallTimeout = TimeSpan.FromSeconds(60),
        AttemptsPerServer = attempts,
    });

    public static async Task<DnsResponse> Async(string name, DnsRecordType type, TimeSpan attempt, params DnsServer[] servers)
    {
        using var resolver = Resolver(attempt, 1, servers);
        return await resolver.QueryAsync(name, type, CancellationToken.None);
    }

    public static Task<DnsResponse> Txt(ScriptedServer server) => Async("contoso.test", DnsRecordType.TXT, Long, server.Server);

    public static Packet Hello(byte[] query) => Packet.To(query).Answer(Packet.QuestionName(query), Packet.Txt, Packet.Text("hello"));

    public static string TextOf(DnsResponse response) => response.RecordsOf<TxtRecord>().Single().Text;

    /// <summary>
    /// Port 1, where nothing listens. A port that was free before is not safe: a parallel test may use it.
    /// </summary>
    public static DnsServer Nobody() => DnsServer.FromAddress(IPAddress.Loopback, 1);

    public static StubResolver Listening(Action<NetworkStep> onStep, params DnsServer[] servers) => new(new StubResolverOptions
    {
        Servers = servers.ToReadableList(),
        AttemptTimeout = Long,
        OverallTimeout = Long,
        OnStep = onStep,
    });
}
