using System;
using System.Globalization;
using System.Linq;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Threading;
using MtaSts;
using MtaSts.Checks;
using MtaSts.Concurrency;
using MtaSts.Dns;
using MtaSts.Net.Certificates;
using MtaSts.Net.Transport;
using MtaSts.Scenarios;
using MtaSts.Scanning;
using MtaSts.Text;

if (args.Length != 1)
{
    Console.Error.WriteLine("usage: MtaSts.Scenarios FILE    FILE: what the lab has written with --serve --json");
    return 2;
}

var lab = ServedLab.Read(args[0]);
var patience = TimeSpan.FromSeconds(10);
var at = lab.Server.LastIndexOf(':');
using var stub = new StubResolver(new StubResolverOptions
{
    Servers = new ReadableList<DnsServer>([
        DnsServer.FromAddress(IPAddress.Parse(lab.Server.Substring(0, at)), int.Parse(lab.Server.Substring(at + 1), CultureInfo.InvariantCulture))]),
    AttemptTimeout = TimeSpan.FromSeconds(5),
    OverallTimeout = patience,
});
var checker = new MtaStsChecker(new CachingResolver(stub), new NetworkOptions
{
    StepTimeout = patience,
    FetchTimeout = TimeSpan.FromSeconds(15),
    HttpsPort = lab.HttpsPort,
    SmtpPort = lab.SmtpPort,
    AllowPrivateAddress = true,
    Trust = new CertificateTrust(new X509Certificate2Collection(new X509Certificate2(lab.TrustedRoot)), null),
});
var healthy = await checker.TestAsync("healthy.test", new TestOptions(), CancellationToken.None);
var hasTls13 = healthy.Checks.Any(c => c.Id == "PolicyHost.TlsVersion" && c.Detail.Contains("TLS 1.3"));
Console.WriteLine(hasTls13 ? "This host offers TLS 1.3." : "This host offers TLS 1.2 at most.");
var verdicts = new Verdicts(hasTls13);
using (var queue = new OrderedWorkQueue<ServedDomain, TestResult>(
    (domain, cancellation) => checker.TestAsync(domain.Name, new TestOptions(), cancellation), throttleLimit: 8, verdicts))
{
    foreach (var domain in lab.Domains) queue.Add(domain);
    queue.Complete();
}

// Not a fault of a domain: how this host sends DNS queries.
if (stub.Problem is { } problem) Console.WriteLine("note: " + problem);
Console.WriteLine(FormattableString.Invariant($"Scenarios: {verdicts.AsExpected} passed, {verdicts.Unexpected} failed, 0 skipped"));
return verdicts.Unexpected == 0 && verdicts.AsExpected > 0 ? 0 : 1;
