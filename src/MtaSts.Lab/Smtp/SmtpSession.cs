using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Threading.Tasks;

namespace MtaSts.Lab.Smtp;

/// <summary>What one client did at an MX host. Grows while the session lasts.</summary>
public sealed class SmtpSession
{
    private readonly ConcurrentQueue<string> _commands = new();
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal SmtpSession(string host) => Host = host;

    /// <summary>The MX host.</summary>
    public string Host { get; }

    /// <summary>The command lines, in order, before and after TLS.</summary>
    public IReadOnlyCollection<string> Commands => _commands;

    /// <summary>True when TLS was established.</summary>
    public bool IsEncrypted { get; internal set; }

    /// <summary>The SNI the client sent; empty for none, or before TLS.</summary>
    public string ServerName { get; internal set; } = "";

    /// <summary>True when the client sent QUIT.</summary>
    public bool SaidQuit { get; internal set; }

    /// <summary>True when the client sent more than its turn allowed before TLS.</summary>
    public bool SpokeOutOfTurn { get; internal set; }

    /// <summary>Done when the connection is closed.</summary>
    public Task Ended => _ended.Task;

    internal void Add(string command)
    {
        _commands.Enqueue(command);
        SaidQuit |= command.StartsWith("QUIT", StringComparison.OrdinalIgnoreCase);
    }

    internal void End() => _ended.TrySetResult();
}
