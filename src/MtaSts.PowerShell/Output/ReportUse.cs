namespace MtaSts.PowerShell.Output;

/// <summary>What a cmdlet does with the reports that it reads: an error about one names only parameters that the cmdlet has.</summary>
internal enum ReportUse
{
    /// <summary>Read-TlsRptReport returns them.</summary>
    Read,

    /// <summary>Receive-TlsRptReport returns them once.</summary>
    Receive,

    /// <summary>Receive-TlsRptReport returns them, and records nothing.</summary>
    Try,

    /// <summary>Receive-TlsRptReport moves their messages.</summary>
    Move,

    /// <summary>Export-MtaStsReport shows them.</summary>
    Show,
}
