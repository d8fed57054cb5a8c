using System;
using System.IO;

namespace MtaSts.Integration;

/// <summary>Counts and reports the results.</summary>
internal sealed class Outcome(TextWriter output)
{
    private int _passed;
    private int _failed;
    private int _skipped;

    public void Check(string what, bool isGood, string seen)
    {
        if (isGood)
            _passed++;
        else
            _failed++;
        output.WriteLine($"{(isGood ? "ok  " : "FAIL")} {what}{(isGood ? "" : ": " + seen)}");
    }

    public void Skip(string what, string why)
    {
        _skipped++;
        output.WriteLine($"skip {what}: {why}");
    }

    /// <param name="name">The beginning of the last line; null for none.</param>
    /// <returns>The exit code.</returns>
    public int End(string? name = null)
    {
        output.WriteLine(FormattableString.Invariant($"{(name is null ? "" : name + ": ")}{_passed} passed, {_failed} failed, {_skipped} skipped"));
        return _failed == 0 ? 0 : 1;
    }
}
