namespace MtaSts.PolicyFetching;

/// <summary>The parts of an HTTP answer that matter for a policy, with the body up to the limit.</summary>
/// <param name="StatusLine">For example <c>HTTP/1.1 404 Not Found</c>.</param>
/// <param name="Status">The status code.</param>
/// <param name="Headers">The header fields that matter.</param>
/// <param name="Body">At most the limit.</param>
/// <param name="IsTooLarge">True when there was more than the limit.</param>
internal sealed record HttpAnswer(string StatusLine, int Status, HttpHeaders Headers, byte[] Body, bool IsTooLarge)
{
    /// <summary>The header's value; null when there is none.</summary>
    public string? ContentType => Headers["Content-Type"];

    /// <summary>The header's value; null when there is none.</summary>
    public string? ContentEncoding => Headers["Content-Encoding"] is { Length: > 0 } coding ? coding : null;

    /// <summary>The header's value; null when there is none.</summary>
    public string? Location => Headers["Location"];
}
