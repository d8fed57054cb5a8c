using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using System.Threading.Tasks;

namespace MtaSts.Integration.Servers;

/// <summary>Compares the module's sender action with what a sending Postfix did.</summary>
internal static partial class MailComparison
{
    public static async Task<Comparison> CompareAsync(
        Scenario scenario, TestResult result, IReadOnlyDictionary<(string Box, string Domain), Sent> sent, Postfix receiver)
    {
        var comparison = new Comparison();
        if (scenario.MailUnder(result.SenderAction) is not { } expected)
        {
            comparison.Holds(
                $"the module says {result.SenderAction}, and Postfix: "
                    + $"{string.Join("; ", Delivery.Boxes.Select(box => sent.GetValueOrDefault((box, scenario.Domain))?.Said))}",
                false);
            return comparison;
        }

        await CompareAsync(comparison, scenario, result, sent, receiver, Delivery.Plain, expected.Mail);
        await CompareAsync(comparison, scenario, result, sent, receiver, Delivery.Strict, expected.Strict);
        return comparison;
    }

    private static async Task CompareAsync(
        Comparison comparison, Scenario scenario, TestResult result, IReadOnlyDictionary<(string Box, string Domain), Sent> sent, Postfix receiver, string box,
        Fate expected)
    {
        var messages = await receiver.ReadAsync(box, scenario.Domain);
        if (!sent.TryGetValue((box, scenario.Domain), out var seen))
        {
            comparison.Holds($"Postfix came to an end with the {box} message", false);
            return;
        }

        comparison.Same($"{box} message under SenderAction {result.SenderAction}", expected, $"Postfix ({seen.Said})", seen.Fate);
        if (expected == Fate.Deferred && result.SenderAction is SenderAction.Refuse or SenderAction.DeliverAndReport)
            comparison.Holds($"Postfix names TLS or the certificate as the reason: {seen.Said}", seen.Fate != Fate.Deferred || TlsReason().IsMatch(seen.Said));
        var isDelivered = seen.Fate is Fate.Verified or Fate.Delivered;
        comparison.Holds($"{messages.Count} {box} messages in the mailbox, and Postfix says {seen.Fate}", messages.Count == (isDelivered ? 1 : 0));
        if (!isDelivered || result.Mx.FirstOrDefault(mx => mx.Host == seen.Relay) is not { } host)
            return;

        // A third check of the chain: without a policy Postfix logs Trusted when the chain is valid, regardless of the name.
        // Without a policy Postfix also accepts versions that a sender with a policy must not accept (RFC 8461 §4.2 by RFC 7525 §3.1.1).
        comparison.Same(
            $"{host.Host}: TLS 1.2 or newer is established", host.TlsVersion is not null, "Postfix", seen.TlsVersion is not (null or "TLSv1" or "TLSv1.1"));
        if (seen.TlsVersion is null || host.Certificate is not { } certificate)
            return;
        comparison.Same($"{host.Host}: TLS version", host.TlsVersion, "Postfix", seen.TlsVersion.Replace("TLSv", "TLS ", StringComparison.Ordinal));
        comparison.Same(
            $"{host.Host}: the chain is good", certificate.Problems.All(p => p is CertificateProblem.NameMismatch or CertificateProblem.NoDnsName), "Postfix",
            seen.Trust is "Verified" or "Trusted");
        comparison.Holds(
            $"{host.Host}: the receiving Postfix wrote the same TLS version: {messages[0]}",
            messages[0].Contains($"using {seen.TlsVersion} ", StringComparison.Ordinal));
    }

    [GeneratedRegex("certificate|TLS", RegexOptions.IgnoreCase)]
    private static partial Regex TlsReason();
}
