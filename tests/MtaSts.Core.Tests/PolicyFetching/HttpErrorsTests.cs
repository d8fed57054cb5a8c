using System;
using System.IO;
using MtaSts.PolicyFetching;
using Xunit;

namespace MtaSts.Tests.PolicyFetching;

public class HttpErrorsTests
{
    [Theory]
    [InlineData("The connection broke.", "The connection broke")]
    [InlineData("The connection broke. ", "The connection broke")]
    [InlineData("It broke...", "It broke")]
    public void A_fault_is_half_a_sentence_without_a_final_dot(string message, string expected) =>
        Assert.Equal(expected, HttpErrors.Describe(new InvalidOperationException("outer.", new IOException(message))));

#if NET && !CORE_NETSTANDARD
    [Fact]
    public void A_known_fault_has_the_message_of_the_platform_in_brackets() => Assert.Equal(
        "the answer is not valid HTTP (Received an invalid line)",
        HttpErrors.Describe(new System.Net.Http.HttpRequestException(System.Net.Http.HttpRequestError.InvalidResponse, "Received an invalid line.")));
#endif
}
