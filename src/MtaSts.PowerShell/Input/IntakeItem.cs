using System;
using System.Threading;
using System.Threading.Tasks;

namespace MtaSts.PowerShell.Input;

/// <summary>One piece of work of an intake: a page, a message or a file.</summary>
/// <param name="Name">Its name in an error.</param>
/// <param name="Work">Does it, on the pool.</param>
/// <param name="Take">Takes the result, on the pipeline thread.</param>
internal sealed record IntakeItem(string Name, Func<CancellationToken, Task<object?>> Work, Action<object?> Take)
{
    /// <summary>Its place in the order of what is read, from 0; -1 for a page, which holds no report.</summary>
    public long Number { get; init; } = -1;
}
