using System;

namespace MtaSts.Intake;

/// <summary>Which messages to walk.</summary>
public sealed class MessageWalkOptions
{
    /// <summary>The mailbox: an address or an id.</summary>
    public required string Mailbox { get; init; }

    /// <summary>The folder: an id or a well-known name.</summary>
    public required string Folder { get; init; }

    /// <summary>
    /// Leaves out messages that were received before this time, in UTC; null for none. A report is sent after its period, so such a message
    /// contains none that ends later.
    /// </summary>
    public DateTime? After { get; init; }

    /// <summary>How many messages a page has at most. A process that is killed repeats at most one page. 200.</summary>
    public int PageSize { get; init; } = 200;
}
