using System.Collections.Generic;

namespace MtaSts.Intake;

/// <summary>The messages of one page that must be fetched.</summary>
public sealed class MessagePage
{
    internal MessagePage(IReadOnlyList<MailMessage> messages, string? cursor, bool isRetry = false)
    {
        Messages = messages;
        Cursor = cursor;
        IsRetry = isRetry;
    }

    /// <summary>The messages, in the order in which Graph lists them.</summary>
    public IReadOnlyList<MailMessage> Messages { get; }

    /// <summary>The link at which the walk goes on behind this page; null when the page is not one of a delta walk.</summary>
    internal string? Cursor { get; }

    /// <summary>The messages are those that an earlier run could not fetch.</summary>
    internal bool IsRetry { get; }
}
