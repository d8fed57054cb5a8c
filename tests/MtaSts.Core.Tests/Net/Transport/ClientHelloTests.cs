using System;
using System.IO;
using System.Linq;
using System.Net.Security;
using System.Security.Authentication;
using System.Threading.Tasks;
using FsCheck.Fluent;
using MtaSts.Net.Transport;
using MtaSts.Tests.Support;
using Xunit;

namespace MtaSts.Tests.Net.Transport;

public class ClientHelloTests
{
    private static readonly byte[] Tls12Refused = [21, 3, 3, 0, 2, 2, 70];

    [Fact]
    public async Task A_hello_without_TLS_1_3_offers_TLS_1_2() =>
        Assert.Equal(0x0303, Newest(await HelloAsync(SslProtocols.Tls12)));

#if NET
    [Fact]
    public async Task A_hello_with_TLS_1_3_offers_it() => Assert.Equal(0x0304, Newest(await HelloAsync(SslProtocols.Tls12 | SslProtocols.Tls13)));
#endif

    [Fact]
    public async Task A_hello_that_is_cut_off_or_changed_never_throws()
    {
        var hello = await HelloAsync(SslProtocols.Tls12);
        for (var count = 0; count < hello.Length; count++) Assert.InRange(ClientHello.NewestVersion(hello, 0, count), 0, 0x0304);
        Any.Hold(Gen.Choose(0, hello.Length - 1).SelectMany(at => Gen.Choose(0, 255).Select(value => (at, value))), change =>
        {
            var changed = hello.ToArray();
            changed[change.at] = (byte)change.value;
            Assert.InRange(ClientHello.NewestVersion(changed, 0, changed.Length), 0, 0xffff);
        }, 500);
    }

    [Theory]
    [InlineData(SslProtocols.Tls12, TlsFailure.TooNew, "requires TLS 1.3 or newer")]
#if NET
    [InlineData(SslProtocols.Tls12 | SslProtocols.Tls13, TlsFailure.TooOld, "supports no TLS version that was offered")]
#endif
    public async Task The_alert_protocol_version_means_newer_than_an_offer_without_TLS_1_3(SslProtocols offered, TlsFailure expected, string words)
    {
        using var sniffer = new HandshakeSniffer(new Script(Tls12Refused));
        var error = await FailAsync(sniffer, offered);
        var outcome = TlsClient.Explain(error, sniffer, null);
        Assert.Equal(expected, outcome.Failure);
        Assert.Contains(words, outcome.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void A_handshake_in_which_nothing_was_sent_failed_on_this_machine()
    {
        using var sniffer = new HandshakeSniffer(new Script([]));
        var outcome = TlsClient.Explain(new AuthenticationException("no common algorithm."), sniffer, null);
        Assert.Equal((TlsFailure.ThisMachine, true), (outcome.Failure, outcome.Failure.IsLimitOfThisMachine()));
        Assert.Equal("this machine could not begin the TLS handshake, so nothing was sent: no common algorithm", outcome.Detail);
    }

    [Fact]
    public async Task A_handshake_that_fails_before_the_server_was_heard_failed_on_this_machine()
    {
        using var sniffer = new HandshakeSniffer(new Script([]));
        await sniffer.WriteAsync([22, 3, 1], 0, 3);
        var outcome = TlsClient.Explain(new AuthenticationException("see inner", new System.ComponentModel.Win32Exception("Unsupported.")), sniffer, null);
        Assert.Equal(
            (TlsFailure.ThisMachine, "this machine ended the TLS handshake before the server answered: Unsupported"), (outcome.Failure, outcome.Detail));
    }

    [Fact]
    public void A_connection_that_breaks_while_the_client_sends_is_not_taken_for_a_fault_of_this_machine()
    {
        using var sniffer = new HandshakeSniffer(new Script([]));
        Assert.Equal(TlsFailure.Closed, TlsClient.Explain(new IOException("broken pipe"), sniffer, null).Failure);
    }

    [Fact]
    public void A_name_that_cannot_be_asked_for_is_not_a_fault_of_this_machine()
    {
        using var sniffer = new HandshakeSniffer(new Script([]));
        Assert.Equal(TlsFailure.Closed, TlsClient.Explain(new ArgumentException("name"), sniffer, null).Failure);
    }

    [Fact]
    public async Task A_server_that_closes_at_once_is_not_taken_for_a_fault_of_this_machine()
    {
        using var sniffer = new HandshakeSniffer(new Script([]));
        var error = await FailAsync(sniffer, SslProtocols.Tls12);
        Assert.Equal(TlsFailure.Closed, TlsClient.Explain(error, sniffer, null).Failure);
    }

    [Fact]
    public async Task The_detail_is_half_a_sentence_without_a_final_dot()
    {
        // A ServerHello that chooses TLS 1.2 is not a reason, so the message of the platform is shown.
        using var sniffer = new HandshakeSniffer(new Script([22, 3, 3, 0, 70, 2, 0, 0, 66, 3, 3]));
        await FailAsync(sniffer, SslProtocols.Tls12);
        var outcome = TlsClient.Explain(new AuthenticationException("outer", new IOException("It broke.")), sniffer, null);
        Assert.Equal((TlsFailure.Failed, "the TLS handshake failed: It broke"), (outcome.Failure, outcome.Detail));
    }

    private static int Newest(byte[] hello)
    {
        var moved = new byte[hello.Length + 9];
        hello.CopyTo(moved, 4);
        Assert.Equal(ClientHello.NewestVersion(hello, 0, hello.Length), ClientHello.NewestVersion(moved, 4, hello.Length));
        return ClientHello.NewestVersion(hello, 0, hello.Length);
    }

    private static async Task<byte[]> HelloAsync(SslProtocols offered)
    {
        using var script = new Script([]);
        await FailAsync(script, offered);
        return script.Written.ToArray();
    }

    private static async Task<Exception> FailAsync(Stream server, SslProtocols offered)
    {
        using var client = new SslStream(server, leaveInnerStreamOpen: true);
#pragma warning disable CA5398 // the version is what is tested
        return await Assert.ThrowsAnyAsync<Exception>(() => client.AuthenticateAsClientAsync("mail.contoso.test", null, offered, false));
#pragma warning restore CA5398
    }

    /// <summary>A server with a fixed answer, after which it closes.</summary>
    private sealed class Script(byte[] answer) : MemoryStream(answer)
    {
        public MemoryStream Written { get; } = new();

        public override bool CanWrite => true;

        public override void Write(byte[] buffer, int offset, int count) => Written.Write(buffer, offset, count);

        public override Task WriteAsync(byte[] buffer, int offset, int count, System.Threading.CancellationToken cancellationToken)
        {
            Written.Write(buffer, offset, count);
            return Task.CompletedTask;
        }

#if NET
        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, System.Threading.CancellationToken cancellationToken = default)
        {
            Written.Write(buffer.Span);
            return default;
        }
#endif
    }
}
