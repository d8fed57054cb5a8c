using System;
using System.IO;

namespace MtaSts.Integration;

/// <summary>Counts, and says what was seen.</summary>
internal sealed class Outcome(TextWriter output)
{
    private int passed;
    private int failed;
    private int skipped;

    public void Check(string what, bool isGood, string seen)
    {
        if (isGood)
            passed++;
        else
            failed++;
        output.WriteLine($"{(isGood ? "ok  " : "FAIL")} {what}{(isGood ? "" : ": " + seen)}");
    }

    public void Skip(string what, string why)
    {
        skipped++;
        output.WriteLine($"skip {what}: {why}");
    }

    /// <param name="name">What the last line begins with; null for nothing.</param>
    /// <returns>The exit code.</returns>
    public int End(string? name = null)
    {
        output.WriteLine(FormattableString.Invariant($"{(name is null ? "" : name + ": ")}{passed} passed, {failed} failed, {skipped} skipped"));
        return failed == 0 ? 0 : 1;
    }
}
