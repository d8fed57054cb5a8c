using System;
using MtaSts.Text;

namespace MtaSts;

/// <summary>The MTA-STS record of a domain as it is published.</summary>
public sealed class PublishedRecord
{
    /// <summary>The policy domain.</summary>
    public required string DomainName { get; init; }

    /// <summary>The name of the record, <c>_mta-sts.</c> and the domain.</summary>
    public required string Name { get; init; }

    /// <summary>What is there.</summary>
    public required RecordStatus Status { get; init; }

    /// <summary>True when a sender can use it.</summary>
    public bool IsValid => Status == RecordStatus.Valid;

    /// <summary>The policy's id; null when there is none.</summary>
    public string? Id => SpreadsheetText.CleanOrNull(Record?.Id);

    /// <summary>The text of the record; of all TXT records there when none of them counts.</summary>
    public required string Text { get; init; }

    /// <summary>How long resolvers may cache the answer, in seconds; null without an answer.</summary>
    public int? TTL { get; init; }

    /// <summary><see cref="TTL"/> as a time span.</summary>
    public TimeSpan? TimeToLive => TTL is { } seconds ? TimeSpan.FromSeconds(seconds) : null;

    /// <summary>
    /// For how many seconds resolvers may cache the negative answer (RFC 2308 §5); null when there is
    /// a record, or when the answer does not say.
    /// </summary>
    public int? NegativeTimeToLive { get; init; }

    /// <summary>The targets of the CNAMEs, in order.</summary>
    public ReadableList<string> CnameChain { get; init; } = ReadableList<string>.Empty;

    /// <summary>True when the resolver validated the answer with DNSSEC.</summary>
    public bool IsAuthenticated { get; init; }

    /// <summary>What is wrong, in words; empty when nothing is.</summary>
    public string Problem { get; init; } = "";

    /// <summary>What was found in the text.</summary>
    public ReadableList<Finding> Findings => Record?.Findings ?? ReadableList<Finding>.Empty;

    /// <summary>The record, parsed; null when there is no single one.</summary>
    public StsRecord? Record { get; init; }

    /// <summary>The record's text.</summary>
    public override string ToString() => SpreadsheetText.Clean(Text);
}
