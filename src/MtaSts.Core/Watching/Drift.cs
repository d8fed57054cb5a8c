using System.Collections.Generic;
using System.Linq;
using MtaSts.Text;

namespace MtaSts.Watching;

/// <summary>Compares what a domain publishes with what was accepted. The ids and severities are those of <c>Test-MtaSts -Reference</c>.</summary>
internal static class Drift
{
    public const string IdUnchanged = "Drift.IdUnchanged";
    public const string PolicyChanged = "Drift.PolicyChanged";
    public const string MxChanged = "Drift.MxChanged";
    public const string CertificateChanged = "Drift.CertificateChanged";

    private const int MostNamed = 5;

    /// <summary>
    /// Every drift check with its outcome: Pass, Info, Warning or Fail; Unknown when what it compares was not seen this time.
    /// </summary>
    public static IEnumerable<WatchedCheck> Compare(string domain, BaselineEntry entry, PublishedState now)
    {
        yield return Policy(domain, entry.Accepted.Policy, now);
        yield return Id(domain, entry, now);
        yield return Mx(entry.Accepted.MxHosts, now.MxHosts);
        yield return Certificates(entry.Accepted.Issuers, now.Issuers);
    }

    private static WatchedCheck Policy(string domain, string? accepted, PublishedState now)
    {
        if (now.Policy is null) return Unknown(PolicyChanged, "The policy was not seen this time.");
        if (accepted is null || accepted == now.Policy) return Pass(PolicyChanged, "The policy is the accepted one.");
        if (accepted.Length == 0)
            return new WatchedCheck(PolicyChanged, CheckStatus.Info, "No policy was accepted, and there is one now.", "If it was intended, accept it.");
        if (now.Policy.Length == 0)
        {
            return new WatchedCheck(
                PolicyChanged, CheckStatus.Warning, "A policy was accepted, and the domain has none now.",
                "If MTA-STS was not removed on purpose, publish the record and the policy again; otherwise accept it.");
        }

        var detail = Sentence("The policy differs from the accepted one", Lines(accepted), Lines(now.Policy));
        return new WatchedCheck(
            PolicyChanged, CheckStatus.Warning, detail,
            $"If the change was intended, accept it. If not, put the accepted policy back, then change the id in the TXT record _mta-sts.{domain}.");
    }

    private static WatchedCheck Id(string domain, BaselineEntry entry, PublishedState now)
    {
        if (now.Policy is null || now.PolicyId is null && now.Policy.Length > 0)
            return Unknown(IdUnchanged, "The policy and its id were not both seen this time.");
        var belongs = entry.PolicyOfId ?? entry.Accepted.Policy;
        if (string.IsNullOrEmpty(belongs) || now.Policy.Length == 0 || belongs == now.Policy || entry.Accepted.PolicyId != now.PolicyId)
            return Pass(IdUnchanged, "The id belongs to the policy.");
        return new WatchedCheck(
            IdUnchanged, CheckStatus.Fail,
            $"The policy has changed, and the id is still '{SafeText.Excerpt(now.PolicyId)}'. Senders that have the earlier policy do not notice.",
            $"Change the id in the TXT record _mta-sts.{domain}: New-MtaStsRecord creates a new one.");
    }

    private static WatchedCheck Mx(IReadOnlyList<string>? accepted, IReadOnlyList<string>? now)
    {
        if (now is null) return Unknown(MxChanged, "The MX hosts were not seen this time.");
        if (accepted is null || accepted.SequenceEqual(now)) return Pass(MxChanged, "The MX hosts are the accepted ones.");
        return new WatchedCheck(
            MxChanged, CheckStatus.Warning, Sentence("The MX hosts differ from the accepted ones", accepted, now),
            "If the change was intended, make sure that the policy covers the new hosts, then accept it. If not, find out who changed the zone.");
    }

    private static WatchedCheck Certificates(SortedDictionary<string, string> accepted, SortedDictionary<string, string> now)
    {
        if (now.Count == 0) return Unknown(CertificateChanged, "No certificate was seen this time.");
        var changed = now.Where(host => accepted.TryGetValue(host.Key, out var issuer) && issuer != host.Value)
            .Select(host => $"{host.Key} by '{SafeText.Excerpt(host.Value)}', accepted '{SafeText.Excerpt(accepted[host.Key])}'")
            .ToList();
        return changed.Count == 0
            ? Pass(CertificateChanged, "The certificates are from the accepted issuers.")
            : new WatchedCheck(
                CertificateChanged, CheckStatus.Info, $"Certificates are from another issuer: {ShortList.Join(changed, MostNamed, "; ")}.",
                "If the change was intended, accept it. If not, find out who requested the certificate.");
    }

    private static string Sentence(string what, IReadOnlyList<string> before, IReadOnlyList<string> now)
    {
        var parts = new List<string>(2);
        var gone = before.Except(now).ToList();
        var added = now.Except(before).ToList();
        if (gone.Count > 0) parts.Add("gone: " + Listed(gone));
        if (added.Count > 0) parts.Add("new: " + Listed(added));
        return parts.Count == 0 ? what + " in the order of its lines." : $"{what}: {string.Join("; ", parts)}.";
    }

    private static string Listed(List<string> items) => ShortList.Join(items.Select(item => $"'{SafeText.Excerpt(item, 100)}'"), MostNamed);

    private static string[] Lines(string text) => text.Split('\n');

    private static WatchedCheck Pass(string id, string detail) => new(id, CheckStatus.Pass, detail, "");

    private static WatchedCheck Unknown(string id, string detail) => new(id, CheckStatus.Unknown, detail, "");
}
