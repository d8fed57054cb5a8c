using System;
using System.Collections.Generic;

namespace MtaSts.Intake;

/// <summary>
/// What is known of a source of reports: how far its messages were walked, and what was received. It keeps no message and
/// no report, only hashes of their ids and contents, and no access token.
/// </summary>
public sealed class IntakeState
{
    /// <summary>The most keys of each kind; the oldest beyond it are forgotten.</summary>
    internal const int MostKeys = 1_000_000;

    /// <summary>The most messages that are tried again.</summary>
    internal const int MostPending = 10_000;

    /// <summary>The most errors that are known; the oldest beyond it are forgotten.</summary>
    internal const int MostTold = 10_000;

    /// <summary>Creates an empty state.</summary>
    /// <param name="source">The mailbox folder or the folder of files that it is of.</param>
    /// <exception cref="ArgumentNullException"><paramref name="source"/> is null.</exception>
    public IntakeState(string source) => Source = source ?? throw new ArgumentNullException(nameof(source));

    /// <summary>The mailbox folder or the folder of files that it is of.</summary>
    public string Source { get; }

    /// <summary>When it was written last, in UTC; null for a new one.</summary>
    public DateTime? Updated { get; internal set; }

    /// <summary>The link at which the next run goes on; null to begin with the first message. It is checked before it is followed.</summary>
    public string? Cursor { get; internal set; }

    /// <summary>Messages that could not be fetched; the next run tries them again.</summary>
    public List<MailMessage> Pending { get; } = [];

    /// <summary>Messages that were received, by their ids.</summary>
    public SeenKeys Messages { get; } = new(MostKeys);

    /// <summary>Files that were read, by path, length and time.</summary>
    public SeenKeys Files { get; } = new(int.MaxValue);

    /// <summary>Errors that ended a run, by their text: the next run gives them as warnings, and continues.</summary>
    public SeenKeys Told { get; } = new(MostTold);

    /// <summary>Reports that were received (see <see cref="TlsRpt.ReportIdentity"/>).</summary>
    public SeenKeys Reports { get; } = new(MostKeys);
}
