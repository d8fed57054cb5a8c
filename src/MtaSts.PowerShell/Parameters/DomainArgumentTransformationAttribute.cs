using System.Management.Automation;

namespace MtaSts.PowerShell.Parameters;

/// <summary>
/// Extracts the domain from the argument of a parameter that is not for the pipeline: text unchanged, also an empty one, which the parameter's
/// own validation refuses. Otherwise the same as <see cref="DomainNameTransformationAttribute"/>.
/// </summary>
public sealed class DomainArgumentTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        if (inputData is null or string) return inputData;
        var names = DomainNameTransformationAttribute.NamesOf(inputData);
        return names.Count == 1 ? names[0] : names.ToArray();
    }
}
