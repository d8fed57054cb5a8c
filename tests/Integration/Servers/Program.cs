using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Threading;
using System.Threading.Tasks;
using MtaSts;
using MtaSts.Checks;
using MtaSts.Dns;
using MtaSts.Integration;
using MtaSts.Integration.Servers;
using MtaSts.Net.Certificates;
using MtaSts.Net.Transport;
using MtaSts.Scanning;
using MtaSts.Text;

// Run by servers.sh in a separate network namespace, with a folder that is removed afterwards and the program of the other build.
// That program is started here with the folder only; it tests and reports.
var folder = args[0];
if (args.Length == 1)
{
    await TellAsync();
    return 0;
}

var outcome = new Outcome(Console.Out);
var facts = 0;
try
{
    var scenarios = Table.Read();
    foreach (var scenario in scenarios.Where(s => !CanServe(s)))
        outcome.Skip(scenario.Domain, "this machine has no IPv6");
    scenarios = [.. scenarios.Where(CanServe)];
    var authority = await Authority.CreateAsync(Path.Combine(folder, "ca"));
    await using var dns = await DnsServers.StartAsync(Path.Combine(folder, "dns"), scenarios, await DigestAsync(authority.KeyPath));
    await using var web = await WebServer.StartAsync(Directory.CreateDirectory(Path.Combine(folder, "web")).FullName, scenarios, authority);
    await using var receiver = await Postfix.ReceiveAsync(Path.Combine(folder, "receiver"), scenarios, authority);
    var filtered = scenarios.Where(s => s.PolicyHost is { Door: Door.Filtered }).Select(s => new FilteredPort(s.PolicyHostAddress, 443))
        .Concat(scenarios.SelectMany(s => s.Mx.Zip(s.MxAddresses)).Where(p => p.First.Door == Door.Filtered).Select(p => new FilteredPort(p.Second, 25)))
            .ToList();

    using var resolver = NewResolver();
    using var root = X509CertificateLoader.LoadCertificateFromFile(authority.RootPath);
    var options = OptionsFor(root);
    var checker = new MtaStsChecker(resolver, options);
    var evidence = new Evidence(resolver, options, authority.RootPath, Directory.CreateDirectory(Path.Combine(folder, "scratch")).FullName);

    var seen = await InParallelAsync(scenarios, async scenario =>
    {
        var result = await TestAsync(checker, scenario);
        return (Result: result, Dns: await evidence.CompareDnsAsync(scenario, result), Web: await evidence.ComparePolicyHostAsync(scenario, result),
            Mx: await evidence.CompareMxAsync(scenario, result));
    });
    var others = await OtherBuild.RunAsync(args[1], folder);
    for (var i = 0; i < scenarios.Count; i++)
    {
        var (result, dnsFacts, webFacts, mxFacts) = seen[i];
        var verdict = new Expected(result.Status, result.SenderAction, [.. result.Problems]).ToString();
        Check(scenarios[i], "verdict", verdict == scenarios[i].Expected.ToString(),
            $"{verdict}; expected {scenarios[i].Expected}. {string.Join(" ", result.Checks.Where(c => c.IsProblem).Select(c => c.Detail))}");
        Compare(scenarios[i], "DNS", dnsFacts);
        Compare(scenarios[i], "policy host", webFacts);
        Compare(scenarios[i], "MX hosts", mxFacts);
        var line = OtherBuild.Line(result);
        var other = others.GetValueOrDefault(result.DomainName);
        Check(scenarios[i], "netstandard2.0", line == other, OtherBuild.Difference(line, other));
    }

    if (PolicyDaemon.Program is null)
    {
        outcome.Skip("mail", "mta-sts-daemon is not installed (package postfix-mta-sts-resolver)");
    }
    else
    {
        await using var daemon = await PolicyDaemon.StartAsync(Path.Combine(folder, "daemon"), authority);
        await using var sender = await Postfix.SendAsync(Path.Combine(folder, "sender"), authority);
        var sent = await Delivery.RunAsync(sender, scenarios);
        for (var i = 0; i < scenarios.Count; i++)
            Compare(scenarios[i], "mail", await MailComparison.CompareAsync(scenarios[i], seen[i].Result, sent, receiver));
    }

    filtered.ForEach(port => port.Dispose());
    Console.WriteLine(FormattableString.Invariant($"{scenarios.Count} domains, {facts} facts compared."));
}
catch (Exception e)
{
    outcome.Check("the run comes to its end", false, e.ToString());
}

return outcome.End("servers");

void Check(Scenario scenario, string part, bool isGood, string what) => outcome.Check($"{scenario.Domain}, {part}: {scenario.StandsFor}", isGood, what);

void Compare(Scenario scenario, string part, Comparison comparison)
{
    facts += comparison.Facts;
    Check(scenario, part, comparison.Agrees, comparison.ToString());
}

static bool CanServe(Scenario scenario)
{
    foreach (var address in scenario.MxAddresses.Append(scenario.PolicyHostAddress).Where(a => a.AddressFamily == AddressFamily.InterNetworkV6))
    {
        try
        {
            using var socket = new Socket(AddressFamily.InterNetworkV6, SocketType.Stream, ProtocolType.Tcp);
            socket.Bind(new IPEndPoint(address, 0));
        }
        catch (SocketException)
        {
            return false;
        }
    }

    return true;
}

async Task TellAsync()
{
    using var resolver = NewResolver();
    using var root = X509CertificateLoader.LoadCertificateFromFile(Authority.RootPathIn(Path.Combine(folder, "ca")));
    var checker = new MtaStsChecker(resolver, OptionsFor(root));
    foreach (var result in await InParallelAsync([.. Table.Read().Where(CanServe)], scenario => TestAsync(checker, scenario)))
        Console.WriteLine(OtherBuild.Line(result));
}

static StubResolver NewResolver() => new(new StubResolverOptions { Servers = new ReadableList<DnsServer>([DnsServer.FromAddress(DnsServers.Resolver)]) });

// This network has documentation addresses, which are not public.
static NetworkOptions OptionsFor(X509Certificate2 root) =>
    new() { AllowPrivateAddress = true, StepTimeout = TimeSpan.FromSeconds(5), Trust = new CertificateTrust(new X509Certificate2Collection(root), null) };

static Task<TestResult> TestAsync(MtaStsChecker checker, Scenario scenario) =>
    DomainName.TryParse(scenario.Typed ?? scenario.Domain, out var domain, out var problem)
        ? checker.TestAsync(domain, new TestOptions(), CancellationToken.None)
        : throw new InvalidOperationException(problem);

static async Task<List<T>> InParallelAsync<T>(IReadOnlyList<Scenario> scenarios, Func<Scenario, Task<T>> work)
{
    using var gate = new SemaphoreSlim(4);
    var results = await Task.WhenAll(scenarios.Select(async scenario =>
    {
        await gate.WaitAsync();
        try
        {
            return await work(scenario);
        }
        finally
        {
            gate.Release();
        }
    }));
    return [.. results];
}

static async Task<string> DigestAsync(string keyPath)
{
    using var key = ECDsa.Create();
    key.ImportFromPem(await File.ReadAllTextAsync(keyPath));
    return Convert.ToHexString(SHA256.HashData(key.ExportSubjectPublicKeyInfo()));
}
