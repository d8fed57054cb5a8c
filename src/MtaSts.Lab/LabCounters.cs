using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using MtaSts.Lab.Dns;
using MtaSts.Lab.Smtp;

namespace MtaSts.Lab;

/// <summary>What clients have asked so far. May be read at any time, from any thread.</summary>
public sealed class LabCounters
{
    private readonly bool byName;
    private readonly ConcurrentDictionary<(string Name, LabDnsType Type), int> questions = new();
    private readonly ConcurrentDictionary<string, int> https = new(StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentDictionary<(string Host, string Path), int> requests = new();
    private readonly ConcurrentQueue<SmtpSession> sessions = new();
    private long dns;
    private long dnsOverTcp;
    private long httpsTotal;
    private long smtpTotal;
    private long issuerDownloads;

    internal LabCounters(bool byName) => this.byName = byName;

    /// <summary>DNS questions over all transports.</summary>
    public long DnsQuestions => Interlocked.Read(ref dns);

    /// <summary>DNS questions that came over TCP.</summary>
    public long DnsQuestionsOverTcp => Interlocked.Read(ref dnsOverTcp);

    /// <summary>Connections to policy hosts.</summary>
    public long HttpsConnections => Interlocked.Read(ref httpsTotal);

    /// <summary>Connections to MX hosts.</summary>
    public long SmtpConnections => Interlocked.Read(ref smtpTotal);

    /// <summary>How often somebody fetched the intermediate that is not sent (AIA). Stays zero with a client that fetches none.</summary>
    public long IssuerDownloads => Interlocked.Read(ref issuerDownloads);

    /// <summary>Every name and type asked for, in lower case, with how often; empty unless <see cref="LabOptions.CountsByName"/>.</summary>
    public IReadOnlyDictionary<(string Name, LabDnsType Type), int> Questions => questions;

    /// <summary>The SMTP sessions, oldest first; empty unless <see cref="LabOptions.CountsByName"/>.</summary>
    public IReadOnlyCollection<SmtpSession> SmtpSessions => sessions;

    /// <summary>How often a name and type were asked for.</summary>
    public int QuestionsFor(string name, LabDnsType type) => questions.GetValueOrDefault((Lower(name), type));

    /// <summary>Connections to one policy host.</summary>
    public int HttpsConnectionsTo(string host) => https.GetValueOrDefault(host);

    /// <summary>Requests for one path of one policy host.</summary>
    public int RequestsFor(string host, string path) => requests.GetValueOrDefault((Lower(host), path));

    /// <summary>The sessions with one MX host, oldest first.</summary>
    public IReadOnlyList<SmtpSession> SmtpSessionsWith(string host) =>
        [.. sessions.Where(s => s.Host.Equals(host, StringComparison.OrdinalIgnoreCase))];

    internal void CountDns(string name, LabDnsType type, DnsTransport transport)
    {
        Interlocked.Increment(ref dns);
        if (transport == DnsTransport.Tcp)
            Interlocked.Increment(ref dnsOverTcp);
        if (byName)
            questions.AddOrUpdate((Lower(name), type), 1, (_, n) => n + 1);
    }

    internal void CountHttps(string host)
    {
        Interlocked.Increment(ref httpsTotal);
        if (byName)
            https.AddOrUpdate(host, 1, (_, n) => n + 1);
    }

    internal void CountHttpRequest(string host, string path)
    {
        if (byName)
            requests.AddOrUpdate((Lower(host), path), 1, (_, n) => n + 1);
    }

    internal void CountIssuerDownload() => Interlocked.Increment(ref issuerDownloads);

    internal SmtpSession BeginSmtp(string host)
    {
        Interlocked.Increment(ref smtpTotal);
        var session = new SmtpSession(host);
        if (byName)
            sessions.Enqueue(session);
        return session;
    }

#pragma warning disable CA1308 // host names are written in lower case
    private static string Lower(string name) => name.ToLowerInvariant();
#pragma warning restore CA1308
}
