using System;
using System.Globalization;
using System.Threading;
using System.Threading.Tasks;

namespace MtaSts.Intake;

/// <summary>
/// Walks what is new since the last run with the delta query of Microsoft Graph. A link that has expired makes it begin again with the first
/// message; the state still knows what was received.
/// </summary>
/// <param name="client">Sends the requests.</param>
/// <param name="state">Where to go on, and what is known.</param>
/// <param name="options">The folder.</param>
public sealed class DeltaWalk(GraphClient client, IntakeState state, MessageWalkOptions options) : MessageWalk(client, state, options)
{
    private const int MaxRestarts = 3;

    private bool _isBegun;
    private bool _isEnded;
    private string? _next; // the link of the next page; null for the first request
    private bool _hasNext;

    /// <summary>How often the walk began again because a link had expired.</summary>
    public int Restarts { get; private set; }

    /// <inheritdoc/>
    private protected override bool KeepsFailed => true;

    /// <inheritdoc/>
    public override async Task<MessagePage?> NextAsync(CancellationToken cancellationToken)
    {
        if (!_isBegun)
        {
            _isBegun = true;
            _next = State.Cursor;
            if (State.Pending.Count > 0) return new MessagePage([.. State.Pending], null, isRetry: true);
        }

        while (!_isEnded)
        {
            var address = _next is null ? Client.Endpoint.Delta(Options.Mailbox, Options.Folder) : Checked(_next);
            GraphPage page;
            try
            {
                page = await Client.GetPageAsync(address, Prefer(), cancellationToken).ConfigureAwait(false);
            }
            catch (GraphException error) when (error.Fault == GraphFault.CursorExpired && Restarts < MaxRestarts)
            {
                Restarts++;
                _next = null;
                _hasNext = false;
                continue;
            }

            return Take(page);
        }

        return null;
    }

    private MessagePage Take(GraphPage page)
    {
        if (page.NextLink is null == page.DeltaLink is null)
            throw new GraphException(GraphFault.BadAnswer, "The answer should contain either a nextLink or a deltaLink.");
        var link = page.NextLink ?? page.DeltaLink!;
        Checked(link);
        if (page.NextLink is not null && _hasNext && link == _next)
            throw new GraphException(GraphFault.BadAnswer, "The answer's nextLink leads to the same page again.");
        _next = link;
        _hasNext = true;
        _isEnded = page.DeltaLink is not null;
        return new MessagePage(New(page.Items), link);
    }

    private string Prefer() => string.Format(CultureInfo.InvariantCulture, "odata.maxpagesize={0}, {1}", Options.PageSize, ImmutableId);

    /// <summary>A token is sent to a link of a file or an answer only when it leads to the service that the token is for.</summary>
    private Uri Checked(string link) => Client.Endpoint.TryReadDeltaLink(link, out var address)
        ? address!
        : throw new GraphException(
            GraphFault.BadAnswer,
            $"The link {Text.SafeText.Excerpt(link, 100)} does not lead to the messages of a folder at {Client.Endpoint.Root.Host}. Nothing was sent to it.");
}
