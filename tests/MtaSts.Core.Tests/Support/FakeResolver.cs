using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using MtaSts.Dns;
using MtaSts.Text;

namespace MtaSts.Tests.Support;

/// <summary>A resolver that answers from a table; names outside the table do not exist.</summary>
internal sealed class FakeResolver : IDnsResolver
{
    private readonly ConcurrentDictionary<(string Name, DnsRecordType Type), Func<CancellationToken, Task<DnsResponse>>> _answers = new();
    private int _running;

    /// <summary>The number of unanswered queries.</summary>
    public int Running => Volatile.Read(ref _running);

    public ConcurrentQueue<(string Name, DnsRecordType Type)> Asked { get; } = new();

    public static DnsResponse Answer(string name, DnsRecordType type, params IEnumerable<DnsRecord> records) => new()
    {
        Name = name,
        Type = type,
        Status = DnsStatus.Success,
        Records = records.ToReadableList(),
        TimeToLive = TimeSpan.FromSeconds(300),
    };

    public static DnsResponse Failed(string name, DnsRecordType type, DnsStatus status) => new()
    {
        Name = name,
        Type = type,
        Status = status,
        Error = status is DnsStatus.NoData or DnsStatus.NxDomain ? null : $"the answer is {status}",
    };

    public static DnsRecord Text(params string[] strings) => new TxtRecord("x", 300, strings.ToReadableList());

    public FakeResolver Txt(string name, params string[] texts) => Set(Answer(name, DnsRecordType.TXT, texts.Select(text => Text(text))));

    public FakeResolver Mx(string domain, params string[] hosts) =>
        Set(Answer(domain, DnsRecordType.MX, hosts.Select((host, i) => new MxRecord(domain, 300, (i + 1) * 10, host))));

    public FakeResolver Address(string host, string address = "127.0.0.1") =>
        Set(Answer(host, DnsRecordType.A, [new AddressRecord(host, 300, IPAddress.Parse(address))]));

    public FakeResolver Fails(string name, DnsRecordType type, DnsStatus status) => Set(Failed(name, type, status));

    public FakeResolver Set(DnsResponse answer)
    {
        _answers[(answer.Name, answer.Type)] = _ => Task.FromResult(answer);
        return this;
    }

    public FakeResolver Set(string name, DnsRecordType type, Func<CancellationToken, Task<DnsResponse>> answer)
    {
        _answers[(name, type)] = answer;
        return this;
    }

    public async Task<DnsResponse> QueryAsync(string name, DnsRecordType type, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _running);
        Asked.Enqueue((name, type));
        try
        {
            await Task.Yield();
            cancellationToken.ThrowIfCancellationRequested();
            if (_answers.TryGetValue((name, type), out var answer)) return await answer(cancellationToken);
            var exists = _answers.Keys.Any(key => key.Name == name);
            return Failed(name, type, exists ? DnsStatus.NoData : DnsStatus.NxDomain);
        }
        finally
        {
            Interlocked.Decrement(ref _running);
        }
    }
}
