using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MtaSts.Dns;

namespace MtaSts.Records;

/// <summary>Looks for a record at the names where people publish it by mistake.</summary>
internal static class MisplacedRecord
{
    private const int MaxName = 253;

    /// <summary>Without the underscore, with an underscore instead of the hyphen, at the domain itself, and with the zone's name doubled.</summary>
    private static readonly string[] StsPlaces = ["mta-sts.{0}", "{0}", "_mta-sts.{0}.{0}", "_mta_sts.{0}", "mta_sts.{0}", "_mta-sts._tls.{0}"];

    /// <summary>Half of the name, a hyphen instead of the dot, the name of the report type, at the domain itself, and with the zone's name doubled.</summary>
    private static readonly string[] TlsRptPlaces =
        ["_smtp-tlsrpt.{0}", "_tls.{0}", "_smtp-tls.{0}", "_smtp_tls.{0}", "_tlsrpt.{0}", "smtp._tls.{0}", "{0}", "_smtp._tls.{0}.{0}"];

    /// <summary>Where else an MTA-STS record of the domain is; null when none of the names has one.</summary>
    public static Task<string?> FindStsAsync(IDnsResolver resolver, string domain, CancellationToken cancellationToken) =>
        FindAsync(resolver, domain, StsPlaces, StsRecordParser.VersionField, cancellationToken);

    /// <summary>Where else a TLS-RPT record of the domain is; null when none of the names has one.</summary>
    public static Task<string?> FindTlsRptAsync(IDnsResolver resolver, string domain, CancellationToken cancellationToken) =>
        FindAsync(resolver, domain, TlsRptPlaces, TlsRptRecordParser.VersionField, cancellationToken);

    private static async Task<string?> FindAsync(
        IDnsResolver resolver, string domain, IEnumerable<string> places, string version, CancellationToken cancellationToken)
    {
        var names = places.Select(place => place.Replace("{0}", domain)).Where(name => name.Length <= MaxName);
        var answers = await Task.WhenAll(names.Select(name => resolver.QueryAsync(name, DnsRecordType.TXT, cancellationToken))).ConfigureAwait(false);
        return answers.FirstOrDefault(answer => answer.RecordsOf<TxtRecord>().Any(record => record.Text.StartsWith(version, StringComparison.Ordinal)))?.Name;
    }
}
