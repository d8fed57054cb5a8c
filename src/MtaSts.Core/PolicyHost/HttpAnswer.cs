namespace MtaSts.PolicyHost;

/// <summary>The parts of an HTTP answer that matter for a policy, with the body up to the limit.</summary>
/// <param name="Status">The status code.</param>
/// <param name="ContentType">The header's value; null when there is none.</param>
/// <param name="ContentEncoding">The header's value; null when there is none or it is <c>identity</c>.</param>
/// <param name="Location">The header's value; null when there is none.</param>
/// <param name="Body">At most the limit.</param>
/// <param name="IsTooLarge">True when there was more than the limit.</param>
internal sealed record HttpAnswer(int Status, string? ContentType, string? ContentEncoding, string? Location, byte[] Body, bool IsTooLarge);
