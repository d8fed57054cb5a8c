using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Net.Mail;
using System.Text.RegularExpressions;
using System.Threading.Tasks;

namespace MtaSts.Integration.Servers;

/// <summary>The log of the sending Postfix about one message.</summary>
/// <param name="Fate">The fate of the message.</param>
/// <param name="Relay">The host that accepted it; empty for none.</param>
/// <param name="Trust">Postfix's term for the TLS of the delivery: Verified, Trusted, Untrusted, Anonymous; null without TLS.</param>
/// <param name="TlsVersion">As Postfix writes it; null without TLS.</param>
/// <param name="Said">The text of the log.</param>
internal sealed record Sent(Fate Fate, string Relay, string? Trust, string? TlsVersion, string Said);

/// <summary>Sends two messages to every domain and reads their fate from the log.</summary>
internal static partial class Delivery
{
    /// <summary>Sent under the unchanged policy.</summary>
    public const string Plain = "plain";

    /// <summary>Sent as if mode testing were enforce.</summary>
    public const string Strict = "strict";

    public static readonly IReadOnlyList<string> Boxes = [Plain, Strict];

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    /// <returns>By box and domain.</returns>
    public static async Task<IReadOnlyDictionary<(string Box, string Domain), Sent>> RunAsync(Postfix sender, IReadOnlyList<Scenario> scenarios)
    {
        using (var client = new SmtpClient("127.0.0.1", 25))
        {
            foreach (var scenario in scenarios)
            {
                foreach (var box in Boxes)
                {
                    using var message = new MailMessage("probe@sender.example", $"{box}@{scenario.Domain}", $"To {scenario.Domain}", "A test.");
                    await client.SendMailAsync(message);
                }
            }
        }

        for (var watch = Stopwatch.StartNew(); ; await Task.Delay(250))
        {
            var sent = ReadLog(await File.ReadAllLinesAsync(sender.Log));
            if (sent.Count >= scenarios.Count * Boxes.Count || watch.Elapsed > Patience)
                return sent;
        }
    }

    // One smtp process delivers one message at a time, so its TLS lines before a status belong to that status.
    private static Dictionary<(string, string), Sent> ReadLog(IEnumerable<string> lines)
    {
        var sent = new Dictionary<(string, string), Sent>();
        var tls = new Dictionary<string, (string Host, string Trust, string Version)>(StringComparer.Ordinal);
        foreach (var line in lines)
        {
            if (TlsLine().Match(line) is { Success: true } seen)
                tls[seen.Groups["process"].Value] = (seen.Groups["host"].Value, seen.Groups["trust"].Value, seen.Groups["version"].Value);
            if (StatusLine().Match(line) is not { Success: true } status)
                continue;

            var relay = status.Groups["relay"].Value;
            var isOver = tls.Remove(status.Groups["process"].Value, out var over) && string.Equals(over.Host, relay, StringComparison.OrdinalIgnoreCase);
            var fate = status.Groups["status"].Value switch
            {
                "sent" => isOver && over.Trust == "Verified" ? Fate.Verified : Fate.Delivered,
                "bounced" => Fate.Bounced,
                _ => Fate.Deferred,
            };
            sent[(status.Groups["box"].Value, status.Groups["domain"].Value)] = new Sent(
                fate, relay.Split('[')[0], isOver ? over.Trust : null, isOver ? over.Version : null, status.Groups["said"].Value);
        }

        return sent;
    }

    [GeneratedRegex(@" (?<process>\S+/smtp\[\d+\]): (?<trust>\w+) TLS connection established to (?<host>[^:\s\[]+\[[^\]]+\]):\d+: (?<version>TLSv[\d.]+) ")]
    private static partial Regex TlsLine();

    [GeneratedRegex(
        @" (?<process>\S+/\w+\[\d+\]): \w+: to=<(?<box>plain|strict)@(?<domain>[^>]+)>,.* relay=(?<relay>[^,:\s\[]+(?:\[[^\]]+\])?)\S*, .*status=(?<said>(?<status>\w+) .*)$")]
    private static partial Regex StatusLine();
}
