using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using MtaSts.Lab.Dns;
using MtaSts.Lab.Smtp;

namespace MtaSts.Lab;

/// <summary>What clients have requested so far. May be read at any time, from any thread.</summary>
public sealed class LabCounters
{
    private readonly bool _byName;
    private readonly ConcurrentDictionary<(string Name, LabDnsType Type), int> _questions = new();
    private readonly ConcurrentDictionary<string, int> _https = new(StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentDictionary<(string Host, string Path), int> _requests = new();
    private readonly ConcurrentQueue<SmtpSession> _sessions = new();
    private long _dns;
    private long _dnsOverTcp;
    private long _httpsTotal;
    private long _smtpTotal;
    private long _issuerDownloads;

    internal LabCounters(bool byName) => _byName = byName;

    /// <summary>DNS queries over all transports.</summary>
    public long DnsQuestions => Interlocked.Read(ref _dns);

    /// <summary>DNS queries over TCP.</summary>
    public long DnsQuestionsOverTcp => Interlocked.Read(ref _dnsOverTcp);

    /// <summary>Connections to policy hosts.</summary>
    public long HttpsConnections => Interlocked.Read(ref _httpsTotal);

    /// <summary>Connections to MX hosts.</summary>
    public long SmtpConnections => Interlocked.Read(ref _smtpTotal);

    /// <summary>How often the intermediate that is not sent was fetched (AIA). Stays zero with a client that does not fetch intermediates.</summary>
    public long IssuerDownloads => Interlocked.Read(ref _issuerDownloads);

    /// <summary>Every name and type that was queried, in lower case, with its count; empty unless <see cref="LabOptions.CountsByName"/>.</summary>
    public IReadOnlyDictionary<(string Name, LabDnsType Type), int> Questions => _questions;

    /// <summary>The SMTP sessions, oldest first; empty unless <see cref="LabOptions.CountsByName"/>.</summary>
    public IReadOnlyCollection<SmtpSession> SmtpSessions => _sessions;

    /// <summary>How often a name and type were queried.</summary>
    public int QuestionsFor(string name, LabDnsType type) => _questions.GetValueOrDefault((Lower(name), type));

    /// <summary>Connections to one policy host.</summary>
    public int HttpsConnectionsTo(string host) => _https.GetValueOrDefault(host);

    /// <summary>Requests for one path of one policy host.</summary>
    public int RequestsFor(string host, string path) => _requests.GetValueOrDefault((Lower(host), path));

    /// <summary>The sessions with one MX host, oldest first.</summary>
    public IReadOnlyList<SmtpSession> SmtpSessionsWith(string host) =>
        [.. _sessions.Where(s => s.Host.Equals(host, StringComparison.OrdinalIgnoreCase))];

    internal void CountDns(string name, LabDnsType type, DnsTransport transport)
    {
        Interlocked.Increment(ref _dns);
        if (transport == DnsTransport.Tcp)
            Interlocked.Increment(ref _dnsOverTcp);
        if (_byName)
            _questions.AddOrUpdate((Lower(name), type), 1, (_, n) => n + 1);
    }

    internal void CountHttps(string host)
    {
        Interlocked.Increment(ref _httpsTotal);
        if (_byName)
            _https.AddOrUpdate(host, 1, (_, n) => n + 1);
    }

    internal void CountHttpRequest(string host, string path)
    {
        if (_byName)
            _requests.AddOrUpdate((Lower(host), path), 1, (_, n) => n + 1);
    }

    internal void CountIssuerDownload() => Interlocked.Increment(ref _issuerDownloads);

    internal SmtpSession BeginSmtp(string host)
    {
        Interlocked.Increment(ref _smtpTotal);
        var session = new SmtpSession(host);
        if (_byName)
            _sessions.Enqueue(session);
        return session;
    }

#pragma warning disable CA1308 // host names are written in lower case
    private static string Lower(string name) => name.ToLowerInvariant();
#pragma warning restore CA1308
}
