using System;
using MtaSts.Text;

namespace MtaSts.PolicyFetching;

/// <summary>What went wrong in an HTTP exchange, in words; the platform's message is kept where it says more.</summary>
internal static class HttpErrors
{
    public static string Describe(Exception error)
    {
        // Half a sentence: whoever shows it ends the sentence.
        var cause = SafeText.Excerpt(ExceptionText.OfInnermost(error).TrimEnd('.', ' '), 200);
#if NET8_0_OR_GREATER
        var kind = (error as System.Net.Http.HttpIOException ?? error.InnerException as System.Net.Http.HttpIOException)?.HttpRequestError
            ?? (error as System.Net.Http.HttpRequestException)?.HttpRequestError;
        var plain = kind switch
        {
            System.Net.Http.HttpRequestError.ResponseEnded => "the server closed the connection before the end of the answer",
            System.Net.Http.HttpRequestError.InvalidResponse => "the answer is not valid HTTP",
            System.Net.Http.HttpRequestError.ConfigurationLimitExceeded => "the head of the answer is longer than 32 KiB",
            _ => null,
        };
        if (plain is not null) return $"{plain} ({cause})";
#endif
        return cause;
    }
}
