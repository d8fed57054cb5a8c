using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Security.Cryptography.X509Certificates;
using MtaSts.Dns;
using MtaSts.PowerShell.Commands;
using MtaSts.Text;
using MtaSts.TlsRpt;

namespace MtaSts.PowerShell.Input;

/// <summary>The parameters of Test-MtaSts that change what a test finds. Time-outs and limits do not: they may differ when a scan continues.</summary>
internal static class JournalSettings
{
    /// <summary>The settings: what they mean, and not how they are written.</summary>
    /// <param name="command">The cmdlet.</param>
    /// <param name="roots">The certificates that its -TrustedRoot names.</param>
    public static IReadOnlyList<KeyValuePair<string, string>> Of(TestMtaStsCommand command, IReadOnlyCollection<X509Certificate2> roots) =>
    [
        new("the version of the module", typeof(JournalSettings).Assembly.GetName().Version!.ToString(3)),
        new("-SkipStartTls", OnOff(command.SkipStartTls)),
        new("-DnsFirst", OnOff(command.DnsFirst)),
        new("-WarnDays", command.WarnDays.ToString(CultureInfo.InvariantCulture)),
        new("-Server", Servers(command.Server)),
        new("-AllowPrivateAddress", OnOff(command.AllowPrivateAddress)),
        new("-NoProxy", OnOff(command.NoProxy)),
        new("-HttpsPort", command.HttpsPort.ToString(CultureInfo.InvariantCulture)),
        new("-SmtpPort", command.SmtpPort.ToString(CultureInfo.InvariantCulture)),
        new("-TrustedRoot", roots.Count == 0 ? "none" : List(roots.Select(Root))),
    ];

    private static string OnOff(bool value) => value ? "on" : "off";

    /// <summary>All servers are asked until one answers, so their order and repetitions do not change what a test finds.</summary>
    private static string Servers(string[] servers) => servers.Length == 0 ? "the system's" : List(servers.Select(Server));

    /// <summary>Each item once, in an order that does not depend on that of the input.</summary>
    private static string List(IEnumerable<string> items) => string.Join(", ", items.Distinct().OrderBy(item => item, StringComparer.Ordinal));

    /// <summary>
    /// The path of a DNS-over-HTTPS URL may be the key of an account. The journal has eight bits of its hash: they show that it is another one, but not
    /// which, even where the key is short enough to try all of them.
    /// </summary>
    private static string Server(string text)
    {
        if (!DnsServer.TryParse(text, out var server, out _)) return ResolverUrl.Shown(text);
        var (whole, shown) = (server.ToString(), ResolverUrl.Shown(server.ToString()));
        return shown == whole ? whole : shown + " (" + (ContentKey.Of(server.Url!.PathAndQuery).Low & 0xFF).ToString("x2", CultureInfo.InvariantCulture) + ")";
    }

    /// <summary>A file may be named in several ways, and another certificate may be put into it.</summary>
    private static string Root(X509Certificate2 root) => root.GetNameInfo(X509NameType.SimpleName, forIssuer: false) + " (" + root.Thumbprint + ")";
}
