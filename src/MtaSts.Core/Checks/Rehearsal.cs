using System;
using System.Collections.Generic;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using MtaSts.Dns;
using MtaSts.Net.Transport;
using MtaSts.Scanning;
using MtaSts.Smtp;
using MtaSts.Text;

namespace MtaSts.Checks;

/// <summary>
/// A test of a domain that does not exist, with answers that are made here. .NET compiles a method when it is called first, and the first test calls a
/// thousand of them, most while somebody waits. A rehearsal on another processor has them compiled while the first DNS queries are on their way. It uses
/// no network.
/// </summary>
public static class Rehearsal
{
    private const string Domain = "rehearsal.invalid";
    private const string Mx = "mx." + Domain;

    /// <summary>Begins a rehearsal in the background. Whatever happens to it makes no difference to a test.</summary>
    public static void Begin()
    {
        if (Environment.ProcessorCount == 1) return;
        var run = Task.Run(static () => RunAsync(static _ => { }, CancellationToken.None));
        _ = run.ContinueWith(static ended => ended.Exception, TaskScheduler.Default);
    }

    /// <summary>Tests the domain, whose addresses are refused as private ones, and talks to its MX host until the TLS handshake, which fails.</summary>
    /// <param name="onStep">Takes what would be steps on the network.</param>
    /// <param name="cancellationToken">Stops at once.</param>
    internal static async Task<(TestResult Result, SmtpProbe Probe)> RunAsync(Action<NetworkStep> onStep, CancellationToken cancellationToken)
    {
        var options = new NetworkOptions { OnStep = onStep };
        var checker = new MtaStsChecker(new CachingResolver(new Answers()), options);
        var result = await checker.TestAsync(Domain, new TestOptions(), cancellationToken).ConfigureAwait(false);
        using var replies = new Replies();
        using var dialogue = new SmtpDialogue(Mx, replies, "[10.0.0.1]", options);
        await dialogue.RunAsync(cancellationToken).ConfigureAwait(false);
        return (result, dialogue.ToProbe(IPAddress.Loopback, TimeSpan.Zero));
    }

    private sealed class Answers : IDnsResolver
    {
        public async Task<DnsResponse> QueryAsync(string name, DnsRecordType type, CancellationToken cancellationToken)
        {
            await Task.Yield(); // what waits for an answer is compiled too
            DnsRecord? record = type switch
            {
                DnsRecordType.MX => new MxRecord(name, 0, 10, Mx),
                DnsRecordType.A => new AddressRecord(name, 0, new IPAddress([10, 0, 0, 1])),
                DnsRecordType.TXT when name == "_mta-sts." + Domain => Text(name, "v=STSv1; id=1"),
                DnsRecordType.TXT when name == "_smtp._tls." + Domain => Text(name, "v=TLSRPTv1; rua=mailto:reports@" + Domain),
                _ => null,
            };
            return new DnsResponse
            {
                Name = name, Type = type, Status = record is null ? DnsStatus.NoData : DnsStatus.Success,
                Records = record is null ? ReadableList<DnsRecord>.Empty : new ReadableList<DnsRecord>([record]),
            };
        }

        private static TxtRecord Text(string name, string text) => new(name, 0, new ReadableList<string>([text]));
    }

    /// <summary>An MX host that offers STARTTLS, and closes the connection at the first message of the handshake.</summary>
    private sealed class Replies : ConnectionStream
    {
        private readonly Queue<string> _later = new([$"250-{Mx}\r\n250 STARTTLS\r\n", "220 go ahead\r\n"]);
        private string _next = $"220 {Mx}\r\n";

        public override int Read(byte[] buffer, int offset, int count)
        {
            var length = System.Text.Encoding.ASCII.GetBytes(_next, 0, Math.Min(count, _next.Length), buffer, offset);
            _next = "";
            return length;
        }

        public override void Write(byte[] buffer, int offset, int count) => _next = _later.Count > 0 ? _later.Dequeue() : "";

        public override void Flush()
        {
        }
    }
}
