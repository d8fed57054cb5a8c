using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace MtaSts.Integration;

/// <summary>A server that this run started, and ends.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    // A program that runs to its end does more than a server that comes up.
    private static readonly TimeSpan LongPatience = TimeSpan.FromMinutes(3);

    private readonly Process process;
    private readonly StringBuilder output = new();

    private ServerProcess(Process process) => this.process = process;

    public string Output
    {
        get
        {
            lock (output)
                return output.ToString();
        }
    }

    /// <summary>The first of the programs that is there; null when none is.</summary>
    public static string? Find(params IEnumerable<string> names) => names
        .SelectMany(name => (Environment.GetEnvironmentVariable("PATH") + ":/usr/sbin:/usr/local/bin").Split(':').Select(folder => Path.Combine(folder, name)))
        .FirstOrDefault(File.Exists);

    /// <summary>Runs a program to its end.</summary>
    public static async Task<(int Code, string Output)> RunAsync(string program, IReadOnlyDictionary<string, string> environment, params IReadOnlyList<string> arguments)
    {
        await using var run = Start(program, environment, arguments);
        run.process.StandardInput.Close();
        using var limit = new CancellationTokenSource(LongPatience);
        await run.process.WaitForExitAsync(limit.Token);
        return (run.process.ExitCode, run.Output);
    }

    /// <summary>Starts a server.</summary>
    public static ServerProcess Start(string program, IReadOnlyDictionary<string, string> environment, params IReadOnlyList<string> arguments)
    {
        var start = new ProcessStartInfo(program) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        var server = new ServerProcess(new Process { StartInfo = start });
        server.process.OutputDataReceived += (_, e) => server.Note(e.Data);
        server.process.ErrorDataReceived += (_, e) => server.Note(e.Data);
        server.process.Start();
        server.process.BeginOutputReadLine();
        server.process.BeginErrorReadLine();
        return server;
    }

    /// <summary>Waits until it accepts connections.</summary>
    /// <returns>False when it ended, or did not come up in time.</returns>
    public Task<bool> IsUpAsync(int port) => IsUpAsync(IPAddress.Loopback, port);

    /// <inheritdoc cref="IsUpAsync(int)"/>
    public async Task<bool> IsUpAsync(IPAddress address, int port)
    {
        for (var watch = Stopwatch.StartNew(); watch.Elapsed < Patience && !process.HasExited; await Task.Delay(50))
        {
            using var probe = new TcpClient(address.AddressFamily);
            try
            {
                await probe.ConnectAsync(address, port);
                return true;
            }
            catch (SocketException)
            {
                // Not yet.
            }
        }

        return false;
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
        }

        process.Dispose();
    }

    private void Note(string? line)
    {
        lock (output)
            output.AppendLine(line);
    }
}
