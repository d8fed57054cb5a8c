using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using MtaSts.Integration;
using MtaSts.TlsRpt.Senders;

namespace MtaSts.Engines;

/// <summary>The SQL knows the same large senders as the module.</summary>
internal static class SenderTrial
{
    private static readonly string[] Others =
    [
        "GOOGLE, Inc.", "Google Ltd. GmbH", "1&1 Mail & Media GmbH", "Yahoo!", "Mail.Ru Group", "googlé",
        "inc", "", "contoso.test", "google mail", "not google",
        new string('x', 200),
    ];

    public static void Run(Outcome outcome, string folder)
    {
        Archive.Write(folder, Panels.Reports());
        using var store = DuckStore.Load(folder);
        var field = typeof(KnownSenders).GetField("Domains", BindingFlags.Static | BindingFlags.NonPublic)!;
        var names = ((Dictionary<string, string[]>)field.GetValue(null)!).Keys.Concat(Others).ToList();
        foreach (var name in names)
        {
            var isKnown = (bool)store.Ask($"SELECT tlsrpt_is_known_sender('{name}') AS Known").Single()["Known"]!;
            if (isKnown != (KnownSenders.DomainsOf(name) is not null)) outcome.Check($"DuckDB knows the sender '{name}' like the module", false, $"{isKnown}");
        }

        outcome.Check($"DuckDB knows the large senders like the module, with {names.Count} names", names.Count > Others.Length + 10, "no names");
    }
}
