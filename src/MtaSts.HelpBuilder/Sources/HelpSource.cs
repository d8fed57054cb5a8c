using System.Collections.Generic;

namespace MtaSts.HelpBuilder.Sources;

/// <summary>The help source of one cmdlet.</summary>
public sealed class HelpSource
{
    /// <summary>The cmdlet.</summary>
    public required string Name { get; init; }

    /// <summary>One sentence.</summary>
    public required string Synopsis { get; init; }

    /// <summary>Paragraphs.</summary>
    public IReadOnlyList<string> Description { get; init; } = [];

    /// <summary>Descriptions of parameters beyond the summary in the source code.</summary>
    public IReadOnlyList<Entry> Parameters { get; init; } = [];

    /// <summary>Types that can be piped in.</summary>
    public IReadOnlyList<Entry> Inputs { get; init; } = [];

    /// <summary>Output types.</summary>
    public IReadOnlyList<Entry> Outputs { get; init; } = [];

    /// <summary>Paragraphs.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>The examples.</summary>
    public IReadOnlyList<Example> Examples { get; init; } = [];

    /// <summary>Related topics and addresses.</summary>
    public IReadOnlyList<Link> Links { get; init; } = [];
}

/// <summary>A name and its description.</summary>
/// <param name="Name">A parameter or a type.</param>
/// <param name="Text">Paragraphs.</param>
/// <param name="Default">The default of a parameter; null when the source has none.</param>
/// <param name="TakesWildcards">True for a parameter that accepts wildcards.</param>
public sealed record Entry(string Name, IReadOnlyList<string> Text, string? Default = null, bool TakesWildcards = false);

/// <summary>An example.</summary>
/// <param name="Title">What it does.</param>
/// <param name="Code">The code to type.</param>
/// <param name="Remarks">Paragraphs.</param>
public sealed record Example(string Title, string Code, IReadOnlyList<string> Remarks);

/// <summary>A related topic.</summary>
/// <param name="Text">A cmdlet, an about topic, or the title of a page.</param>
/// <param name="Address">The page's address; empty for help of this module.</param>
public sealed record Link(string Text, string Address);
