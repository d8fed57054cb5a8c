using System;
using System.Collections.Generic;
using MtaSts.Lab.Net;
using MtaSts.Lab.Smtp;
using MtaSts.Lab.Tls;

namespace MtaSts.Lab.Scenarios;

/// <summary>MX hosts whose TLS senders cannot verify, or that cannot be tested from here.</summary>
public static class StartTlsFaults
{
    private const string Connect = "StartTls.Connect";
    private const string Offered = "StartTls.Offered";
    private const string TlsVersion = "StartTls.TlsVersion";
    private const string Certificate = "StartTls.Certificate";

    public static IReadOnlyList<LabDomain> All =>
    [
        Unknown("smtp-refused.test", "The MX host refuses connections on port 25.", SmtpHost.With(OnConnect.Refused)),
        Unknown("smtp-timeout.test", "A firewall blocks port 25: connection attempts get no answer.", SmtpHost.With(OnConnect.TimesOut)),
        Unknown("smtp-silent.test", "The MX host accepts connections and never greets.", SmtpHost.With(OnConnect.Silent)),
        Unknown("smtp-closes.test", "The MX host closes every connection at once.", SmtpHost.With(OnConnect.Close)),
        Unknown("smtp-554.test", "The MX host greets with 554: it accepts no mail from here.",
            new() { Greeting = SmtpReply.LinesThenClose(554, "5.7.1 no service for you") }),
        Unknown("smtp-421.test", "The MX host greets with 421: try again later.",
            new() { Greeting = SmtpReply.LinesThenClose(421, "4.3.2 too busy, try again later") }),
        Unknown("smtp-450.test", "The MX host greylists: it greets with 450.",
            new() { Greeting = SmtpReply.LinesThenClose(450, "4.7.1 greylisted,", "try again in five minutes") }),
        Unknown("smtp-garbage.test", "The server on port 25 does not speak SMTP.", new() { Greeting = SmtpReply.Garbage }),
        Unknown("smtp-endless.test", "The MX host's greeting never ends.", new() { Greeting = SmtpReply.Endless(220) }),
        Unknown("smtp-long-line.test", "The MX host's greeting is a line of ten million octets.", new() { Greeting = SmtpReply.LongLine }),
        Unknown("smtp-drip.test", "The MX host's greeting arrives at one octet per second.",
            new() { Greeting = SmtpReply.Drip(TimeSpan.FromSeconds(1), 220, "mail.smtp-drip.test ESMTP, slowly but never quite done") }),
        Unknown("smtp-ehlo-550.test", "The MX host refuses EHLO from here with 550.",
            new() { Ehlo = SmtpReply.LinesThenClose(550, "5.7.1 your address is on a block list") }),
        Unknown("smtp-ehlo-closes.test", "The MX host greets, and closes the connection after EHLO.", new() { Ehlo = SmtpReply.Close }),
        Refused("smtp-no-starttls.test", "The MX host does not offer STARTTLS.", Offered, new() { OffersStartTls = false }),
        Refused("smtp-454.test", "The MX host offers STARTTLS and then refuses it with 454.", Offered,
            new() { StartTls = SmtpReply.Lines(454, "4.7.0 TLS not available due to temporary reason") }),
        Refused("smtp-helo-only.test", "The MX host does not know EHLO, so it cannot offer STARTTLS.", Offered,
            new() { Ehlo = SmtpReply.Lines(502, "5.5.1 command not implemented"), OffersStartTls = false }),
        Refused("smtp-masked-ehlo.test", "A firewall's SMTP inspection masks the MX host's answer to EHLO, including STARTTLS.", Offered, new()
        {
            Greeting = SmtpReply.Lines(220, "****************************************0*2****"),
            Ehlo = SmtpReply.Lines(250, "mail.smtp-masked-ehlo.test", "SIZE 52428800", "8BITMIME", "XXXXXXXA"),
            OffersStartTls = false,
        }),
        Refused("smtp-masked-greeting.test", "A firewall's SMTP inspection masks the greeting and blocks EHLO.", Offered, new()
        {
            Greeting = SmtpReply.Lines(220, "****"),
            Ehlo = SmtpReply.Lines(500, "5.5.1 command unrecognized"),
            OffersStartTls = false,
        }),
        Refused("smtp-masked-command.test", "The MX host offers STARTTLS, but a firewall's SMTP inspection replaces the command.", Offered,
            new() { StartTls = SmtpReply.Lines(500, "5.5.1 Command unrecognized: \"XXXXXXXX\"") }),
        Refused("smtp-handshake-closed.test", "The MX host closes in the middle of the TLS handshake.", TlsVersion, SmtpHost.With(Handshake.Close)),
        Refused("smtp-tls10.test", "The MX host speaks TLS 1.0 only.", TlsVersion, SmtpHost.With(Handshake.OnlyTls10)),
        With("smtp-version-alert.test", "The MX host supports none of the offered TLS versions and sends an alert.", new("Fail", "Refuse", TlsVersion),
            SmtpHost.With(Handshake.AlertProtocolVersion), new("Unknown", "Unknown", TlsVersion)),
        Refused("smtp-cert-expired.test", "The MX host's certificate has expired.", Certificate, SmtpHost.With(CertificateKind.Expired)),
        Refused("smtp-cert-not-yet-valid.test", "The MX host's certificate is not valid yet.", Certificate, SmtpHost.With(CertificateKind.NotYetValid)),
        Refused("smtp-cert-wrong-name.test", "The MX host's certificate is for another name.", Certificate, SmtpHost.With(CertificateKind.WrongName)),
        Refused("smtp-cert-common-name.test", "The MX host's name is only in the certificate's common name.", Certificate,
            SmtpHost.With(CertificateKind.CommonNameOnly)),
        Refused("smtp-cert-self-signed.test", "The MX host's certificate is self-signed.", Certificate, SmtpHost.With(CertificateKind.SelfSigned)),
        Refused("smtp-cert-untrusted.test", "The MX host's certificate chains to an untrusted root.", Certificate,
            SmtpHost.With(CertificateKind.UntrustedRoot)),
        Refused("smtp-cert-incomplete.test", "The MX host does not send its intermediate certificate.", Certificate,
            SmtpHost.With(CertificateKind.MissingIntermediate)),
        With("smtp-cert-ends-soon.test", "The MX host's certificate expires in five days.", Expected.Works("StartTls.CertificateExpiry"),
            SmtpHost.With(CertificateKind.ExpiresSoon)),
        With("smtp-injected.test", "Plain text follows the 220 to STARTTLS before the handshake; clients must discard it.", Expected.Works(Offered),
            new() { Injected = "250-injected.invalid\r\n250 AUTH PLAIN\r\n" }),
        With("smtp-tarpit.test", "The MX host waits half a second before every reply.", Expected.Healthy, new() { Pause = TimeSpan.FromSeconds(0.5) }),
        With("smtp-talkative.test", "The MX host greets and answers EHLO with many lines, and STARTTLS in mixed case.", Expected.Healthy, new()
        {
            Greeting = SmtpReply.Lines(220, "mail.smtp-talkative.test", "welcome", "", "unsolicited mail is not"),
            Ehlo = SmtpReply.Raw("250-mail.smtp-talkative.test\r\n250-SIZE 52428800\r\n250-StartTls\r\n250-\r\n250 HELP\r\n"),
        }),
        new("testing-no-starttls.test", "The MX host does not offer STARTTLS, in mode testing.", new("Fail", "DeliverAndReport", Offered))
        {
            Mx = LabDomain.OneMx("testing-no-starttls.test", new SmtpHost { OffersStartTls = false }),
            Policy = PolicyText.Testing("mail.testing-no-starttls.test"),
        },
        new("testing-smtp-timeout.test", "A firewall blocks port 25, in mode testing.", new("Unknown", "Unknown", Connect))
        {
            Mx = LabDomain.OneMx("testing-smtp-timeout.test", SmtpHost.With(OnConnect.TimesOut)),
            Policy = PolicyText.Testing("mail.testing-smtp-timeout.test"),
        },
        Three("three-one-expired.test", "The last of three MX hosts has an expired certificate.", new("Fail", "DeliverVerified", Certificate),
            SmtpHost.With(CertificateKind.Expired)),
        Three("three-one-refused.test", "The last of three MX hosts refuses connections.", Expected.Works(Connect),
            SmtpHost.With(OnConnect.Refused)),
    ];

    private static LabDomain With(string name, string standsFor, Expected expected, SmtpHost server, Expected? withoutTls13 = null) =>
        new(name, standsFor, expected) { Mx = LabDomain.OneMx(name, server), ExpectedWithoutTls13 = withoutTls13 ?? expected };

    private static LabDomain Unknown(string name, string standsFor, SmtpHost server) =>
        With(name, standsFor, new("Unknown", "Unknown", Connect), server);

    private static LabDomain Refused(string name, string standsFor, string problem, SmtpHost server) =>
        With(name, standsFor, new("Fail", "Refuse", problem), server);

    private static LabDomain Three(string name, string standsFor, Expected expected, SmtpHost last) => new(name, standsFor, expected)
    {
        Mx = [LabMx.Good(10, "mx1." + name), LabMx.Good(20, "mx2." + name), new(30, "mx3." + name, last)],
    };
}
