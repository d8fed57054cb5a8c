using System.Management.Automation;
using MtaSts.Policies;

namespace MtaSts.PowerShell.Commands;

/// <summary>Parses the text of a policy and says what is wrong with it.</summary>
[Cmdlet(VerbsData.ConvertFrom, "MtaStsPolicy", DefaultParameterSetName = "InputObject")]
[OutputType(typeof(Policy))]
public sealed class ConvertFromMtaStsPolicyCommand : ParseCommand
{
    /// <inheritdoc/>
    protected override bool JoinsLines => true;

    /// <inheritdoc/>
    protected override object Parse(string text) => PolicyParser.ParseAlone(text);

    /// <inheritdoc/>
    protected override object Parse(byte[] bytes) => PolicyParser.ParseAlone(bytes);
}
