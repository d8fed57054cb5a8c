using System.Collections.Generic;
using System.Linq;
using System.Net;

namespace MtaSts.Integration.Servers;

/// <summary>One row of the table: a domain as it is set up, and what must come out. Set-up and comparison both read it.</summary>
/// <param name="Name">The domain's first label.</param>
/// <param name="StandsFor">What is right or wrong with it.</param>
/// <param name="Expected">What the module must say.</param>
internal sealed record Scenario(string Name, string StandsFor, Expected Expected)
{
    public const string Unsigned = "contoso.test";
    public const string Signed = "fabrikam.test";

    /// <summary>The zone the domain is in; <see cref="Signed"/> is signed with DNSSEC.</summary>
    public string Zone { get; init; } = Unsigned;

    public string Domain => Name + "." + Zone;

    public string PolicyHostName => "mta-sts." + Domain;

    /// <summary>The TXT records at <c>_mta-sts</c>, in zone file form without quotes for one string, or with them for several.</summary>
    public IReadOnlyList<string> Records { get; init; } = ["v=STSv1; id=20260101000000;"];

    /// <summary>The name the record is delegated to (RFC 8461 §8.2); null when it stands in its place.</summary>
    public string? RecordAlias { get; init; }

    /// <summary>The TXT records at <c>_smtp._tls</c>.</summary>
    public IReadOnlyList<string> TlsRpt { get; init; } = ["v=TLSRPTv1; rua=mailto:tls-reports@contoso.test"];

    /// <summary>Null when there is none.</summary>
    public WebHost? PolicyHost { get; init; } = new();

    public IReadOnlyList<MxServer> Mx { get; init; } = [new()];

    public bool HasNullMx { get; init; }

    /// <summary>The policy as it is served, octet by octet; null for enforce with the MX hosts as patterns.</summary>
    public string? Policy { get; init; }

    public string PolicyText => Policy ?? Text("enforce", [.. Mx.Select(HostOf)]);

    /// <summary>Names below the domain, such as <c>_mta-sts</c>, whose signatures are broken.</summary>
    public IReadOnlyList<string> BadSignatures { get; init; } = [];

    /// <summary>Null when the fate of mail follows from <see cref="Expected"/> alone.</summary>
    public PostfixDoes? Postfix { get; init; }

    /// <summary>What is typed for the domain, where it is not its A-label form.</summary>
    public string? Typed { get; init; }

    /// <summary>The policy host's address.</summary>
    public IPAddress PolicyHostAddress { get; set; } = IPAddress.None;

    /// <summary>The MX hosts' addresses, in the order of <see cref="Mx"/>.</summary>
    public IReadOnlyList<IPAddress> MxAddresses { get; set; } = [];

    /// <summary>
    /// What becomes of mail if the module is right about the sender; null when that says nothing. In mode testing a
    /// sender delivers as if there were no policy and only reports what it saw, so
    /// the message under the policy says nothing about validation; the strict one, for which Postfix takes testing for
    /// enforce, shows what a sender would report.
    /// </summary>
    /// <param name="action">What the module says a sender does.</param>
    public (Fate Mail, Fate Strict)? MailUnder(SenderAction action) => Postfix is { } postfix ? (postfix.Mail, postfix.Strict) : action switch
    {
        SenderAction.Deliver => (Fate.Delivered, Fate.Delivered),
        SenderAction.DeliverVerified => (IsTesting ? Fate.Delivered : Fate.Verified, Fate.Verified),
        SenderAction.DeliverAndReport => (Fate.Delivered, Fate.Deferred),
        SenderAction.Refuse => (Fate.Deferred, Fate.Deferred),
        SenderAction.NotApplicable => (Fate.Bounced, Fate.Bounced),
        _ => null,
    };

    private bool IsTesting => PolicyText.Contains("mode: testing", System.StringComparison.Ordinal);

    public string HostOf(MxServer mx) => mx.Label.Length == 0 ? Domain : mx.Label + "." + Domain;

    public static string Text(string mode, params IReadOnlyList<string> mx) =>
        $"version: STSv1\r\nmode: {mode}\r\n{string.Concat(mx.Select(m => $"mx: {m}\r\n"))}max_age: 604800\r\n";
}
