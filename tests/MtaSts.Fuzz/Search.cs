using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;

namespace MtaSts.Fuzz;

/// <summary>The search in one target: its own random numbers, its own corpus, its own count.</summary>
internal sealed class Search(FuzzTarget target, FuzzArguments arguments, Watchdog watchdog)
{
    private readonly Random _random = new(SeedOf(target.Name, arguments.Seed));
    private readonly Corpus _corpus = new(target.Name, arguments.Keep);
    private readonly Trial _trial = new(target);
    // Thousands of inputs can break the same promise; one is sufficient.
    private readonly HashSet<string> _broken = new(StringComparer.Ordinal);
    private int _seeds;
    private int _new;

    public long Tried { get; private set; }

    public int Findings => _broken.Count;

    /// <summary>Runs the unchanged seeds.</summary>
    public void Begin()
    {
        foreach (var seed in _corpus.Seeds)
        {
            _seeds++;
            _corpus.Add(seed);
            Try(seed, isNew: false);
        }

        foreach (var kept in _corpus.Kept) Try(kept, isNew: false);
    }

    public void GoOn(TimeSpan time)
    {
        var clock = Stopwatch.StartNew();
        while (clock.Elapsed < time)
        {
            var input = target.Mutate(_corpus.Any(_random), _corpus.Any(_random), _random);
            if (input.Length > target.MaxOctets) input = input[..target.MaxOctets];
            Try(input, isNew: true);
        }
    }

    public string Describe() => string.Create(CultureInfo.InvariantCulture,
        $"{target.Name,-8} {Tried,10:#,0} inputs, {Findings} findings, {_new} new corpus entries beside {_seeds} seeds, at most {_trial.SlowestMs:0} ms and "
            + $"{_trial.Hungriest / 1024:#,0} KiB for one");

    private void Try(byte[] input, bool isNew)
    {
        Tried++;
        watchdog.Begin(target.Name, input);
        try
        {
            var answer = _trial.Run(input);
            if (_corpus.Offer(input, answer, isNew) && isNew) _new++;
        }
#pragma warning disable CA1031 // any exception is the finding
        catch (Exception error)
#pragma warning restore CA1031
        {
            if (!_broken.Add(error.GetType() + Words.Plain(error.Message))) return;
            var path = SavedInput.Save(
                arguments.Findings, target.Name, Shrink.Run(input, _trial, error), error,
                FormattableString.Invariant($"seed {arguments.Seed}, input {Tried} of {target.Name}"));
            Console.WriteLine($"FINDING {path}: {error.GetType().Name}: {error.Message}");
        }
        finally
        {
            watchdog.End();
        }
    }

    /// <summary>Not <see cref="string.GetHashCode()"/>, which differs from process to process.</summary>
    private static int SeedOf(string name, int seed)
    {
        foreach (var c in name) seed = unchecked((seed * 31) + c);
        return seed;
    }
}
