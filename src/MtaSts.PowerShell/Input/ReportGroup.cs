using System.Collections.Generic;

namespace MtaSts.PowerShell.Input;

/// <summary>
/// Inputs that are read one after the other in one piece of work: to start one and to wait for it takes longer than to read a small file.
/// </summary>
internal sealed class ReportGroup
{
    private const int MaxInputs = 32;
    private const long MaxBytes = 256 * 1024; // several at once are only worth it for files that are quick to read

    private readonly List<ReportInput> _inputs = [];
    private long _bytes;

    private ReportGroup(long number) => Number = number;

    /// <summary>The inputs, in order.</summary>
    public IReadOnlyList<ReportInput> Inputs => _inputs;

    /// <summary>The place of the group in the order of all groups, from 0.</summary>
    public long Number { get; }

    /// <summary>Splits inputs into groups: small files with their neighbors, everything else alone.</summary>
    /// <param name="inputs">The inputs, in order.</param>
    /// <param name="first">The number of the first group.</param>
    public static IEnumerable<ReportGroup> Of(IEnumerable<ReportInput> inputs, long first)
    {
        ReportGroup? group = null;
        foreach (var input in inputs)
        {
            if (group is not null && !group.HasRoom(input))
            {
                yield return group;
                first = group.Number + 1;
                group = null;
            }

            group ??= new ReportGroup(first);
            input.Number = group.Number;
            group._inputs.Add(input);
            group._bytes += input.Length > 0 ? input.Length : MaxBytes;
        }

        if (group is not null) yield return group;
    }

    private bool HasRoom(ReportInput input) =>
        _inputs.Count < MaxInputs && input.Length > 0 && _bytes + input.Length <= MaxBytes;
}
