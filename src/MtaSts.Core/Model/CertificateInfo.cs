using System;
using System.Linq;
using MtaSts.Text;

namespace MtaSts;

/// <summary>A summary of a server's certificate, and why a sender would not accept it.</summary>
public sealed class CertificateInfo
{
    /// <summary>True when the certificate is valid for <see cref="Host"/> (RFC 8461 §3.3, §4.2).</summary>
    public bool IsValid => Problems.Count == 0;

    /// <summary>The host name for which the certificate was validated.</summary>
    public required string Host { get; init; }

    /// <summary>The subject's distinguished name.</summary>
    public required string Subject { get; init => field = SpreadsheetText.Clean(value); }

    /// <summary>The issuer's distinguished name.</summary>
    public required string Issuer { get; init => field = SpreadsheetText.Clean(value); }

    /// <summary>The DNS names of the subject alternative name.</summary>
    public ReadableList<string> DnsNames { get; init; } = ReadableList<string>.Empty;

    /// <summary>The start of validity, UTC.</summary>
    public required DateTime NotBefore { get; init; }

    /// <summary>The end of validity, UTC.</summary>
    public required DateTime NotAfter { get; init; }

    /// <summary>The SHA-256 of the certificate, in upper-case hexadecimal.</summary>
    public required string Fingerprint { get; init; }

    /// <summary>The serial number, in hexadecimal.</summary>
    public required string SerialNumber { get; init; }

    /// <summary>The subjects of the certificates the server sent, its own first.</summary>
    public ReadableList<string> SentChain { get; init; } = ReadableList<string>.Empty;

    /// <summary>Why a sender does not accept it; empty when it is valid.</summary>
    public ReadableList<CertificateProblem> Problems { get; init; } = ReadableList<CertificateProblem>.Empty;

    /// <summary>The problems in words; empty when there are none.</summary>
    public string Explanation { get; init; } = "";

    /// <summary>The subject, the end of validity and the problems.</summary>
    public override string ToString()
    {
        var text = FormattableString.Invariant($"{SafeText.Clean(Subject)}, expires {NotAfter:yyyy-MM-dd}");
        return IsValid ? text : $"{text} ({string.Join(", ", Problems.Select(p => p.ToString()))})";
    }
}
