using System.Collections.Generic;

namespace MtaSts.Lab.Scenarios;

/// <summary>Mistakes in the TXT record at <c>_mta-sts.</c></summary>
public static class RecordFaults
{
    private static Expected BadRecord => Expected.NoUsablePolicy("Record.Syntax");

    private static Expected BadId => Expected.NoUsablePolicy("Record.Id");

    private static Expected NoRecord => Expected.NoUsablePolicy("Record.Present");

    public static IReadOnlyList<LabDomain> All =>
    [
        With("record-sts1.test", "The version is v=STS1.", BadRecord, "v=STS1; id=20260101000000;"),
        With("record-lower-case.test", "The version is v=stsv1, but it is case-sensitive.", BadRecord, "v=stsv1; id=20260101000000;"),
        With("record-no-id.test", "The record has no id.", BadId, "v=STSv1;"),
        With("record-id-dash.test", "The id has a dash.", BadId, "v=STSv1; id=2026-01-01;"),
        With("record-id-underscore.test", "The id has an underscore.", BadId, "v=STSv1; id=v1_2026;"),
        With("record-id-dot.test", "The id has a dot.", BadId, "v=STSv1; id=1.0;"),
        With("record-id-long.test", "The id has 33 characters, one too many.", BadId, "v=STSv1; id=" + new string('7', 33) + ";"),
        With("record-id-empty.test", "The id is empty.", BadId, "v=STSv1; id=;"),
        With("record-quotes.test", "The value is in quotes, which are part of the text.", BadRecord, "\"v=STSv1; id=20260101000000;\""),
        With("record-spf.test", "There is an SPF record at _mta-sts instead.", NoRecord, "v=spf1 include:spf.protection.outlook.com -all"),
        With("record-tlsrpt.test", "The TLS-RPT record is at _mta-sts instead.", NoRecord, "v=TLSRPTv1; rua=mailto:tls-reports@record-tlsrpt.test"),
        new("record-at-policy-host.test", "The record is at mta-sts instead of _mta-sts.", NoRecord)
        {
            Records = [],
            Dns = zone => zone.Txt("mta-sts.record-at-policy-host.test", "v=STSv1; id=20260101000000;"),
        },
        new("record-at-apex.test", "The record is at the domain itself instead of _mta-sts.", NoRecord)
        {
            Records = [],
            Dns = zone => zone.Txt("record-at-apex.test", "v=STSv1; id=20260101000000;"),
        },
        new("record-underscore.test", "The record is at _mta_sts instead of _mta-sts.", NoRecord)
        {
            Records = [],
            Dns = zone => zone.Txt("_mta_sts.record-underscore.test", "v=STSv1; id=20260101000000;"),
        },
        new("record-doubled.test", "A DNS panel added the zone's name to the record's whole name.", NoRecord)
        {
            Records = [],
            Dns = zone => zone.Txt("_mta-sts.record-doubled.test.record-doubled.test", "v=STSv1; id=20260101000000;"),
        },
        With("record-nbsp.test", "There is a non-breaking space from a web page after the semicolon, in UTF-8.", BadRecord, "v=STSv1;\u00A0id=20260101000000;"),
        With("record-word.test", "The value is in the typographic quotes of a word processor, in UTF-8.", BadRecord,
            "\u201Cv=STSv1; id=20260101000000;\u201D"),
        With("record-backslash.test", "The semicolons are escaped as in a zone file, and the backslashes are part of the text.", BadRecord,
            "v=STSv1\\; id=20260101000000\\;"),
        With("record-colon.test", "There is a colon instead of the equals sign.", BadRecord, "v=STSv1; id: 20260101000000;"),
        With("record-line-break.test", "The text ends with a backslash and an n.", BadRecord, "v=STSv1; id=20260101000000;\\n"),
        new("record-missing.test", "The policy is published, but there is no record to point to it.", NoRecord)
        {
            Records = [],
        },
        With("record-two.test", "Two MTA-STS records, so senders act as if there were none.", Expected.NoUsablePolicy("Record.Single"),
            "v=STSv1; id=20260101000000;", "v=STSv1; id=20260202000000;"),
        With("record-space.test", "A space before the first semicolon: RFC 8461 contradicts itself about it (erratum 6285).",
            Expected.Works("Record.Syntax"), "v=STSv1 ; id=20260101000000;"),
        With("record-duplicate-id.test", "The record has two ids, of which the first counts.",
            Expected.Works("Record.Id"), "v=STSv1; id=20260101000000; id=20260202000000;"),
        With("record-no-semicolons.test", "The fields are separated by a space instead of a semicolon.", BadRecord, "v=STSv1 id=20260101000000"),
        With("record-id-upper.test", "The field is named ID, but field names are case-sensitive.", BadId, "v=STSv1; ID=20260101000000;"),
    ];

    private static LabDomain With(string name, string standsFor, Expected expected, params string[] records) =>
        new(name, standsFor, expected) { Records = records };
}
