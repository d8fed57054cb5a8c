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

/// <summary>A server that this run starts and stops.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    // A program that runs to its end may take longer than the start of a server.
    private static readonly TimeSpan LongPatience = TimeSpan.FromMinutes(3);

    private readonly Process _process;
    private readonly StringBuilder _output = new();

    private ServerProcess(Process process) => _process = process;

    public string Output
    {
        get
        {
            lock (_output)
                return _output.ToString();
        }
    }

    /// <summary>The first of the programs that exists; null when none exists.</summary>
    public static string? Find(params IEnumerable<string> names) => names
        .SelectMany(name => (Environment.GetEnvironmentVariable("PATH") + ":/usr/sbin:/usr/local/bin").Split(':').Select(folder => Path.Combine(folder, name)))
        .FirstOrDefault(File.Exists);

    /// <summary>Runs a program to its end.</summary>
    public static async Task<(int Code, string Output)> RunAsync(
        string program, IReadOnlyDictionary<string, string> environment, params IReadOnlyList<string> arguments)
    {
        await using var run = Start(program, environment, arguments);
        run._process.StandardInput.Close();
        using var limit = new CancellationTokenSource(LongPatience);
        await run._process.WaitForExitAsync(limit.Token);
        return (run._process.ExitCode, run.Output);
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
        server._process.OutputDataReceived += (_, e) => server.Note(e.Data);
        server._process.ErrorDataReceived += (_, e) => server.Note(e.Data);
        server._process.Start();
        server._process.BeginOutputReadLine();
        server._process.BeginErrorReadLine();
        return server;
    }

    /// <summary>Waits until it accepts connections.</summary>
    /// <returns>False when it ended, or did not start in time.</returns>
    public Task<bool> IsUpAsync(int port) => IsUpAsync(IPAddress.Loopback, port);

    /// <inheritdoc cref="IsUpAsync(int)"/>
    public async Task<bool> IsUpAsync(IPAddress address, int port)
    {
        for (var watch = Stopwatch.StartNew(); watch.Elapsed < Patience && !_process.HasExited; await Task.Delay(50))
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
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }

    private void Note(string? line)
    {
        lock (_output)
            _output.AppendLine(line);
    }
}
