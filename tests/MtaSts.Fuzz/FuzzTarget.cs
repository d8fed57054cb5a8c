using System;

namespace MtaSts.Fuzz;

/// <summary>One parser, its promises, and how to generate inputs that get far into it.</summary>
/// <param name="name">The name of the folder with its seeds.</param>
/// <param name="tokens">Tokens of the parser's grammar.</param>
internal abstract class FuzzTarget(string name, params string[] tokens)
{
    public string Name => name;

    /// <summary>The largest size of an input.</summary>
    public virtual int MaxOctets => 16 * 1024;

    /// <summary>The number of octets that one input may allocate in total.</summary>
    /// <param name="octets">The size of the input.</param>
    public abstract long AllocationLimit(int octets);

    /// <summary>How long one input may take, twice in a row: a hundred times what it needs on a busy machine.</summary>
    /// <param name="octets">The size of the input.</param>
    public virtual TimeSpan TimeLimit(int octets) => TimeSpan.FromSeconds(2);

    /// <summary>Reads the input and checks every promise.</summary>
    /// <returns>A short description of what occurred; an input with a new answer is kept.</returns>
    /// <exception cref="BrokenPromiseException">A promise is broken. Every other exception also counts as one.</exception>
    public abstract string Run(byte[] input);

    /// <summary>Creates a new input from two others.</summary>
    public virtual byte[] Mutate(byte[] input, byte[] other, Random random) => Mutator.Mutate(input, other, tokens, random);

    protected static void Require(bool holds, string promise)
    {
        if (!holds) throw new BrokenPromiseException(promise);
    }
}
