using System.Collections.Generic;
using System.Linq;

namespace MtaSts.Lab;

/// <summary>Creates texts of policies (RFC 8461 §3.2), with CRLF as in the RFC's examples.</summary>
public static class PolicyText
{
    /// <summary>An enforce policy with a max_age of one week.</summary>
    public static string Enforce(params IEnumerable<string> mx) => Of("enforce", 604800, mx);

    /// <summary>A testing policy with a max_age of one day.</summary>
    public static string Testing(params IEnumerable<string> mx) => Of("testing", 86400, mx);

    /// <summary>A policy.</summary>
    public static string Of(string mode, long maxAge, params IEnumerable<string> mx) =>
        Lines(["version: STSv1", $"mode: {mode}", .. mx.Select(m => $"mx: {m}"), $"max_age: {maxAge}"]);

    /// <summary>Exactly these lines, each with a CRLF.</summary>
    public static string Lines(params IEnumerable<string> lines) => string.Concat(lines.Select(l => l + "\r\n"));
}
