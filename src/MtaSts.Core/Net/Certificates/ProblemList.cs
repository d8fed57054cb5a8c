using System.Collections.Generic;

namespace MtaSts.Net.Certificates;

/// <summary>The problems of one certificate, in words as well; each problem is listed once.</summary>
internal sealed class ProblemList
{
    private readonly List<CertificateProblem> _problems = [];
    private readonly List<string> _words = [];

    public IReadOnlyList<CertificateProblem> Problems => _problems;

    public string Explanation => string.Join("; ", _words);

    public void Add(CertificateProblem problem, string words)
    {
        if (_problems.Contains(problem)) return;
        _problems.Add(problem);
        _words.Add(words);
    }
}
