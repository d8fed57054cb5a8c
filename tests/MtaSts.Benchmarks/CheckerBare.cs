using System;
using System.Buffers.Binary;
using System.IO;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Threading.Tasks;
using MtaSts.Lab;

namespace MtaSts.Benchmarks;

/// <summary>
/// The baseline of the checker: bare sockets that send a domain's five questions, shake hands with its policy host and get
/// the policy; the platform validates the certificate, and the answers are not read.
/// </summary>
internal static class CheckerBare
{
    private const ushort Txt = 16;
    private const ushort Mx = 15;
    private const ushort A = 1;
    private const ushort Aaaa = 28;
    private const int Ipv4Length = 4;

    public static int Run(LabEndpoints lab, int warmUp, int count, int throttleLimit)
    {
        using var root = lab.LoadRoot();
        if (warmUp > 0) Visit(lab, root, warmUp, throttleLimit);
        Console.WriteLine(RunCost.Measure(count, () => Visit(lab, root, count, throttleLimit)));
        return 0;
    }

    private static void Visit(LabEndpoints lab, X509Certificate2 root, int count, int throttleLimit) =>
        Parallel.ForEachAsync(
            new SyntheticDomains().Names(count),
            new ParallelOptions { MaxDegreeOfParallelism = throttleLimit },
            async (domain, _) => await VisitAsync(lab, root, domain)).GetAwaiter().GetResult();

    private static async Task VisitAsync(LabEndpoints lab, X509Certificate2 root, string domain)
    {
        var policyHost = "mta-sts." + domain;
        var others = new[]
        {
            AskAsync(lab.Dns, domain, Mx),
            AskAsync(lab.Dns, "_mta-sts." + domain, Txt),
            AskAsync(lab.Dns, "_smtp._tls." + domain, Txt),
            AskAsync(lab.Dns, policyHost, Aaaa),
        };
        var answer = await AskAsync(lab.Dns, policyHost, A);
        await GetAsync(new IPEndPoint(new IPAddress(answer.AsSpan(answer.Length - Ipv4Length)), lab.HttpsPort), policyHost, root);
        await Task.WhenAll(others);
    }

    private static async Task<byte[]> AskAsync(IPEndPoint server, string name, ushort type)
    {
        using var socket = new Socket(server.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
        await socket.ConnectAsync(server);
        await socket.SendAsync(Question(name, type));
        var buffer = new byte[512];
        return buffer[..await socket.ReceiveAsync(buffer)];
    }

    private static byte[] Question(string name, ushort type)
    {
        using var message = new MemoryStream();
        message.Write([0x12, 0x34, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0]);
        foreach (var label in name.Split('.'))
        {
            message.WriteByte((byte)label.Length);
            message.Write(Encoding.ASCII.GetBytes(label));
        }

        var end = new byte[5];
        BinaryPrimitives.WriteUInt16BigEndian(end.AsSpan(1), type);
        end[4] = 1;
        message.Write(end);
        return message.ToArray();
    }

    private static async Task GetAsync(IPEndPoint address, string host, X509Certificate2 root)
    {
        using var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(address);
        await using var tls = new SslStream(new NetworkStream(socket));
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.Add(root);
        await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = host, CertificateChainPolicy = policy, AllowTlsResume = false });
        await tls.WriteAsync(Encoding.ASCII.GetBytes($"GET /.well-known/mta-sts.txt HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"));
        var buffer = new byte[4096];
        while (await tls.ReadAsync(buffer) > 0)
        {
        }
    }
}
