using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace MtaSts.Intake;

/// <summary>
/// Walks the messages that are in a folder now. They are listed to the end before the first is handed out, because a list from
/// which messages are moved while it is paged skips some.
/// </summary>
/// <param name="client">Sends the requests.</param>
/// <param name="state">What is known.</param>
/// <param name="options">The folder.</param>
public sealed class ListWalk(GraphClient client, IntakeState state, MessageWalkOptions options) : MessageWalk(client, state, options)
{
    /// <summary>The most messages of one run; the next run takes the others.</summary>
    public const int MostMessages = 100_000;

    private List<MailMessage>? _messages;
    private int _at;

    /// <summary>Whether the folder has more messages than one run takes.</summary>
    public bool HasMore { get; private set; }

    /// <inheritdoc/>
    private protected override bool KeepsFailed => false;

    /// <inheritdoc/>
    public override async Task<MessagePage?> NextAsync(CancellationToken cancellationToken)
    {
        _messages ??= await ListAsync(cancellationToken).ConfigureAwait(false);
        if (_at >= _messages.Count) return null;
        var page = _messages.GetRange(_at, Math.Min(Options.PageSize, _messages.Count - _at));
        _at += page.Count;
        return new MessagePage(page, null);
    }

    private async Task<List<MailMessage>> ListAsync(CancellationToken cancellationToken)
    {
        var messages = new List<MailMessage>();
        var address = Client.Endpoint.Messages(Options.Mailbox, Options.Folder, Options.PageSize);
        while (true)
        {
            var page = await Client.GetPageAsync(address, ImmutableId, cancellationToken).ConfigureAwait(false);
            messages.AddRange(page.Items);
            HasMore = messages.Count > MostMessages;
            if (page.NextLink is null || HasMore) return New(messages.Take(MostMessages));
            if (!Client.Endpoint.TryReadListLink(page.NextLink, out var next) || next == address)
            {
                throw new GraphException(
                    GraphFault.BadAnswer,
                    $"The link {Text.SafeText.Excerpt(page.NextLink, 100)} does not lead to the next messages at {Client.Endpoint.Root.Host}. "
                        + "Nothing was sent to it.");
            }

            address = next!;
        }
    }
}
