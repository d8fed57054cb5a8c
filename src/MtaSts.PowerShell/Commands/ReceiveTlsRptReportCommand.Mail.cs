using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using MtaSts.Intake;
using MtaSts.PowerShell.Input;
using MtaSts.PowerShell.Output;
using MtaSts.Text;

namespace MtaSts.PowerShell.Commands;

/// <content>The messages of a mailbox, page by page: fetched, read, moved.</content>
public sealed partial class ReceiveTlsRptReportCommand
{
    private void ReceiveMail()
    {
        _client = Connect();
        var folder = FindFolder(Folder);
        var target = IsMoving ? FindFolder(MoveTo) : "";
        OpenState(_client.Endpoint.MailFolder(Mailbox, folder).AbsoluteUri);
        var options = new MessageWalkOptions { Mailbox = Mailbox, Folder = folder, After = _after };
        MessageWalk walk = IsMoving ? new ListWalk(_client, _state, options) : new DeltaWalk(_client, _state, options);
        while (Do("messages", token => walk.NextAsync(token)) is { } page)
        {
            var read = new MailPage(page);
            foreach (var message in page.Messages) AddMessage(message, read);
            _queue.Complete();
            WriteErrors();
            if (IsMoving) Move(read, target);
            try
            {
                walk.Complete(page, read.Failed);
            }
            catch (GraphException error)
            {
                Fail(error);
            }

            ClosePage();
        }

        if (walk is DeltaWalk { Restarts: > 0 })
            WriteVerbose("The delta link had expired, so the folder was listed from the beginning. Known messages were not fetched again.");
        if (walk is ListWalk { HasMore: true })
        {
            WriteWarning(FormattableString.Invariant(
                $"The folder has more than {ListWalk.MostMessages:#,0} messages. Run the command again to receive the others."));
        }
    }

    private void AddMessage(MailMessage message, MailPage page)
    {
        var number = _number++;
        _queue.Add(new IntakeItem(message.Name, token => FetchAsync(message, number, token), result => TakeMessage(message, page, result)) { Number = number });
    }

    private async Task<object?> FetchAsync(MailMessage message, long number, CancellationToken cancellationToken)
    {
        var name = SafeText.Excerpt(message.Subject, 60);
        _queue.Post(new ProgressMessage(name, IsBegin: true));
        try
        {
            var mime = await _client!.GetMimeAsync(Mailbox, message.Id, MaxMailBytes, cancellationToken).ConfigureAwait(false);
            return Open(ReportInput.Bytes(mime, message.Name) with { Number = number }, cancellationToken);
        }
        catch (GraphException error) when (error.Fault is GraphFault.NotFound or GraphFault.TooLarge or GraphFault.Unavailable or GraphFault.Throttled)
        {
            return error;
        }
        finally
        {
            _queue.Post(new ProgressMessage(name, IsBegin: false));
        }
    }

    private void TakeMessage(MailMessage message, MailPage page, object? result)
    {
        if (result is ReportBatch batch)
        {
            _failedInARow = 0;
            var isWhole = Write(batch, message.Name, out var isLeftOut);
            if (isWhole) page.Received.Add(message);
            else if (isLeftOut && IsMoving) page.Failed.Add(message); // it stays in the folder, for a run that wants it
            return;
        }

        var error = (GraphException)result!;
        if (error.Fault == GraphFault.NotFound) return; // somebody moved or deleted it
        Tell(ErrorRecords.MessageNotFetched(message, error));
        if (error.Fault == GraphFault.TooLarge) return; // it would be too large the next time too
        page.Failed.Add(message);
        if (++_failedInARow < MostInARow) return;
        WriteErrors();
        Fail(error);
    }

    /// <summary>A message is moved when its reports were returned, so that what is left shows what is wrong.</summary>
    private void Move(MailPage page, string target)
    {
        foreach (var message in page.Received)
        {
            if (!ShouldProcess(message.Name, $"Move to the folder '{SafeText.Excerpt(MoveTo, 100)}'"))
            {
                page.Failed.Add(message);
                continue;
            }

            _queue.Add(new IntakeItem(message.Name, token => MoveAsync(message, target, token), result =>
            {
                if (result is not GraphException error) return;
                page.Failed.Add(message);
                Tell(ErrorRecords.MessageNotMoved(message, error));
            }));
        }

        _queue.Complete();
        WriteErrors();
    }

    private async Task<object?> MoveAsync(MailMessage message, string target, CancellationToken cancellationToken)
    {
        try
        {
            await _client!.MoveAsync(Mailbox, message.Id, target, cancellationToken).ConfigureAwait(false);
            return null;
        }
        catch (GraphException error) when (error.Fault is not (GraphFault.Unauthorized or GraphFault.NotConnected))
        {
            return error;
        }
    }

    /// <summary>What became of the messages of a page.</summary>
    private sealed class MailPage(MessagePage page)
    {
        public IReadOnlyList<MailMessage> Messages => page.Messages;

        /// <summary>Their reports were all returned.</summary>
        public List<MailMessage> Received { get; } = [];

        /// <summary>They are not received: they could not be fetched or moved.</summary>
        public List<MailMessage> Failed { get; } = [];
    }
}
