using System.Linq;
using MtaSts.Text;

namespace MtaSts.Records;

/// <summary>What to do with a TXT record so that it contains a value, depending on what is there now.</summary>
internal static class RecordChange
{
    /// <summary>The MTA-STS record: half a sentence that begins with a verb and ends with the value or an explanation.</summary>
    /// <param name="published">What is there; null when it was not looked up.</param>
    /// <param name="name">The record's whole name.</param>
    /// <param name="value">The value, quoted or not.</param>
    public static string Sts(PublishedRecord? published, string name, string value) =>
        For(published?.Status, CnameOf(published?.CnameChain, published?.Status, published?.TTL), name, StsRecordParser.VersionField, value);

    /// <summary>The TLS-RPT record.</summary>
    /// <inheritdoc cref="Sts"/>
    public static string TlsRpt(PublishedTlsRptRecord published, string name, string value) =>
        For(published.Status, CnameOf(published.CnameChain, published.Status, published.TTL), name, TlsRptRecordParser.VersionField, value);

    /// <summary>
    /// The name that holds the MTA-STS record, where <c>_mta-sts</c> is a CNAME that leads to it (RFC 8461 §8.2); null when the record
    /// is, or will be, at <c>_mta-sts</c> itself.
    /// </summary>
    /// <param name="published">What is there; null when it was not looked up.</param>
    public static string? Delegated(PublishedRecord? published) =>
        published is { Status: RecordStatus.Valid or RecordStatus.Invalid or RecordStatus.Multiple, CnameChain: { Count: > 0 } chain }
            && IsName(chain[chain.Count - 1])
            ? chain[chain.Count - 1]
            : null;

    private static bool IsName(string name) =>
        name.IndexOf('.') > 0 && name.All(c => DomainName.IsLetterOrDigit(c) || c is '.' or '-' or '_') && name[name.Length - 1] != '.';

    /// <summary>
    /// The target of a CNAME that was created for the record; null where there is none, or where it leads to other
    /// TXT records, like a wildcard.
    /// </summary>
    private static string? CnameOf(ReadableList<string>? chain, RecordStatus? status, int? timeToLive) =>
        chain is not { Count: > 0 } || (status == RecordStatus.Missing && timeToLive is not null) ? null : SafeText.Excerpt(chain[chain.Count - 1], 100);

    private static string For(RecordStatus? status, string? cname, string name, string version, string value) => status switch
    {
        RecordStatus.Valid or RecordStatus.Invalid when cname is not null =>
            $"have the TXT record {cname} changed to: {value} ({name} is a CNAME that leads there, so the operator of that name must change it; RFC 8461 §8.2)",
        RecordStatus.Valid or RecordStatus.Invalid => $"change the TXT record {name} to: {value}",
        RecordStatus.Multiple when cname is not null =>
            $"have all TXT records {cname} that begin with {version} deleted, of which there may be only one, and this one published there: {value} ({name} is "
                + "a CNAME that leads there, so the operator of that name must change them; RFC 8461 §8.2)",
        RecordStatus.Multiple => $"delete all TXT records {name} that begin with {version}, of which there may be only one, and publish: {value}",
        RecordStatus.LookupFailed => $"change the TXT record {name} to: {value} (it could not be looked up from here; publish it only if none is published)",
        _ when cname is not null =>
            $"replace the CNAME {name}, which leads to {cname} where there is no record, with the TXT record {name}: {value} (or have the operator of "
                + $"{cname} publish the record there)",
        _ => $"publish the TXT record {name}: {value}",
    };
}
