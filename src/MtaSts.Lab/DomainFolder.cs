using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using MtaSts.Lab.Dns;
using MtaSts.Lab.Https;

namespace MtaSts.Lab;

/// <summary>
/// A domain that changes while the lab runs: <c>rollout.test</c> has a healthy MX host and nothing else, until a test
/// writes files into a folder. <c>mta-sts.txt</c> there is the policy; without it the policy host has no address.
/// Every <c>*.zone</c> file holds DNS records, one per line, of any domain. Files are read for each request.
/// </summary>
public sealed class DomainFolder
{
    private readonly string _folder;

    /// <param name="folder">The folder; it must exist.</param>
    public DomainFolder(string folder)
    {
        if (!Directory.Exists(folder))
            throw new InvalidOperationException($"There is no folder '{folder}'.");
        _folder = Path.GetFullPath(folder);
    }

    private string PolicyPath => Path.Combine(_folder, "mta-sts.txt");

    /// <summary>The domain.</summary>
    public LabDomain Domain => new("rollout.test", "The verdict depends on the files in the folder.", new("NotConfigured", "Deliver"))
    {
        Records = [],
        TlsRpt = [],
        PolicyHost = HttpsHost.With(HttpReply.FromFile(PolicyPath)),
    };

    /// <summary>The records of the folder; a name in it has no others.</summary>
    public IReadOnlyList<ZoneRecord>? Answer(string name, LabDnsType type)
    {
        var there = Directory.EnumerateFiles(_folder, "*.zone")
            .SelectMany(File.ReadLines)
            .Select(ZoneLine.Read)
            .Where(r => r is not null && r.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
            .ToList();
        if (there.Count > 0)
            return [.. there.Where(r => r!.Type == type)!];
        var isHiddenHost = name.Equals("mta-sts.rollout.test", StringComparison.OrdinalIgnoreCase) && !File.Exists(PolicyPath);
        return isHiddenHost ? [] : null;
    }
}
