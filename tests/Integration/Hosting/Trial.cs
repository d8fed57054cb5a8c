using System;
using System.Net;
using System.Net.Http;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Threading.Tasks;

namespace MtaSts.Integration.Hosting;

/// <summary>Tests one kind of site.</summary>
internal static class Trial
{
    private static readonly string[] OtherPaths = ["/", "/.well-known/", "/.well-known/mta-sts.txt/x", "/.well-known/mta-sts.txt.bak", "/README.md"];

    /// <summary>Runs a trial; an unexpected exception is a failure.</summary>
    public static async Task RunAsync(Bench bench, Outcome outcome, SiteKind kind, Func<string, int, Bench, Setup> makeSetup)
    {
        try
        {
            await TryAsync(bench, outcome, kind, makeSetup);
        }
        catch (Exception e)
        {
            outcome.Check($"{kind}: the trial runs to its end", false, e.ToString());
        }
    }

    private static async Task TryAsync(Bench bench, Outcome outcome, SiteKind kind, Func<string, int, Bench, Setup> makeSetup)
    {
        var port = Bench.FreePort();
        var setup = makeSetup(bench.Write(kind), port, bench);
        if (ServerProcess.Find(setup.Programs) is not { } program)
        {
            outcome.Skip($"{kind} in {setup.Programs[0]}", $"{setup.Programs[0]} is not installed");
            return;
        }

        var (code, said) = await ServerProcess.RunAsync(program, setup.Environment, setup.Check);
        outcome.Check($"{kind}: the server's own check of the configuration", code == 0, said);
        await using var server = ServerProcess.Start(program, setup.Environment, setup.Run);
        var isUp = await server.IsUpAsync(port);
        outcome.Check($"{kind}: the server starts", isUp, server.Output);
        if (!isUp)
            return;

        foreach (var domain in bench.Plan.Domains)
        {
            var policy = await bench.FetchAsync(domain.Name, port);
            outcome.Check($"{kind}: the policy of {domain.Name} is fetched and valid", policy.IsValid, policy.Problem + server.Output);
            outcome.Check($"{kind}: {domain.Name} is served octet by octet", policy.Text == domain.PolicyText, $"'{policy.Text}'");
            outcome.Check($"{kind}: {domain.Name} is text/plain", policy.MediaType == "text/plain", policy.MediaType ?? "none");
            if (kind == SiteKind.CloudflareWorker)
                await CheckMethodsAsync(outcome, domain.Host, port, bench.Certificates.Root);
            await CheckOtherPathsAsync(outcome, kind, domain.Host, port, bench.Certificates.Root);
        }

        await Cmdlet.CheckAsync(bench, outcome, kind, port);
    }

    private static async Task CheckMethodsAsync(Outcome outcome, string host, int port, X509Certificate2 root)
    {
        using var client = ClientFor(root);
        var url = new Uri($"https://{host}:{port}/.well-known/mta-sts.txt");
        using var posted = await client.PostAsync(url, new StringContent("x"));
        outcome.Check($"CloudflareWorker: {host} takes no POST", posted.StatusCode == HttpStatusCode.MethodNotAllowed, posted.StatusCode.ToString());
        using var head = await client.SendAsync(new HttpRequestMessage(HttpMethod.Head, url));
        outcome.Check($"CloudflareWorker: {host} answers HEAD", head.StatusCode == HttpStatusCode.OK, head.StatusCode.ToString());
        using var foreign = new HttpRequestMessage(HttpMethod.Get, url) { Headers = { Host = "mta-sts.other.test" } };
        using var other = await client.SendAsync(foreign);
        outcome.Check($"CloudflareWorker: another host than {host} has no policy", other.StatusCode == HttpStatusCode.NotFound, other.StatusCode.ToString());
    }

    private static async Task CheckOtherPathsAsync(Outcome outcome, SiteKind kind, string host, int port, X509Certificate2 root)
    {
        using var client = ClientFor(root);
        foreach (var path in OtherPaths)
        {
            using var response = await client.GetAsync(new Uri($"https://{host}:{port}{path}"));
            outcome.Check($"{kind}: {host}{path} is not there", response.StatusCode == HttpStatusCode.NotFound, response.StatusCode.ToString());
        }

        using var plain = await client.GetAsync(new Uri($"https://{host}:{port}/.well-known/mta-sts.txt"));
        outcome.Check(
            $"{kind}: {host} names the charset", plain.Content.Headers.ContentType?.ToString() == "text/plain; charset=utf-8",
            plain.Content.Headers.ContentType?.ToString() ?? "none");
        using var compressed = new HttpRequestMessage(HttpMethod.Get, new Uri($"https://{host}:{port}/.well-known/mta-sts.txt"));
        compressed.Headers.TryAddWithoutValidation("Accept-Encoding", "gzip");
        using var answer = await client.SendAsync(compressed);
        outcome.Check(
            $"{kind}: {host} is never compressed", answer.Content.Headers.ContentEncoding.Count == 0, answer.Content.Headers.ContentEncoding.ToString() ?? "");
    }

    // Every name resolves to loopback.
    private static HttpClient ClientFor(X509Certificate2 root) => new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseProxy = false,
        SslOptions = {
            CertificateChainPolicy = new X509ChainPolicy {
                TrustMode = X509ChainTrustMode.CustomRootTrust, CustomTrustStore = { root }, RevocationMode = X509RevocationMode.NoCheck } },
        ConnectCallback = async (context, stop) =>
        {
            var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
            await socket.ConnectAsync(IPAddress.Loopback, context.DnsEndPoint.Port, stop);
            return new NetworkStream(socket, ownsSocket: true);
        },
    })
    {
        Timeout = TimeSpan.FromSeconds(20),
    };
}
