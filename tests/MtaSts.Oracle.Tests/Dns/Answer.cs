using System;
using System.Collections.Generic;
using System.Linq;
using DnsClient;
using MtaSts.Dns;
using Theirs = DnsClient.Protocol;

namespace MtaSts.Oracle.Dns;

/// <summary>An answer in the terms that both resolvers share.</summary>
/// <param name="Status">Records, no records, or no such name.</param>
/// <param name="Records">The data of the records of the asked type, sorted.</param>
/// <param name="Ttl">The smallest time to live among them and the CNAMEs before them, in seconds.</param>
internal sealed record Answer(DnsStatus Status, string Records, int Ttl)
{
    /// <summary>The answer of the module's resolver; null without a definite answer.</summary>
    public static Answer? Of(DnsResponse response) => !response.IsDefinite ? null : new Answer(
        response.Status,
        Join(response.Records.Select(Data)),
        (int)response.TimeToLive.TotalSeconds);

    /// <summary>The answer of DnsClient; null without a definite answer.</summary>
    public static Answer? Of(IDnsQueryResponse response, QueryType type)
    {
        if (response.Header.ResponseCode is not (DnsHeaderResponseCode.NoError or DnsHeaderResponseCode.NotExistentDomain)) return null;
        var records = response.Answers.Where(record => (int)record.RecordType == (int)type).ToList();
        var status = records.Count > 0
            ? DnsStatus.Success
            : response.Header.ResponseCode == DnsHeaderResponseCode.NoError
            ? DnsStatus.NoData
            : DnsStatus.NxDomain;
        return new Answer(status, Join(records.Select(Data)), response.Answers.Count == 0 ? 0 : response.Answers.Min(record => record.InitialTimeToLive));
    }

    private static string Join(IEnumerable<string> data) => string.Join(" | ", data.Order(StringComparer.Ordinal));

    private static string Data(DnsRecord record) => record switch
    {
        AddressRecord address => address.Address.ToString(),
        MxRecord mx => $"{mx.Preference} {mx.Exchange}",
        TxtRecord txt => string.Join(",", txt.Strings.Select(Printable)),
        TlsaRecord tlsa => $"{tlsa.Usage} {tlsa.Selector} {tlsa.MatchingType} {tlsa.AssociationData}",
        _ => throw new ArgumentException(record.ToString()),
    };

    private static string Data(Theirs.DnsResourceRecord record) => record switch
    {
        Theirs.AddressRecord address => address.Address.ToString(),
        Theirs.MxRecord mx => $"{mx.Preference} {mx.Exchange.Value.TrimEnd('.')}",
        Theirs.TxtRecord txt => string.Join(",", txt.EscapedText),
        Theirs.TlsaRecord tlsa =>
            $"{(int)tlsa.CertificateUsage} {(int)tlsa.Selector} {(int)tlsa.MatchingType} {Convert.ToHexStringLower([.. tlsa.CertificateAssociationData])}",
        _ => throw new ArgumentException(record.ToString()),
    };

    /// <summary>Escaped as in DnsClient: a quote with a backslash, a non-printable octet as three digits; a backslash unchanged.</summary>
    private static string Printable(string text) =>
        string.Concat(text.Select(c => c is '"' ? "\\\"" : c is >= ' ' and <= '~' ? c.ToString() : FormattableString.Invariant($"\\{(int)c:000}")));
}
