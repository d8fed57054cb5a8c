using System;
using System.IO;
using System.Management.Automation;
using MtaSts.Intake;
using MtaSts.Text;
using MtaSts.TlsRpt.Archive;

namespace MtaSts.PowerShell.Output;

/// <content>Errors of receiving reports.</content>
internal static partial class ErrorRecords
{
    public static ErrorRecord InvalidIntakeState(string path, Exception error) => Create(
        new InvalidDataException(
            $"The state file '{Shown(path)}' cannot be used, and was not changed. {Shown(ExceptionText.Of(error))}", ExceptionText.ToKeep(error)),
            "InvalidIntakeState", ErrorCategory.InvalidData, path,
        "Give each mailbox folder, and each folder of files, a separate state file. Without the file everything is received again. "
            + "Measure-TlsRptReport counts a report only once even then.");

    public static ErrorRecord IntakeStateNotWritten(string path, Exception error) => Create(
        new IOException(
            $"The state file '{Shown(path)}' could not be written, and was not changed: {Shown(ExceptionText.Of(error))}", ExceptionText.ToKeep(error)),
            "IntakeStateNotWritten", ErrorCategory.WriteError, path,
        "Check the file, its folder, the free space, and your permission to write there. The next run returns the reports of the last page again.");

    public static ErrorRecord IntakeLinkChanged(string path, string target) => Create(
        new IOException(
            $"The link '{Shown(path)}' no longer leads to the state file. It was changed while the command was running. What was received is recorded in "
                + $"'{Shown(target)}'."), "IntakeLinkChanged", ErrorCategory.WriteError, path,
        "Point the link to that file again before you run the command again. Otherwise what was received is received again.");

    public static ErrorRecord NoGraphConnection() => Create(
        new InvalidOperationException("There is no connection to Microsoft Graph in this session."), "NoGraphConnection", ErrorCategory.ConnectionError, null,
        "Run Connect-MgGraph first (in a runbook: Connect-MgGraph -Identity), or give an access token with -AccessToken.");

    public static ErrorRecord InvalidGraphEndpoint(Uri endpoint) => Create(
        new ArgumentException($"'{Shown(endpoint.ToString())}' is not a Microsoft Graph endpoint to which a token may be sent."), "InvalidGraphEndpoint",
            ErrorCategory.InvalidArgument, endpoint,
        "Give https:// and the host name, such as https://graph.microsoft.us.");

    public static ErrorRecord MailFolderNotFound(string mailbox, string folder) => Create(
        new ItemNotFoundException($"The mailbox {Shown(mailbox)} has no folder '{Shown(folder)}'."), "MailFolderNotFound", ErrorCategory.ObjectNotFound, folder,
        "Give a well-known name such as inbox, or the path as Outlook shows it, such as 'Inbox/TLS reports'.");

    public static ErrorRecord GraphFailed(string mailbox, GraphException error, bool hasToken) => Create(
        new InvalidOperationException(ExceptionText.Of(error), CauseOf(error)), "Graph" + error.Fault, CategoryOf(error.Fault), mailbox,
        error.Fault == GraphFault.NotConnected
                ? "Run Connect-MgGraph first (in a runbook: Connect-MgGraph -Identity), or give an access token with -AccessToken."
            : error.Fault == GraphFault.Unauthorized && hasToken
                ? "Get a new access token for Microsoft Graph, and run the command again. It continues where it stopped. Tokens expire after about an hour."
            : error.Fault == GraphFault.Unauthorized ? "Run Connect-MgGraph again, and then this command. It continues where it stopped."
            : error.Fault == GraphFault.Forbidden
                ? "The app needs the application right Mail.Read for this mailbox, and Mail.ReadWrite for -MoveTo. "
                    + "The notes of Get-Help Receive-TlsRptReport -Full contain the commands that grant it. A new right works after up to 2 hours."
            : error.Fault == GraphFault.NotFound ? "Check the address of the mailbox and the name of the folder."
            : error.Fault is GraphFault.Throttled or GraphFault.Unavailable ? "Run the command again later. It continues where it stopped."
            : error.Fault == GraphFault.BadAnswer
                ? "Check -GraphEndpoint and the proxy. If the link is from the state file, somebody changed it: move the file away to receive everything again."
            : "Check -Mailbox and -Folder. The state was not changed, so the next run begins at the same page.");

    public static ErrorRecord MessageNotFetched(MailMessage message, GraphException error) => Create(
        new IOException($"The message {message.Name} could not be fetched: {ExceptionText.Of(error)}", CauseOf(error)), "MessageNotFetched",
            ErrorCategory.ReadError, message,
        error.Fault == GraphFault.TooLarge
            ? "If it is from a sender you trust, save it as a file and read it with Read-TlsRptReport -MaxMailBytes."
            : "The next run tries again. If it fails every time, open the message in Outlook, and delete it.");

    public static ErrorRecord MessageNotMoved(MailMessage message, GraphException error) => Create(
        new IOException($"The message {message.Name} could not be moved: {ExceptionText.Of(error)}", CauseOf(error)), "MessageNotMoved",
            ErrorCategory.WriteError, message,
        "The next run reads it again. The app needs the application right Mail.ReadWrite for this mailbox to move messages.");

    public static ErrorRecord ReportsNotExported(string path, Exception error, bool hasDrafts) => Create(
        new IOException($"The reports could not be written to '{Shown(path)}': {Shown(ExceptionText.Of(error))}", ExceptionText.ToKeep(error)),
            "ReportsNotExported", ErrorCategory.WriteError, path,
        hasDrafts
            ? "Check the folder, its free space and your permission to write there, and run the command again. "
                + "The next run also writes the reports of this run."
            : "Check the folder, its free space and your permission to write there, and run the command again.");

    public static ErrorRecord ReportNotExported(string id, string organization, string source, ArchiveRefusal refusal) => Create(
        new InvalidDataException(
            (string.IsNullOrEmpty(id) ? "A report without an id" : $"The report '{SafeText.Excerpt(id, 200)}'")
                + $" of {SafeText.Excerpt(organization, 200)} was not exported: {WhyRefused(refusal)}, so Read-TlsRptReport could not read it back. "
                + $"Source: {Shown(source)}"), "ReportNotExported", ErrorCategory.LimitsExceeded, source,
        "Check the source. Real reports do not come near this limit, so this one is probably malicious. If it is from a sender you trust, keep the source: "
            + "Read-TlsRptReport reads it. The other reports are not affected.");

    public static ErrorRecord MoreReportsNotExported(long count) => Create(
        new InvalidDataException(FormattableString.Invariant($"{count:#,0} more reports were not exported, because they exceed the limits of an archive.")),
            "MoreReportsNotExported", ErrorCategory.LimitsExceeded, null,
        "Look at the errors before this one. Somebody probably sends such reports on purpose.");

    private static string WhyRefused(ArchiveRefusal refusal) => FormattableString.Invariant(refusal switch
    {
        ArchiveRefusal.TextTooLong => (FormattableString)$"a text in it takes more than {ArchiveLimits.MaxTextBytes:#,0} bytes as JSON",
        ArchiveRefusal.TooManyItems => $"a policy in it has more than {ArchiveLimits.MaxItems:#,0} lines and MX patterns",
        _ => $"its rows, each of which repeats the policy, take more than {ArchiveLimits.MaxFileBytes:#,0} bytes",
    });

    private static Exception? CauseOf(GraphException error) => // the fault itself says all that its exception says
        error.InnerException is { } inner ? ExceptionText.ToKeep(inner) : null;

    private static ErrorCategory CategoryOf(GraphFault fault) => fault switch
    {
        GraphFault.NotConnected => ErrorCategory.ConnectionError,
        GraphFault.Unauthorized => ErrorCategory.AuthenticationError,
        GraphFault.Forbidden => ErrorCategory.PermissionDenied,
        GraphFault.NotFound => ErrorCategory.ObjectNotFound,
        GraphFault.Throttled => ErrorCategory.LimitsExceeded,
        GraphFault.Unavailable => ErrorCategory.ResourceUnavailable,
        _ => ErrorCategory.ProtocolError,
    };
}
