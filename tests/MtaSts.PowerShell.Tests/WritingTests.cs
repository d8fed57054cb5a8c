using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using Xunit;

namespace MtaSts.PowerShell.Tests;

/// <summary>Rejects the patterns of docs/writing.md in messages, help, documents, comments and test names.</summary>
public class WritingTests
{
    /// <summary>Each pattern with what to write instead.</summary>
    private static readonly (string Pattern, string Instead)[] Refused =
    [
        (@"(?<!\bthere )\b(is|are|was|were) no (?!longer|more|less|fewer|different|better|worse|need|one\b|reason\b|way\b|evidence\b|problem\b|matter\b|doubt\b|later\b|older\b|newer\b|larger\b|smaller\b|exception\b)\w", "'is not a ...'"),
        (@"\bmend(s|ed|ing)?\b", "'fix' or 'correct'"),
        (@"\b(one|two|three|\d+|value|domain|host|file|record|row|object|octets?|bytes?|characters?) a (line|file|second|minute|day|row|domain|host|message|report|query|group|step)\b(?!')", "'per'"),
        (@"\bby luck\b", "'by chance'"),
        (@"\b(weeks|days|hours|minutes|times) more\b(?! than)", "'more weeks'"),
        (@"\borganis", "'organiz'"),
        (@"\btells? of\b", "'mentions', 'reports' or 'shows'"),
        (@"\bWhat shall\b", "a noun"),
        (@"\bcome so far\b", "'get that far'"),
        (@"\bweightiest\b", "'most important'"),
        (@"\b(nothing|nobody|none|never|not|no) [\w ]{0,30}\bwithout no\b", "a sentence without double negation"),
    ];

    /// <summary>What the sources below src have been freed of; other texts follow.</summary>
    private static readonly (string Pattern, string Instead)[] RefusedInSources =
    [
        (@"\bsees? to it\b", "'make sure'"),
        (@"\bbelongs? into\b", "'belongs in'"),
        (@"\b(comes?|came) about\b", "what happens, for example 'the handshake fails'"),
        (@"\bin the moment\b", "'as soon as' or 'at the moment'"),
        (@"\bright (behind|before|below)\b", "'directly after', 'directly before' or 'directly below'"),
        (@"\baffairs?\b", "'problem' or 'responsible'"),
        (@"\ball the same\b", "'anyway' or 'still'"),
        (@"\bgo(es)? (on with|by it)\b", "'keep using', 'continue with' or 'apply it'"),
        (@"\bshall\b", "'should', 'must' or the imperative"),
        (@"\b(is|are) to be \w+ed\b", "'must be'"),
        (@"\bstands? (in|at|beside|behind|before|under|where|there)\b", "'is', 'appears' or 'precedes'"),
        (@"\b(one|row|line|site|server block|web root|pattern|text) a (failure|policy|site|domain|host|file|line|row|item|step)\b", "'per'"),
        (@"\b(favour|behaviour(?!s?\b|Of)|recognis|internationalis|labelled|misspelt|licence)\w*", "American spelling"),
    ];

    /// <summary>Further patterns for everything except the code of the module and the tests that pin its messages.</summary>
    private static readonly (string Pattern, string Instead)[] RefusedInDocuments =
    [
        (@"\bgo(es)? on with\b", "'keeps using' or 'continues with'"),
        (@"\bbelongs? into\b", "'belongs in'"),
        (@"\b(comes?|came) about\b", "'is established', 'fails' or 'happens'"),
        (@"\bfor want of\b", "'without'"),
        (@"\b(told|tells?) apart\b", "'distinguished' or 'recognized'"),
        (@"\b(has|have|with|in) (a |an )?[\w-]+ of (its|their|one's) own\b", "'its own ...' or 'a separate ...'"),
        (@"\bset-up\b", "'setup'"),
        (@"\b(?-i:(colour|licence|favour|internationalis|recognis))", "American spelling"),
        (@"\bshall\b", "'must', 'will' or an imperative"),
        (@"\bnobody (asks|asked|trusts|listens|sends|reads|takes|knows)\b", "'untrusted', 'unknown', 'unsolicited' or 'nothing listens'"),
        (@"\bstands? (in|at|behind|beside|there) (the|a|an|_|mta)", "'is in', 'is at' or 'follows'"),
        (@"\bwhich stands\b", "'which is'"),
    ];

    private static IEnumerable<(string Pattern, string Instead)> RulesFor(string file) =>
        Refused.Concat(
            file.StartsWith("src", StringComparison.Ordinal) && Path.GetExtension(file) != ".md" ? RefusedInSources
            : IsCode(file) ? []
            : RefusedInDocuments);

    public static TheoryData<string> Files => new(Sources().Select(Repository.RelativePathOf).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Files))]
    public void A_text_follows_the_style_guide(string file)
    {
        var lines = File.ReadAllLines(Repository.PathOf(file));
        var found = lines.SelectMany((line, index) => RulesFor(file)
            .Select(rule => (rule.Instead, Match: Regex.Match(line.Replace('_', ' '), rule.Pattern, RegexOptions.IgnoreCase)))
            .Where(hit => hit.Match.Success)
            .Select(hit => $"line {index + 1}: '{hit.Match.Value}': write {hit.Instead}")).ToList();
        Assert.True(found.Count == 0, string.Join(Environment.NewLine, found));
    }

    // The code of the module and the tests that pin its messages.
    private static bool IsCode(string file) => Regex.IsMatch(file, "^(src/MtaSts[.](Core|PowerShell)/(?!Help/)|tests/MtaSts[.](Core|PowerShell)[.]Tests/)");

    private static readonly string[] Folders = ["src", "tests", "docs", "examples"];

    private static readonly string[] Documents = ["README.md", "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md", "build.ps1", "MtaSts.psd1"];

    private static readonly string[] Kinds = [".cs", ".md", ".txt", ".ps1", ".ps1xml", ".psd1", ".sh", ".targets", ".props", ".csproj"];

    private static readonly string[] LeftOut = ["WritingTests.cs", "writing.md", "PublicSurface.txt"];

    private static IEnumerable<string> Sources() => Folders
        .SelectMany(folder => Directory.EnumerateFiles(Repository.PathOf(folder), "*", SearchOption.AllDirectories))
        .Concat(Documents.Select(document => Repository.PathOf(document)))
        .Where(file => Kinds.Contains(Path.GetExtension(file)) && !LeftOut.Contains(Path.GetFileName(file))
            && !Regex.IsMatch(file, @"[\\/](bin|obj|output|node_modules|Corpus|TestResults)[\\/]"));
}
