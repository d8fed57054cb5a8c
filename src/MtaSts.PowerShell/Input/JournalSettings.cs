using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using MtaSts.PowerShell.Commands;
using MtaSts.TlsRpt;

namespace MtaSts.PowerShell.Input;

/// <summary>The parameters of Test-MtaSts that change what a test finds. Time-outs and limits do not: they may differ when a scan continues.</summary>
internal static class JournalSettings
{
    public static IReadOnlyList<KeyValuePair<string, string>> Of(TestMtaStsCommand command) =>
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
        new("-TrustedRoot", command.TrustedRoot.Length == 0 ? "none" : string.Join(", ", command.TrustedRoot)),
    ];

    private static string OnOff(bool value) => value ? "on" : "off";

    private static string Servers(string[] servers) => servers.Length == 0 ? "the system's" : string.Join(", ", servers.Select(Server));

    /// <summary>The path of a DNS-over-HTTPS URL may be the key of an account; the journal has a hash of it.</summary>
    private static string Server(string text) => Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme == Uri.UriSchemeHttps
        ? url.GetLeftPart(UriPartial.Authority) + "/… (" + ContentKey.Of(url.PathAndQuery) + ")"
        : text;
}
