using System.Collections.Generic;
using MtaSts.Lab.Dns;

namespace MtaSts.Lab.Scenarios;

/// <summary>Mistakes in the TLS-RPT record. None of them changes what senders do with mail.</summary>
public static class TlsRptFaults
{
    private static Expected BadRecord => new("Fail", "DeliverVerified", "TlsRpt.Syntax");

    private static Expected BadRua => new("Fail", "DeliverVerified", "TlsRpt.Rua");

    public static IReadOnlyList<LabDomain> All =>
    [
        With("tlsrpt-missing.test", "No TLS-RPT record: nobody reports failures to the domain.", Expected.Works("TlsRpt.Present")),
        With("tlsrpt-no-mailto.test", "The address to report to lacks mailto:.", BadRua, "v=TLSRPTv1; rua=reports@tlsrpt-no-mailto.test"),
        With("tlsrpt-http.test", "Reports are requested over http instead of https.", BadRua, "v=TLSRPTv1; rua=http://reports.tlsrpt-http.test/"),
        With("tlsrpt-no-rua.test", "The TLS-RPT record does not say where to report to.", BadRua, "v=TLSRPTv1;"),
        With("tlsrpt-two.test", "Two TLS-RPT records, so senders act as if there were none.", new("Fail", "DeliverVerified", "TlsRpt.Present"),
            "v=TLSRPTv1; rua=mailto:a@tlsrpt-two.test", "v=TLSRPTv1; rua=mailto:b@tlsrpt-two.test"),
        With("tlsrpt-wrong-version.test", "The version is v=TLSRPT1.", BadRecord, "v=TLSRPT1; rua=mailto:a@tlsrpt-wrong-version.test"),
        With("tlsrpt-lower-case.test", "The version is v=tlsrptv1, but it is case-sensitive.", BadRecord,
            "v=tlsrptv1; rua=mailto:a@tlsrpt-lower-case.test"),
        With("tlsrpt-https.test", "Reports are requested by mail and over https.", Expected.Healthy,
            "v=TLSRPTv1; rua=mailto:a@tlsrpt-https.test,https://reports.tlsrpt-https.test/v1"),
        With("tlsrpt-colon.test", "There are a colon and a space after rua.", BadRecord, "v=TLSRPTv1; rua: mailto:a@tlsrpt-colon.test"),
        With("tlsrpt-final-dot.test", "The address ends with a dot.", BadRua, "v=TLSRPTv1; rua=mailto:a@tlsrpt-final-dot.test."),
        Misplaced("tlsrpt-at-smtp-tlsrpt.test", "_smtp-tlsrpt"),
        Misplaced("tlsrpt-at-tls.test", "_tls"),
        Misplaced("tlsrpt-at-smtp-tls.test", "_smtp-tls"),
        Misplaced("tlsrpt-doubled.test", "_smtp._tls.tlsrpt-doubled.test"),
        new("tlsrpt-servfail.test", "The DNS fails for the TLS-RPT record.", Expected.Works("TlsRpt.Present"))
        {
            Dns = zone => zone.Behaves("_smtp._tls.tlsrpt-servfail.test", DnsFault.ServFail),
        },
    ];

    private static LabDomain Misplaced(string name, string place) =>
        new(name, $"The TLS-RPT record is at {place}.<domain>.", Expected.Works("TlsRpt.Present"))
    {
        TlsRpt = [],
        Dns = zone => zone.Txt($"{place}.{name}", $"v=TLSRPTv1; rua=mailto:a@{name}"),
    };

    private static LabDomain With(string name, string standsFor, Expected expected, params string[] records) =>
        new(name, standsFor, expected) { TlsRpt = records };
}
