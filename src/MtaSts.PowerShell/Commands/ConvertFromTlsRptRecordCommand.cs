using System.Management.Automation;
using MtaSts.PowerShell.Input;
using MtaSts.Records;

namespace MtaSts.PowerShell.Commands;

/// <summary>Parses the text of a TLS-RPT TXT record and says what is wrong with it.</summary>
[Cmdlet(VerbsData.ConvertFrom, "TlsRptRecord", DefaultParameterSetName = "InputObject")]
[OutputType(typeof(TlsRptRecord))]
public sealed class ConvertFromTlsRptRecordCommand : ParseCommand
{
    /// <inheritdoc/>
    protected override bool JoinsLines => false;

    /// <inheritdoc/>
    protected override object Parse(string text) => TlsRptRecordParser.ParsePasted(text);

    /// <inheritdoc/>
    protected override object ParseExact(string text) => TlsRptRecordParser.Parse(text);

    /// <inheritdoc/>
    protected override object Parse(byte[] bytes) => TlsRptRecordParser.ParsePasted(RecordFile.Text(bytes));
}
