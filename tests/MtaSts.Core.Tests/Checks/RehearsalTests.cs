using System.Collections.Concurrent;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MtaSts.Checks;
using MtaSts.Net.Transport;
using MtaSts.Smtp;
using Xunit;

namespace MtaSts.Tests.Checks;

public class RehearsalTests
{
    [Fact]
    public async Task It_goes_through_all_checks_and_to_the_handshake_of_the_MX_host_without_the_network()
    {
        var steps = new ConcurrentQueue<NetworkStep>();
        var (result, probe) = await Rehearsal.RunAsync(steps.Enqueue, CancellationToken.None);
        Assert.Equal("rehearsal.invalid", result.DomainName);
        Assert.Equal((RecordStatus.Valid, "mx.rehearsal.invalid"), (result.Record?.Status, result.MxHosts.Single()));
        Assert.All(
            result.Checks.Where(check => check.Id is "Policy.Fetch" or "StartTls.Offered" || check.Id.Contains("Address", System.StringComparison.Ordinal)),
            check => Assert.NotEqual(CheckStatus.Pass, check.Status));
        Assert.Equal((SmtpPhase.Handshake, true), (probe.Stage, probe.IsStartTlsOffered));
        Assert.NotEqual(TlsFailure.None, probe.TlsFailure);
        Assert.Equal(["SMTP", "SMTP", "SMTP", "TLS"], steps.Select(step => step.Kind)); // from the answers that are made, and no TCP, DNS or HTTP
    }
}
