using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace MtaSts.Benchmarks;

/// <summary>PowerShell processes that import the module and the baselines, and print numbers.</summary>
/// <param name="Pwsh">The PowerShell.</param>
/// <param name="Module">The module's manifest.</param>
/// <param name="Baselines">The module with the baselines.</param>
internal sealed record PromptShell(string Pwsh, string Module, string Baselines)
{
    private string Begin => $"[cultureinfo]::CurrentCulture = [cultureinfo]::InvariantCulture; Import-Module '{Module}'; Import-Module '{Baselines}'; ";

    /// <summary>Runs commands in a new process.</summary>
    /// <returns>The numbers of each line that they print.</returns>
    public List<double[]> Rows(string commands) =>
        [.. Import.Shell(Pwsh, Begin + commands).Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split(' ').Select(number => double.Parse(number, CultureInfo.InvariantCulture)).ToArray())];

    /// <summary>By how many megabytes the memory of a new process grows at most while a command runs.</summary>
    public double Growth(string command) =>
        Rows("$process = [Diagnostics.Process]::GetCurrentProcess(); $before = $process.WorkingSet64; "
            + command + "; $process.Refresh(); \"$(($process.PeakWorkingSet64 - $before) / 1MB)\"")[0][0];
}
