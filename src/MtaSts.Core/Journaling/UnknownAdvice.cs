using System.Collections.Generic;
using System.Linq;

namespace MtaSts.Journaling;

/// <summary>What to do about domains that are Unknown. Causes that need the same action share one piece of advice.</summary>
internal sealed class UnknownAdvice
{
    private const int MostActions = 4;

    /// <summary>Whether an MX host of any domain was reached; if none was, port 25 is closed from here.</summary>
    public bool WasMxReached { get; set; }

    /// <summary>
    /// Whether a new test of the same domain with the same version of the module comes to the same end, whatever the network, the time and the
    /// machine, unless the domain changes.
    /// </summary>
    public static bool IsLasting(UnknownCause cause) => cause == UnknownCause.TooManyMxHosts;

    /// <summary>The cause, in words that fit into a list.</summary>
    public string NameOf(UnknownCause cause) => cause switch
    {
        UnknownCause.DnsTimeout => "DNS time-out",
        UnknownCause.DnsServerFailure => "DNS server failure",
        UnknownCause.DnsUnreachable => "DNS server unreachable",
        UnknownCause.DnsAnswerUnusable => "unusable DNS answer",
        UnknownCause.PolicyHostUnreachable => "policy host unreachable",
        UnknownCause.PolicyHostRefused => "policy host refuses for now",
        UnknownCause.MxUnreachable => WasMxReached ? "MX hosts unreachable on port 25" : "port 25 closed from here",
        UnknownCause.MxNoAnswer => "no usable answer from the MX hosts",
        UnknownCause.MxRefused => "MX hosts refuse this machine",
        UnknownCause.TooManyMxHosts => "too many MX hosts",
        UnknownCause.LimitOfThisMachine => "TLS of this machine is too limited",
        _ => "another cause",
    };

    /// <summary>One sentence per action, the one for most domains first, and how to test the domains again where that can help.</summary>
    /// <param name="causes">How many domains have each cause; at least one.</param>
    /// <param name="hasJournal">Whether the scan has a journal.</param>
    /// <param name="isRetry">Whether this scan tested again what was Unknown.</param>
    public string For(IReadOnlyDictionary<UnknownCause, int> causes, bool hasJournal, bool isRetry)
    {
        var actions = causes.GroupBy(cause => ActionFor(cause.Key, hasJournal))
            .OrderByDescending(action => action.Sum(cause => cause.Value)).ThenBy(action => action.Min(cause => cause.Key)).ToList();
        var sentences = actions.Count == 1
            ? [char.ToUpperInvariant(actions[0].Key[0]) + actions[0].Key.Substring(1)]
            : actions.Take(MostActions).Select(action => $"{NamesOf(action)}: {action.Key}").ToList();
        if (actions.Count > MostActions) sentences.Add("For the other causes, look at Advice of each result.");
        if (isRetry && !causes.Keys.All(IsLasting))
        {
            sentences.Add("This run already used -RetryUnknown. Use it again later, or after such a change.");
        }
        else if (!causes.Keys.All(IsLasting))
        {
            var which = causes.Keys.Any(IsLasting) ? "only the domains with the other causes" : "only these domains";
            var how = hasJournal ? "run the same command with -RetryUnknown" : "pipe the Unknown results to Test-MtaSts again";
            sentences.Add($"To test {which}, {how}.");
        }

        return string.Join(" ", sentences);
    }

    private string NamesOf(IEnumerable<KeyValuePair<UnknownCause, int>> causes)
    {
        var names = string.Join(", ", causes.OrderByDescending(cause => cause.Value).ThenBy(cause => cause.Key).Select(cause => NameOf(cause.Key)));
        return char.ToUpperInvariant(names[0]) + names.Substring(1);
    }

    private string ActionFor(UnknownCause cause, bool hasJournal) => cause switch
    {
        // -Server and -SkipStartTls are settings of the journal.
        UnknownCause.DnsTimeout or UnknownCause.DnsServerFailure =>
            "try a lower -ThrottleLimit, a higher -TimeoutSec, or another resolver with -Server" + (hasJournal ? " and another journal." : "."),
        UnknownCause.DnsUnreachable or UnknownCause.DnsAnswerUnusable =>
            "check the DNS servers of this machine, or name others with -Server" + (hasJournal ? " and another journal." : "."),
        UnknownCause.MxUnreachable when !WasMxReached =>
            "use a network where port 25 is open, or -SkipStartTls" + (hasJournal ? " with another journal" : "") + ": no MX host of any domain was reached.",
        UnknownCause.PolicyHostUnreachable or UnknownCause.MxUnreachable => "test them from another network.",
        UnknownCause.MxNoAnswer => "test them later, or from another network.",
        UnknownCause.MxRefused => "read the reply in the check StartTls.Connect, and test them later, or from another network.",
        UnknownCause.PolicyHostRefused => "test them later, or with a lower -ThrottleLimit.",
        UnknownCause.LimitOfThisMachine => "test them on a machine with newer TLS, in PowerShell 7.",
        UnknownCause.TooManyMxHosts => "a new test has the same result; the domain's owner can remove MX records.",
        _ => "look at the checks with the status Unknown.",
    };
}
