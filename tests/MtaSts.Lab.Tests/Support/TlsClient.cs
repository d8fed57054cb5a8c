using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Threading.Tasks;

namespace MtaSts.Lab.Tests.Support;

/// <summary>What a server showed in its handshake.</summary>
public sealed record Shown(X509Certificate2 Leaf, IReadOnlyList<string> SentSubjects, SslProtocols Protocol)
{
    public IReadOnlyList<string> DnsNames =>
        [.. Leaf.Extensions.OfType<X509SubjectAlternativeNameExtension>().SelectMany(e => e.EnumerateDnsNames())];

    /// <summary>The faults of the chain when only the lab's root is trusted and nothing is downloaded.</summary>
    public X509ChainStatusFlags ChainFaults(LabServer lab, X509Certificate2Collection sent)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.Add(lab.RootCertificate);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.DisableCertificateDownloads = true;
        chain.ChainPolicy.ExtraStore.AddRange(sent);
        chain.Build(Leaf);
        return chain.ChainStatus.Aggregate(X509ChainStatusFlags.NoError, (all, s) => all | s.Status);
    }
}

/// <summary>A TLS client that accepts any certificate and records it.</summary>
public static class TlsClient
{
    public static async Task<(SslStream Stream, Shown Shown, X509Certificate2Collection Sent)> HandshakeAsync(Stream inner, string serverName)
    {
        X509Certificate2Collection sent = [];
        X509Certificate2? leaf = null;
        var tls = new SslStream(inner);
        await tls.AuthenticateAsClientAsync(
            new SslClientAuthenticationOptions
            {
                TargetHost = serverName,
                CertificateChainPolicy = new X509ChainPolicy { DisableCertificateDownloads = true, RevocationMode = X509RevocationMode.NoCheck },
#pragma warning disable CA5359 // the test validates it after the handshake
                RemoteCertificateValidationCallback = (_, certificate, chain, _) =>
                {
                    leaf = new X509Certificate2(certificate!);
                    foreach (var extra in chain!.ChainPolicy.ExtraStore)
                        sent.Add(new X509Certificate2(extra));
                    return true;
                },
#pragma warning restore CA5359
            },
            Patience.Token());
        var others = sent.Where(c => !c.RawData.AsSpan().SequenceEqual(leaf!.RawData)).Select(c => c.Subject);
        return (tls, new Shown(leaf!, [.. others], tls.SslProtocol), sent);
    }

    public static async Task<NetworkStream> ConnectAsync(LabServer lab, string host)
    {
        var server = lab.Hosts.First(h => h.Name == host);
        var port = server.Role == LabHostRole.PolicyHost ? lab.HttpsPort : lab.SmtpPort;
        var socket = new Socket(server.Address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(server.Address, port, Patience.Token());
        return new NetworkStream(socket, ownsSocket: true);
    }

    /// <summary>The certificate a policy host shows.</summary>
    public static async Task<(Shown Shown, X509ChainStatusFlags Faults)> LookAsync(LabServer lab, string domain, string? serverName = null)
    {
        await using var network = await ConnectAsync(lab, "mta-sts." + domain);
        var (tls, shown, sent) = await HandshakeAsync(network, serverName ?? "mta-sts." + domain);
        await tls.DisposeAsync();
        return (shown, shown.ChainFaults(lab, sent));
    }
}
