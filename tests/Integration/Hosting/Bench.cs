using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Threading.Tasks;
using MtaSts.Checks;
using MtaSts.Dns;
using MtaSts.Hosting;
using MtaSts.Lab;
using MtaSts.Lab.Dns;
using MtaSts.Net.Certificates;
using MtaSts.Net.Transport;
using MtaSts.Policies;
using MtaSts.Text;

namespace MtaSts.Integration.Hosting;

/// <summary>Two domains with different policies, their certificates, and a DNS server that resolves their policy hosts to loopback.</summary>
internal sealed class Bench : IAsyncDisposable
{
    private readonly LabServer _lab;
    private readonly List<StubResolver> _resolvers = [];

    private Bench(string folder, LabServer lab)
    {
        Folder = folder;
        _lab = lab;
        Certificates = new Certificates(Path.Combine(folder, "certificates"));
        foreach (var domain in Plan.Domains)
            Certificates.Issue(domain.Host);
        Certificates.Issue("workerd", [.. Plan.Domains.Select(domain => domain.Host), "mta-sts.other.test"]); // it has one certificate for all hosts
        Certificates.Issue("mta-sts.other.test"); // whom no site serves
        File.WriteAllText(RootPath, Certificates.Root.ExportCertificatePem() + "\n");
    }

    public string Folder { get; }

    public Certificates Certificates { get; }

    public string RootPath => Path.Combine(Folder, "root.pem");

    /// <summary>The lab's DNS server.</summary>
    public IPEndPoint Server => _lab.DnsEndPoint;

    public SitePlan Plan { get; } = new(
        [
            new SiteDomain("contoso.test", PolicyBuilder.Build(PolicyMode.Testing, ["*.mail.protection.outlook.com"], 86400), "20260101000000"),
            new SiteDomain("fabrikam.test", PolicyBuilder.Build(PolicyMode.Enforce, ["mx1.fabrikam.test", "mx2.fabrikam.test"], 604800), "20260101000000"),
        ],
        ["127.0.0.1"]);

    public static async Task<Bench> OpenAsync(string folder)
    {
        var lab = await LabServer.StartAsync(new LabOptions { Scenarios = [], Answers = Answer });
        return new Bench(folder, lab);
    }

    /// <summary>Writes the site for a kind of server.</summary>
    /// <returns>Its folder.</returns>
    public string Write(SiteKind kind)
    {
        var folder = Path.Combine(Folder, kind.ToString());
        SiteFolder.Write(folder, Site.FilesFor(kind, Plan));

        // Other files in the web root are not served.
        foreach (var root in Directory.Exists(Path.Combine(folder, "www")) ? Directory.GetDirectories(Path.Combine(folder, "www")) : [])
        {
            File.WriteAllText(Path.Combine(root, "README.md"), "A stray file.");
            File.WriteAllText(Path.Combine(root, "index.html"), "A stray file.");
            File.WriteAllText(Path.Combine(root, ".well-known", "mta-sts.txt.bak"), "A stray file.");
        }

        return folder;
    }

    /// <summary>Fetches a policy as a sender does.</summary>
    public Task<PublishedPolicy> FetchAsync(string domain, int port)
    {
        var resolver = new StubResolver(
            new StubResolverOptions { Servers = new ReadableList<DnsServer>([DnsServer.FromAddress(_lab.DnsEndPoint.Address, _lab.DnsEndPoint.Port)]) });
        _resolvers.Add(resolver);
        var options = new NetworkOptions
        {
            HttpsPort = port,
            AllowPrivateAddress = true,
            Trust = new CertificateTrust(new X509Certificate2Collection(Certificates.Root), null),
        };
        return new MtaStsChecker(resolver, options).GetPolicyAsync(domain, default);
    }

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    public async ValueTask DisposeAsync()
    {
        _resolvers.ForEach(r => r.Dispose());
        Certificates.Dispose();
        await _lab.DisposeAsync();
    }

    private static IReadOnlyList<ZoneRecord>? Answer(string name, LabDnsType type) =>
        !name.StartsWith("mta-sts.", StringComparison.Ordinal) ? null : type == LabDnsType.A ? [ZoneRecord.Address(name, IPAddress.Loopback)] : [];
}
