using System.Collections.Generic;
using System.Linq;
using System.Net;

namespace MtaSts.Integration.Servers;

/// <summary>One row of the table: the setup of a domain, and the expected result. Setup and comparison both read it.</summary>
/// <param name="Name">The domain's first label.</param>
/// <param name="StandsFor">A description of the scenario.</param>
/// <param name="Expected">The expected result of the module.</param>
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

    /// <summary>The name the record is delegated to (RFC 8461 §8.2); null when it is not delegated.</summary>
    public string? RecordAlias { get; init; }

    /// <summary>The TXT records at <c>_smtp._tls</c>.</summary>
    public IReadOnlyList<string> TlsRpt { get; init; } = ["v=TLSRPTv1; rua=mailto:tls-reports@contoso.test"];

    /// <summary>Null for no policy host.</summary>
    public WebHost? PolicyHost { get; init; } = new();

    public IReadOnlyList<MxServer> Mx { get; init; } = [new()];

    public bool HasNullMx { get; init; }

    /// <summary>The octets of the served policy; null for enforce with the MX hosts as patterns.</summary>
    public string? Policy { get; init; }

    public string PolicyText => Policy ?? Text("enforce", [.. Mx.Select(HostOf)]);

    /// <summary>Names below the domain, such as <c>_mta-sts</c>, whose signatures are broken.</summary>
    public IReadOnlyList<string> BadSignatures { get; init; } = [];

    /// <summary>Null when the fate of mail follows from <see cref="Expected"/> alone.</summary>
    public PostfixDoes? Postfix { get; init; }

    /// <summary>The input for the domain, when it is not the A-label form.</summary>
    public string? Typed { get; init; }

    /// <summary>The policy host's address.</summary>
    public IPAddress PolicyHostAddress { get; set; } = IPAddress.None;

    /// <summary>The MX hosts' addresses, in the order of <see cref="Mx"/>.</summary>
    public IReadOnlyList<IPAddress> MxAddresses { get; set; } = [];

    /// <summary>
    /// The fate of mail if the module's verdict is correct; null when the verdict does not determine it. In mode testing a
    /// sender delivers as if there were no policy and only reports what it saw, so
    /// the message under the policy shows nothing about validation; the strict one, for which Postfix treats testing as
    /// enforce, shows what a sender would report.
    /// </summary>
    /// <param name="action">The sender action of the module.</param>
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
