using System.Management.Automation;
using MtaSts.PowerShell.Input;
using MtaSts.Records;

namespace MtaSts.PowerShell.Commands;

/// <summary>Parses the text of an MTA-STS TXT record and says what is wrong with it.</summary>
[Cmdlet(VerbsData.ConvertFrom, "MtaStsRecord", DefaultParameterSetName = "InputObject")]
[OutputType(typeof(StsRecord))]
public sealed class ConvertFromMtaStsRecordCommand : ParseCommand
{
    /// <inheritdoc/>
    protected override bool JoinsLines => false;

    /// <inheritdoc/>
    protected override object Parse(string text) => StsRecordParser.ParsePasted(text);

    /// <inheritdoc/>
    protected override object ParseExact(string text) => StsRecordParser.Parse(text);

    /// <inheritdoc/>
    protected override object Parse(byte[] bytes) => StsRecordParser.ParsePasted(RecordFile.Text(bytes));
}
