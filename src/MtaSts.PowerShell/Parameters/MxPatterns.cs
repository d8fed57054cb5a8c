using System;
using System.Collections.Generic;
using System.Management.Automation;
using MtaSts.Policies;
using MtaSts.PowerShell.Output;

namespace MtaSts.PowerShell.Parameters;

/// <summary>The common part of the cmdlets that write policies.</summary>
internal static class MxPatterns
{
    /// <summary>
    /// The line ending that Set-Content adds after the last line of a file, so that all lines of a policy end alike. Senders accept both
    /// (RFC 8461 §3.2 <c>sts-policy-term</c>).
    /// </summary>
    public static string LineEnd => Environment.NewLine == "\r\n" ? "\r\n" : "\n";

    /// <summary>Reads patterns; the first invalid one ends the cmdlet.</summary>
    public static IReadOnlyList<string> Read(PSCmdlet cmdlet, IEnumerable<string?> inputs)
    {
        var patterns = new List<string>();
        foreach (var input in inputs)
        {
            if (!PolicyBuilder.TryReadPattern(input, out var pattern, out var problem))
                cmdlet.ThrowTerminatingError(ErrorRecords.InvalidMxPattern(input, problem));
            patterns.Add(pattern!);
        }

        return patterns;
    }
}
