using System;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using System.Threading;
using MtaSts.Dns;
using MtaSts.Dns.Udp;
using MtaSts.Dns.Wire;

namespace MtaSts.Fuzz.Targets;

/// <summary>
/// Arbitrary datagrams on their way through DnsClient and the adapter: sent over loopback in answer to a
/// real query, with the id of that query when the input has the id zero.
/// </summary>
internal sealed class UdpTarget : FuzzTarget
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly DnsQuery _query = DnsQuery.TryCreate("contoso.test", DnsRecordType.TXT, out var query) is null
        ? query!
        : throw new InvalidOperationException();
    private readonly Lazy<IUdpClient> _client = new(
        () => UdpClientLoader.BesideTheCore().Load() is { Client: { } client } ? client : throw new BrokenPromiseException("the adapter is beside the core"));
    private readonly Lazy<IPEndPoint> _server;
    private byte[] _datagram = [];

    public UdpTarget()
        : base("udp", "\u0007contoso\u0004test", "v=STSv1; id=1;") => _server = new Lazy<IPEndPoint>(Serve);

    public override int MaxOctets => 5000;

    public override long AllocationLimit(int octets) => 4_000_000 + (2000L * octets);

    public override byte[] Mutate(byte[] input, byte[] other, Random random) =>
        random.Next(2) == 0 || input.Length < 14 ? base.Mutate(input, other, random) : DnsMutator.Mutate(input, random);

    public override string Run(byte[] input)
    {
        var server = _server.Value;
        _query.Message[0] = (byte)(1 + (_query.Message[0] % 250));
        if (input.Length > 1) (input[0], input[1]) = ((byte)(input[0] ^ _query.Message[0]), (byte)(input[1] ^ _query.Message[1]));
        Volatile.Write(ref _datagram, input);

        var answer = _client.Value.AskAsync(_query, server, Patience, CancellationToken.None).GetAwaiter().GetResult();
        if (answer.NotClean is { } why)
        {
            Require(Promises.IsSafe(why), "what a stranger sent is shown safely");
            Require(!why.Contains("not understood", StringComparison.Ordinal), "nothing throws");
            return Regex.Replace(why, "[0-9]+", "0");
        }

        Require(answer.Reply.Message is not null, "what was sent has arrived");
        Require(_query.WhyNotAnsweredBy(input, input.Length) is null, "only an answer to the question counts");
        Require(!DnsHeader.IsTruncated(input), "a cut answer does not count");
        Require(DnsMessageReader.TryRead(input, input.Length, out var message) is null, "only what can be read to the end counts");
        Require(Shape(message!) == Shape(answer.Reply.Message!), "it is read from its own octets");
        Require(message!.Answers.Count == 0 || message.Answers.Any(record => DnsName.AreSame(record.Name, _query.Name)),
            "records of other names alone do not count");
        return "clean "
            + $"{message.ResponseCode} {string.Join(',', message.Answers.Select(record => record.GetType().Name).Distinct().Order(StringComparer.Ordinal))}";
    }

    /// <summary>Answers every query with the current datagram, until the process ends.</summary>
    private IPEndPoint Serve()
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        var thread = new Thread(() =>
        {
            var question = new byte[512];
            while (true)
            {
                EndPoint sender = new IPEndPoint(IPAddress.Any, 0);
                socket.ReceiveFrom(question, ref sender);
                socket.SendTo(Volatile.Read(ref _datagram), sender);
            }
        })
        {
            IsBackground = true,
        };
        thread.Start();
        return (IPEndPoint)socket.LocalEndPoint!;
    }

    private static string Shape(DnsMessage message) =>
        $"{message.ResponseCode} {message.IsAuthenticData} {string.Join(';', message.Answers.Select(record => record.ToString()))} "
            + $"{message.Authority} {message.ExtendedError}";
}
