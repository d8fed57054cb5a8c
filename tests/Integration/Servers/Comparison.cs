using System.Collections.Generic;

namespace MtaSts.Integration.Servers;

/// <summary>Compares facts from two sources and reports differences.</summary>
internal sealed class Comparison
{
    private readonly List<string> _disagreements = [];

    public int Facts { get; private set; }

    public bool Agrees => _disagreements.Count == 0;

    /// <summary>Compares one fact.</summary>
    /// <param name="what">The fact.</param>
    /// <param name="module">What the module saw.</param>
    /// <param name="tool">The other source.</param>
    /// <param name="seen">The value of the other source.</param>
    public void Same<T>(string what, T module, string tool, T seen)
    {
        Facts++;
        if (!EqualityComparer<T>.Default.Equals(module, seen))
            _disagreements.Add($"{what}: the module has '{module}', {tool} has '{seen}'");
    }

    /// <inheritdoc cref="Same{T}"/>
    public void SameList<T>(string what, IEnumerable<T> module, string tool, IEnumerable<T> seen) =>
        Same(what, string.Join(" | ", module), tool, string.Join(" | ", seen));

    /// <summary>Records a condition that is met or not met.</summary>
    public void Holds(string what, bool isTrue)
    {
        Facts++;
        if (!isTrue)
            _disagreements.Add(what);
    }

    public override string ToString() => string.Join("\n       ", _disagreements);
}
