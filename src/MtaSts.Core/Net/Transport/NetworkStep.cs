using System;

namespace MtaSts.Net.Transport;

/// <summary>One network step, for <c>-Verbose</c>.</summary>
/// <param name="Kind">DNS, TCP, TLS, HTTP or SMTP.</param>
/// <param name="Target">The query or the target of the connection.</param>
/// <param name="Outcome">The result in a few words.</param>
/// <param name="Elapsed">How long it took.</param>
public sealed record NetworkStep(string Kind, string Target, string Outcome, TimeSpan Elapsed)
{
    /// <summary>One line, for example <c>DNS TXT _mta-sts.contoso.com: 1 record (12 ms)</c>.</summary>
    public override string ToString() =>
        FormattableString.Invariant($"{Kind} {Target}: {Outcome} ({Elapsed.TotalMilliseconds:0} ms)");
}
