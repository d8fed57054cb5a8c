using System;
using System.IO;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text;
using System.Threading.Tasks;
using MtaSts.Lab.Tests.Support;

namespace MtaSts.Lab.Tests;

[Collection(SharedLab.Name)]
public class HandshakeTests(FullLab fixture)
{
    // A TLS record with the frame of a ClientHello.
    private static readonly byte[] Hello = [22, 3, 1, 0, 4, 1, 0, 0, 0];

    private LabServer Lab => fixture.Lab;

    [Theory]
    [InlineData("host-version-alert.test", 70)]
    [InlineData("host-unknown-name.test", 112)]
    [InlineData("host-handshake-failure.test", 40)]
    public async Task The_alert_is_the_expected_one(string domain, byte description) =>
        Assert.Equal([21, 3, 1, 0, 2, 2, description], await AnswerAsync(domain, 7));

    [Fact]
    public async Task The_ServerHello_has_TLS_1_0()
    {
        var answer = await AnswerAsync("host-tls10.test", 11);
        Assert.Equal(22, answer[0]);
        Assert.Equal(2, answer[5]);
        Assert.Equal([3, 1], answer[9..11]);
    }

    [Fact]
    public async Task Plain_HTTP_is_answered_in_plain_text() =>
        Assert.Equal("HTTP/1.1 400", Encoding.ASCII.GetString(await AnswerAsync("host-plain-http.test", 12)));

    [Theory]
    [InlineData("host-handshake-closed.test")]
    [InlineData("host-closes.test")]
    public async Task A_host_that_closes_sends_nothing(string domain)
    {
        await using var stream = await TlsClient.ConnectAsync(Lab, "mta-sts." + domain);
        try
        {
            await stream.WriteAsync(Hello);
            Assert.Equal(0, await stream.ReadAsync(new byte[1], Patience.Token()));
        }
        catch (IOException)
        {
            // A reset also counts as closed.
        }
    }

    [Theory]
    [InlineData("host-version-alert.test")]
    [InlineData("host-unknown-name.test")]
    [InlineData("host-tls10.test")]
    [InlineData("host-plain-http.test")]
    [InlineData("host-handshake-closed.test")]
    public async Task A_real_client_fails_at_each_faulty_handshake(string domain)
    {
        var e = await Record.ExceptionAsync(() => TlsClient.LookAsync(Lab, domain));
        Assert.True(e is AuthenticationException or IOException, e?.ToString());
    }

    [Theory]
    [InlineData("mta-sts.host-refused.test")]
    [InlineData("mail.smtp-refused.test")]
    public async Task A_host_that_refuses_connections_cannot_be_reached(string host)
    {
        var e = await Assert.ThrowsAsync<SocketException>(() => TlsClient.ConnectAsync(Lab, host));
        Assert.Equal(SocketError.ConnectionRefused, e.SocketErrorCode);
    }

    [Theory]
    [InlineData("mta-sts.host-silent.test")]
    [InlineData("mail.smtp-silent.test")]
    public async Task A_silent_host_accepts_and_sends_nothing(string host)
    {
        await using var stream = await TlsClient.ConnectAsync(Lab, host);
        var reading = stream.ReadAsync(new byte[1]).AsTask();
        await stream.WriteAsync(Hello);

        // After others have been served, the silent host has had time to answer.
        await TlsClient.LookAsync(Lab, "healthy.test");
        Assert.False(reading.IsCompleted);
    }

    [Theory]
    [InlineData("mta-sts.host-timeout.test")]
    [InlineData("mail.smtp-timeout.test")]
    public async Task A_black_hole_port_hangs(string host)
    {
        if (!OperatingSystem.IsLinux())
            return; // on other systems it is a silent host, as documented
        var connecting = TlsClient.ConnectAsync(Lab, host);
        for (var i = 0; i < 5; i++)
            await TlsClient.LookAsync(Lab, "healthy.test");
        Assert.False(connecting.IsCompleted);
    }

    private async Task<byte[]> AnswerAsync(string domain, int length)
    {
        await using var stream = await TlsClient.ConnectAsync(Lab, "mta-sts." + domain);
        await stream.WriteAsync(Hello);
        var answer = new byte[length];
        await stream.ReadExactlyAsync(answer, Patience.Token());
        return answer;
    }
}
