using System;
using System.Collections.Generic;
using MtaSts.Lab.Dns;

namespace MtaSts.Lab.Scenarios;

/// <summary>DNS servers that fail, answer falsely, slowly or in unusual ways.</summary>
public static class DnsFaults
{
    private static Expected RecordUnknown => new("Unknown", "Unknown", "Record.Present");

    private static Expected MxUnknown => new("Unknown", "Unknown", "Mx.Lookup");

    public static IReadOnlyList<LabDomain> All =>
    [
        AtRecord("dns-servfail.test", "The DNS server fails for the record (SERVFAIL).", DnsFault.ServFail, RecordUnknown),
        AtRecord("dns-refused.test", "The DNS server refuses the query for the record.", DnsFault.Refused, RecordUnknown),
        AtRecord("dns-not-implemented.test", "The DNS server does not support the type of query.", DnsFault.NotImplemented, RecordUnknown),
        AtRecord("dns-silent.test", "The DNS server does not answer for the record.", DnsFault.Silent, RecordUnknown),
        AtRecord("dns-garbage.test", "The DNS server's answer is not a DNS message.", DnsFault.Garbage, RecordUnknown),
        AtRecord("dns-cut-short.test", "The DNS answer ends in the middle of the record.", DnsFault.CutShort, RecordUnknown),
        AtRecord("dns-pointer-loop.test", "The DNS answer has a compression pointer that points at itself.", DnsFault.PointerLoop, RecordUnknown),
        AtRecord("dns-wrong-id.test", "The DNS answer has another id, so it may be forged.", DnsFault.WrongId, RecordUnknown),
        AtRecord("dns-wrong-question.test", "The DNS answer repeats another question.", DnsFault.WrongQuestion, RecordUnknown),
        AtRecord("dns-no-tcp.test", "The DNS answer is truncated, and the TCP connection is reset.", DnsFault.TruncatedWithoutTcp, RecordUnknown),
        AtRecord("dns-truncated.test", "The DNS answer is truncated, and the answer over TCP is complete.", DnsFault.Truncated, Expected.Healthy),
        AtRecord("dns-forged.test", "A forged DNS answer with a guessed id arrives before the correct one.", DnsFault.ForgedThenRight, Expected.Healthy),
        new("dns-slow.test", "The DNS server takes one second for the record.", Expected.Healthy)
        {
            Dns = zone => zone.Behaves("_mta-sts.dns-slow.test", DnsBehaviour.Slow(TimeSpan.FromSeconds(1))),
        },
        new("dns-large.test", "There are so many TXT records at _mta-sts that the answer needs TCP.", Expected.Healthy)
        {
            Dns = zone =>
            {
                for (var i = 0; i < 30; i++)
                    zone.Txt("_mta-sts.dns-large.test", $"verification-{i}=" + new string('x', 180));
            },
        },
        new("dns-cname-loop.test", "The record's name is a CNAME in a loop.", RecordUnknown)
        {
            Records = [],
            Dns = zone => zone
                .Cname("_mta-sts.dns-cname-loop.test", "circle.dns-cname-loop.test")
                .Cname("circle.dns-cname-loop.test", "_mta-sts.dns-cname-loop.test"),
        },
        new("dns-cname-chain.test", "The record is 20 CNAMEs away, more than a resolver follows.", RecordUnknown)
        {
            Records = [],
            Dns = zone =>
            {
                zone.Cname("_mta-sts.dns-cname-chain.test", "c1.dns-cname-chain.test");
                for (var i = 1; i < 20; i++)
                    zone.Cname($"c{i}.dns-cname-chain.test", $"c{i + 1}.dns-cname-chain.test");
                zone.Txt("c20.dns-cname-chain.test", "v=STSv1; id=20260101000000;");
            },
        },
        new("dns-cname-dangling.test", "The record's name is a CNAME to a name that does not exist.", Expected.NoUsablePolicy("Record.Present"))
        {
            Records = [],
            Dns = zone => zone.Cname("_mta-sts.dns-cname-dangling.test", "gone.records.provider.test"),
        },
        new("dns-cname-abandoned.test", "Record and policy host are CNAMEs to a service that has removed the domain.",
            Expected.NoUsablePolicy("Record.Present", "PolicyHost.Lookup"))
        {
            Records = [],
            PolicyHost = null,
            Dns = zone => zone
                .Cname("_mta-sts.dns-cname-abandoned.test", "gone.records.provider.test")
                .Cname("mta-sts.dns-cname-abandoned.test", "gone.sites.provider.test"),
        },
        new("dns-cname-only.test", "The record's name is a CNAME to a name that does not exist, and there is no policy host.",
            Expected.NoUsablePolicy("Record.Present", "PolicyHost.Lookup"))
        {
            Records = [],
            PolicyHost = null,
            Dns = zone => zone.Cname("_mta-sts.dns-cname-only.test", "gone.records.provider.test"),
        },
        new("mx-servfail.test", "The DNS server fails for the MX records.", MxUnknown)
        {
            Dns = zone => zone.Behaves("mx-servfail.test", DnsFault.ServFail, LabDnsType.Mx),
        },
        new("mx-silent.test", "The DNS server does not answer for the MX records.", MxUnknown)
        {
            Dns = zone => zone.Behaves("mx-silent.test", DnsFault.Silent, LabDnsType.Mx),
        },
    ];

    private static LabDomain AtRecord(string name, string standsFor, DnsFault fault, Expected expected) =>
        new(name, standsFor, expected) { Dns = zone => zone.Behaves("_mta-sts." + name, fault) };
}
