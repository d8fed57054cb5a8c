using System.Diagnostics.CodeAnalysis;
using System.Management.Automation;
using MtaSts.PowerShell.Output;

namespace MtaSts.PowerShell.Parameters;

/// <summary>Reads what a parameter for domains holds.</summary>
internal static class GivenDomain
{
    /// <summary>Reads a domain.</summary>
    /// <param name="input">What the parameter holds.</param>
    /// <param name="domain">The domain in A-label form.</param>
    /// <param name="error">Why it is not a domain.</param>
    public static bool TryRead(string? input, [NotNullWhen(true)] out string? domain, [NotNullWhen(false)] out ErrorRecord? error)
    {
        error = WhyNotText(input);
        var isValid = Text.DomainName.TryParse(input, out domain, out var problem);
        if (!isValid) error ??= ErrorRecords.InvalidDomain(input, problem!);
        return error is null;
    }

    /// <summary>Why a parameter that also takes patterns and other text cannot use it; null when it is text.</summary>
    public static ErrorRecord? WhyNotText(string? input) => NotADomain.Is(input, out var problem) ? ErrorRecords.NotADomainName(problem) : null;

    /// <summary>Ends the command when one of a parameter's values is an object that names no domain.</summary>
    public static void RequireText(PSCmdlet cmdlet, string?[] inputs)
    {
        foreach (var input in inputs)
            if (WhyNotText(input) is { } error) cmdlet.ThrowTerminatingError(error);
    }
}
