using System.Collections.Generic;
using System.Management.Automation;
using MtaSts.TlsRpt;

namespace MtaSts.PowerShell.Commands;

/// <content>
/// Errors of single messages and files. With -ErrorAction Stop an error ends the run, and so would every later run at the same place. Errors are
/// therefore written behind the reports of their page. When one ends the run, only the errors of the page are recorded: the script may have lost its
/// reports with the error. The next run returns them again, and the errors are warnings.
/// </content>
public sealed partial class ReceiveTlsRptReportCommand
{
    private const int MostHeld = 5_000; // errors, each of some kilobytes; a page of files may have hundreds of times as many

    private readonly List<ErrorRecord> _held = [];
    private bool _wasTold; // an earlier run ended at this page, so its reports come again

    /// <summary>Takes an error of one message or file.</summary>
    private void Tell(ErrorRecord error)
    {
        if (_state.Told.Contains(KeyOf(error)))
        {
            _wasTold = true;
            Warn(error);
            return;
        }

        _held.Add(error);
        if (_held.Count >= MostHeld) WriteErrors();
    }

    private void Warn(ErrorRecord error) => WriteWarning(error.ErrorDetails.Message + " This is a warning because an earlier run ended with an error.");

    /// <summary>The same error in the next run: a mailbox that has grown has the same damaged message.</summary>
    private static ContentKey KeyOf(ErrorRecord error) => ContentKey.Of("error\n" + error.ErrorDetails.Message);

    /// <summary>Records the page when all of it was passed on.</summary>
    private void ClosePage()
    {
        _page.Close();
        _wasTold = false;
        Save();
    }

    private void WriteErrors()
    {
        if (_wasTold)
        {
            // One damaged file more for each run must not keep this page from ever being recorded.
            foreach (var error in _held) Warn(error);
            _held.Clear();
        }

        var isStopping = Stopping; // by Ctrl+C: the errors are not seen then
        try
        {
            foreach (var error in _held) WriteError(error);
        }
        catch (PipelineStoppedException) when (!isStopping)
        {
            foreach (var error in _held) _state.Told.Add(KeyOf(error));
            Save();
            throw;
        }

        _held.Clear();
    }
}
