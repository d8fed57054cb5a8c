using System;
using System.Net.Http;
using System.Security.Authentication;
using MtaSts.Net;
using Xunit;

namespace MtaSts.Tests.Net;

public class NetworkFaultTests
{
    [Fact]
    public void A_certificate_that_is_not_trusted_is_described_without_words_of_the_platform()
    {
        var inner = new AuthenticationException("The remote certificate was rejected by the provided RemoteCertificateValidationCallback.");
        var text = NetworkFault.Describe(new HttpRequestException("The SSL connection could not be established.", inner));
        Assert.Equal("has a certificate that is not valid for its name or not from a trusted CA", text);
    }

    [Fact]
    public void Another_fault_of_the_handshake_keeps_its_cause() =>
        Assert.StartsWith("failed the TLS handshake: ", NetworkFault.Describe(new AuthenticationException("The peer closed it.")), StringComparison.Ordinal);
}
