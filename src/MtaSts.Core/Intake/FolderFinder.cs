using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MtaSts.Text;

namespace MtaSts.Intake;

/// <summary>Finds a mail folder by a well-known name, by its id, or by a path of display names such as <c>Inbox/TLS reports</c>.</summary>
public static class FolderFinder
{
    private const string Root = "msgfolderroot";
    private const int ShortestId = 60; // ids are longer than names that people give

    private static readonly HashSet<string> WellKnown = new(StringComparer.OrdinalIgnoreCase)
    {
        "archive", "clutter", "conflicts", "conversationhistory", "deleteditems", "drafts", "inbox", "junkemail", "localfailures", Root, "outbox",
        "recoverableitemsdeletions", "scheduled", "searchfolders", "sentitems", "serverfailures", "syncissues",
    };

    /// <summary>The id of a folder, or its well-known name.</summary>
    /// <param name="client">Sends the requests.</param>
    /// <param name="mailbox">An address or an id.</param>
    /// <param name="folder">What the admin calls the folder.</param>
    /// <param name="cancellationToken">Ends the requests.</param>
    /// <returns>Null when there is no such folder.</returns>
    /// <exception cref="GraphException">The folders cannot be looked up.</exception>
    public static async Task<string?> FindAsync(GraphClient client, string mailbox, string folder, CancellationToken cancellationToken)
    {
        if (client is null) throw new ArgumentNullException(nameof(client));
        if (mailbox is null) throw new ArgumentNullException(nameof(mailbox));
        if (folder is null) throw new ArgumentNullException(nameof(folder));
        var names = folder.Split(['/', '\\'], StringSplitOptions.RemoveEmptyEntries).Select(name => name.Trim()).Where(name => name.Length > 0).ToList();
        if (names.Count == 0) return null;
        if (names.Count == 1 && IsId(names[0])) return names[0];
        if (WellKnown.Contains(names[0]))
            return await BelowAsync(client, mailbox, names[0].ToLowerInvariant(), names.Skip(1), cancellationToken).ConfigureAwait(false);

        // Rules put reports below the inbox or beside it.
        return await BelowAsync(client, mailbox, Root, names, cancellationToken).ConfigureAwait(false)
            ?? await BelowAsync(client, mailbox, "inbox", names, cancellationToken).ConfigureAwait(false);
    }

    private static bool IsId(string name) =>
        name.Length >= ShortestId && name.All(c => c is >= 'a' and <= 'z' or >= 'A' and <= 'Z' or >= '0' and <= '9' or '-' or '_' or '=');

    private static async Task<string?> BelowAsync(
        GraphClient client, string mailbox, string parent, IEnumerable<string> names, CancellationToken cancellationToken)
    {
        foreach (var name in names)
        {
            var page = await client.GetPageAsync(client.Endpoint.ChildFolders(mailbox, parent, name), null, cancellationToken).ConfigureAwait(false);
            if (page.Items.Count == 0) return null;
            if (page.Items.Count > 1)
            {
                throw new GraphException(
                    GraphFault.NotFound, $"There is more than one folder with the name '{SafeText.Excerpt(name, 100)}'. Give the id of the folder.");
            }

            parent = page.Items[0].Id;
        }

        return parent;
    }
}
