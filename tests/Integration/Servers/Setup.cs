using System.Collections.Generic;

namespace MtaSts.Integration.Servers;

/// <summary>The kind of a server's certificate.</summary>
internal enum Certificate
{
    Good,
    Wildcard,
    WrongName,

    /// <summary>For another host of the same domain, which a pattern of the policy covers.</summary>
    Neighbour,
    CommonNameOnly,
    Expired,
    NotYetValid,
    EndsSoon,
    SelfSigned,
    UntrustedRoot,
    MissingIntermediate,
    ExpiredIntermediate,

    /// <summary>For TLS clients, not for servers (extended key usage).</summary>
    ClientsOnly,

    /// <summary>With an RSA key; all others have EC keys.</summary>
    Rsa,

    /// <summary>The name is written in capitals.</summary>
    Capitals,

    /// <summary>The host is one of nine hundred names, so that the certificate is longer than a TLS record.</summary>
    ManyNames,

    /// <summary>Valid until after 2050, when the encoding of dates in X.509 changes (RFC 5280 §4.1.2.5).</summary>
    FarFuture,

    /// <summary>The root is sent too, and before the intermediate certificate.</summary>
    Disordered,

    /// <summary>The issuer may issue only for another domain (name constraints).</summary>
    Constrained,

    /// <summary>The issuer is not a CA.</summary>
    IssuedByServer,
}

/// <summary>Which TLS versions a server speaks.</summary>
internal enum Versions
{
    Modern,
    Only12,
    Only13,
    OnlyOld,
}

/// <summary>What a server does with a connection.</summary>
internal enum Door
{
    Open,

    /// <summary>Nothing listens.</summary>
    Shut,

    /// <summary>The connection attempt gets no answer, as behind a firewall.</summary>
    Filtered,

    /// <summary>SMTP: greets with 554. HTTPS: has no certificate for the name.</summary>
    TurnsAway,

    /// <summary>HTTPS: speaks plain HTTP.</summary>
    Plain,
}

/// <summary>How an SMTP server handles STARTTLS.</summary>
internal enum StartTls
{
    Works,
    NotOffered,

    /// <summary>Offers it and then answers 454.</summary>
    Fails,

    /// <summary>Offers it, but the handshake fails.</summary>
    HasNoCertificate,
}

/// <summary>A policy host, served by nginx.</summary>
internal sealed record WebHost
{
    public Certificate Certificate { get; init; }

    public Versions Versions { get; init; }

    public Door Door { get; init; }

    public int Status { get; init; } = 200;

    public string MediaType { get; init; } = "text/plain";

    /// <summary>The name that <c>mta-sts</c> is a CNAME of; null for its own address.</summary>
    public string? Alias { get; init; }

    public bool IsIPv6 { get; init; }

    public bool HasAddress { get; init; } = true;

    /// <summary>Nothing listens at a second address of the host.</summary>
    public bool HasShutAddress { get; init; }

    /// <summary>More for the server's block in nginx's configuration.</summary>
    public string Directives { get; init; } = "";
}

/// <summary>An MX host, served by Postfix.</summary>
/// <param name="Preference">Lower is tried first.</param>
/// <param name="Label">The labels before the domain; empty for the domain itself.</param>
internal sealed record MxServer(int Preference = 10, string Label = "mail")
{
    public Certificate Certificate { get; init; }

    public Versions Versions { get; init; }

    public Door Door { get; init; }

    public StartTls StartTls { get; init; }

    /// <summary>The name that the host is a CNAME of.</summary>
    public string? Alias { get; init; }

    public bool HasAddress { get; init; } = true;

    public bool IsIPv6 { get; init; }

    public bool HasTlsa { get; init; }

    /// <inheritdoc cref="WebHost.HasShutAddress"/>
    public bool HasShutAddress { get; init; }

    /// <summary>The server requests a client certificate, like Exchange Online, but does not require it.</summary>
    public bool AsksForCertificate { get; init; }

    /// <summary>False for a host without an MX record, such as the domain's own address.</summary>
    public bool HasRecord { get; init; } = true;
}

/// <summary>The fate of a message.</summary>
internal enum Fate
{
    /// <summary>Delivered over TLS to a host that the policy allows.</summary>
    Verified,

    /// <summary>Delivered without a policy.</summary>
    Delivered,

    /// <summary>Stays in the queue.</summary>
    Deferred,

    /// <summary>Returned to the sender at once.</summary>
    Bounced,
}

/// <summary>The expected result.</summary>
/// <param name="Status">The module's verdict on the deployment.</param>
/// <param name="Action">What it says a sender does.</param>
/// <param name="Problems">The ids of exactly the checks that end in Fail, Warning or Unknown.</param>
internal sealed record Expected(TestStatus Status, SenderAction Action, params IReadOnlyList<string> Problems)
{
    public static Expected Healthy { get; } = new(TestStatus.Pass, SenderAction.DeliverVerified);

    public static Expected Works(params IReadOnlyList<string> problems) => new(TestStatus.Warning, SenderAction.DeliverVerified, problems);

    public static Expected NoUsablePolicy(params IReadOnlyList<string> problems) => new(TestStatus.Fail, SenderAction.Deliver, problems);

    public static Expected Refuses(params IReadOnlyList<string> problems) => new(TestStatus.Fail, SenderAction.Refuse, problems);

    public static Expected Reports(params IReadOnlyList<string> problems) => new(TestStatus.Fail, SenderAction.DeliverAndReport, problems);

    public static Expected Unseen(params IReadOnlyList<string> problems) => new(TestStatus.Unknown, SenderAction.Unknown, problems);

    public override string ToString() => $"{Status}, {Action}: {(Problems.Count == 0 ? "no problem" : string.Join(", ", Problems))}";
}

/// <summary>The fate of mail when the verdict does not determine it, or when Postfix deviates from the RFC.</summary>
/// <param name="Mail">The fate of a message under the unchanged policy.</param>
/// <param name="Strict">The fate of a message sent as if mode testing were enforce.</param>
/// <param name="Why">Why this does not follow from the verdict.</param>
internal sealed record PostfixDoes(Fate Mail, Fate Strict, string Why);
