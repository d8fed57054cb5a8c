using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MtaSts.TlsRpt;

namespace MtaSts.Intake;

/// <summary>
/// Walks the messages of a mailbox folder that were not received yet, page by page. The state moves forward with
/// <see cref="Complete"/> only, so a page whose work did not end is walked again.
/// </summary>
public abstract class MessageWalk
{
    /// <summary>An id that a message keeps when it is moved.</summary>
    internal const string ImmutableId = "IdType=\"ImmutableId\"";

    private protected MessageWalk(GraphClient client, IntakeState state, MessageWalkOptions options)
    {
        Client = client ?? throw new ArgumentNullException(nameof(client));
        State = state ?? throw new ArgumentNullException(nameof(state));
        Options = options ?? throw new ArgumentNullException(nameof(options));
    }

    private protected GraphClient Client { get; }

    private protected IntakeState State { get; }

    private protected MessageWalkOptions Options { get; }

    /// <summary>Whether a later walk would not come across a message that failed.</summary>
    private protected abstract bool KeepsFailed { get; }

    /// <summary>The next page; null when there is no further one.</summary>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <exception cref="GraphException">There is no page.</exception>
    public abstract Task<MessagePage?> NextAsync(CancellationToken cancellationToken);

    /// <summary>Moves the state behind a page. Its messages are known from now on, except those that failed, which are tried again.</summary>
    /// <param name="page">The page.</param>
    /// <param name="failed">The messages that could not be fetched.</param>
    /// <exception cref="GraphException">There are too many such messages. The state is as it was.</exception>
    public void Complete(MessagePage page, IReadOnlyCollection<MailMessage> failed)
    {
        if (page is null) throw new ArgumentNullException(nameof(page));
        if (failed is null) throw new ArgumentNullException(nameof(failed));
        if (State.Pending.Count + failed.Count > IntakeState.MostPending + page.Messages.Count)
        {
            throw new GraphException(
                GraphFault.Unavailable, FormattableString.Invariant($"More than {IntakeState.MostPending:#,0} messages could not be fetched."));
        }

        var open = new HashSet<string>(failed.Select(message => message.Id), StringComparer.Ordinal);
        foreach (var message in page.Messages)
        {
            if (!open.Contains(message.Id)) State.Messages.Add(KeyOf(message));
        }

        if (page.IsRetry) State.Pending.Clear();
        if (KeepsFailed) State.Pending.AddRange(failed);
        if (page.Cursor is not null) State.Cursor = page.Cursor;
    }

    /// <summary>The messages of a page that are neither known nor older than what is wanted, each once.</summary>
    private protected List<MailMessage> New(IEnumerable<MailMessage> messages)
    {
        var taken = new HashSet<string>(StringComparer.Ordinal);
        return [.. messages.Where(message => !(message.Received < Options.After) && !State.Messages.Contains(KeyOf(message)) && taken.Add(message.Id))];
    }

    private static ContentKey KeyOf(MailMessage message) => ContentKey.Of(message.Id);
}
