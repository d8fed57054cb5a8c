using System.Collections.Generic;
using System.Management.Automation;
using MtaSts.TlsRpt;

namespace MtaSts.PowerShell.Commands;

/// <content>
/// Errors of single messages and files. With -ErrorAction Stop an error ends the run, and so would every later run at the same place. Errors are
/// therefore written behind the reports of their page. What had one is recorded, and nothing else of the page: a script that the error ended may
/// have lost its reports. The next run returns them again, and the errors are warnings.
/// </content>
public sealed partial class ReceiveTlsRptReportCommand
{
    private const int MostHeld = 5_000; // errors, each of some kilobytes; a page of files may have hundreds of times as many

    private readonly List<(ErrorRecord Error, ContentKey Key)> _held = [];

    /// <summary>Takes an error of one message or file.</summary>
    /// <param name="error">The error.</param>
    /// <param name="key">What the message or file is known by.</param>
    private void Tell(ErrorRecord error, ContentKey key)
    {
        if (_state.Told.Contains(key))
        {
            WriteWarning(error.ErrorDetails.Message + " This is a warning because an earlier run ended with an error.");
            return;
        }

        _held.Add((error, key));
        if (_held.Count >= MostHeld) WriteErrors();
    }

    private void WriteErrors()
    {
        var isStopping = Stopping; // by Ctrl+C: the errors are not seen then
        try
        {
            foreach (var (error, _) in _held) WriteError(error);
        }
        catch (PipelineStoppedException) when (!isStopping)
        {
            foreach (var (_, key) in _held) _state.Told.Add(key);
            Save();
            throw;
        }

        _held.Clear();
    }
}
