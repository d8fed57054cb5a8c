using System;
using System.Collections.Generic;
using System.Linq;
using MtaSts.Text;

namespace MtaSts;

/// <summary>The result of testing one domain. The flat properties come first, for tables and <c>Export-Csv</c>.</summary>
public sealed class TestResult
{
    /// <summary>The domain in A-label form.</summary>
    public required string DomainName { get; init; }

    /// <summary>The state of the whole deployment.</summary>
    public required TestStatus Status { get; init; }

    /// <summary>What a sender that follows RFC 8461 does with mail today.</summary>
    public required SenderAction SenderAction { get; init; }

    /// <summary>The policy's mode; null when there is no policy.</summary>
    public PolicyMode? Mode { get; init; }

    /// <summary>The id in the record; null when there is none.</summary>
    public string? PolicyId { get; init => field = SpreadsheetText.CleanOrNull(value); }

    /// <summary>The policy's max_age in seconds; null when there is none.</summary>
    public long? MaxAge { get; init; }

    /// <summary>Who runs the MX hosts; empty when it is not known.</summary>
    public string Provider { get; init; } = "";

    /// <summary>The MX hosts by preference.</summary>
    public ReadableList<string> MxHosts { get; init; } = ReadableList<string>.Empty;

    /// <summary>Whether the policy covers every MX host; null when there is no policy or no MX host.</summary>
    public bool? MxCovered { get; init; }

    /// <summary>The end of validity of the policy host's certificate, UTC; null when none was seen.</summary>
    public DateTime? PolicyHostCertificateExpires { get; init; }

    /// <summary>Where TLS reports go.</summary>
    public ReadableList<string> TlsRptRua { get; init; } = ReadableList<string>.Empty;

    /// <summary>The ids of the checks that need attention: Warning, Fail and Unknown.</summary>
    public ReadableList<string> Problems { get; init; } = ReadableList<string>.Empty;

    /// <summary>What to do first; empty when there is nothing to do.</summary>
    public string Advice { get; init; } = "";

    /// <summary>What could not be seen, where <see cref="Status"/> is Unknown; otherwise null.</summary>
    public UnknownCause? UnknownCause { get; init; }

    /// <summary>When the test began, UTC.</summary>
    public required DateTime Tested { get; init; }

    /// <summary>The same as ISO 8601 text (2026-11-27T08:30:00.1234567Z), which <c>Export-Csv</c> writes alike in every culture.</summary>
    public string TestedUtc => IsoTime.Of(Tested);

    /// <summary>How long the test took.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>Every check, in the order of the catalogue. As a text, and so in a CSV file, how many have each status.</summary>
    public required ReadableList<Check> Checks { get; init => field = value.Described(CountByStatus); }

    /// <summary>The MTA-STS record; null when an unpublished policy was tested.</summary>
    public PublishedRecord? Record { get; init; }

    /// <summary>The policy.</summary>
    public PublishedPolicy? Policy { get; init; }

    /// <summary>The MX hosts.</summary>
    public ReadableList<MxHost> Mx { get; init; } = ReadableList<MxHost>.Empty;

    /// <summary>The TLS-RPT record.</summary>
    public PublishedTlsRptRecord? TlsRpt { get; init; }

    private static string CountByStatus(IReadOnlyList<Check> checks) => string.Join("; ", checks.GroupBy(check => check.Status)
        .OrderBy(group => group.Key)
        .Select(group => FormattableString.Invariant($"{group.Count()} {group.Key}")));

    /// <summary>The domain, its status and what senders do.</summary>
    public override string ToString() => $"{DomainName}: {Status}, {SenderAction}";
}
