using System;

namespace MtaSts.Fuzz;

/// <summary>One parser, what it promises, and how to make inputs that get far into it.</summary>
/// <param name="name">As in the name of the folder with its seeds.</param>
/// <param name="tokens">Pieces that mean something to the parser.</param>
internal abstract class FuzzTarget(string name, params string[] tokens)
{
    public string Name => name;

    /// <summary>No input is larger.</summary>
    public virtual int MaxOctets => 16 * 1024;

    /// <summary>How many octets of memory one input may have made altogether, kept or not.</summary>
    /// <param name="octets">The size of the input.</param>
    public abstract long AllocationLimit(int octets);

    /// <summary>How long one input may take, twice in a row: a hundred times what it needs on a busy machine.</summary>
    /// <param name="octets">The size of the input.</param>
    public virtual TimeSpan TimeLimit(int octets) => TimeSpan.FromSeconds(2);

    /// <summary>Reads the input and checks every promise.</summary>
    /// <returns>What was met on the way, in short; an input with a new answer is worth keeping.</returns>
    /// <exception cref="BrokenPromiseException">A promise is broken. Every other exception is one too.</exception>
    public abstract string Run(byte[] input);

    /// <summary>Makes a new input of two others.</summary>
    public virtual byte[] Mutate(byte[] input, byte[] other, Random random) => Mutator.Mutate(input, other, tokens, random);

    protected static void Require(bool holds, string promise)
    {
        if (!holds) throw new BrokenPromiseException(promise);
    }
}
