using System;

namespace MtaSts.Fuzz;

/// <summary>Removes from an input what its finding does not need.</summary>
internal static class Shrink
{
    private const int MaxTries = 2000;

    public static byte[] Run(byte[] input, Trial trial, Exception error)
    {
        var tries = 0;
        for (var size = input.Length / 2; size > 0; size /= 2)
        {
            for (var at = 0; at + size <= input.Length && tries < MaxTries;)
            {
                tries++;
                var less = Mutator.Replace(input, at, size, []);
                if (IsSame(less, trial, error)) input = less;
                else at += size;
            }
        }

        return input;
    }

    private static bool IsSame(byte[] input, Trial trial, Exception error)
    {
        try
        {
            trial.Run(input);
            return false;
        }
#pragma warning disable CA1031 // any exception is compared
        catch (Exception other)
#pragma warning restore CA1031
        {
            return other.GetType() == error.GetType() && Words.Plain(other.Message) == Words.Plain(error.Message);
        }
    }
}
