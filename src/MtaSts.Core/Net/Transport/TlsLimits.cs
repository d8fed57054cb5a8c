namespace MtaSts.Net.Transport;

/// <summary>Failed handshakes that say nothing about what other senders see, because this machine caused them.</summary>
internal static class TlsLimits
{
    private const string ThisMachine =
        "Check the TLS settings of this machine: TLS 1.2 must be enabled, with a cipher suite. Otherwise test from another machine.";

    private const string TooNew = "Test in PowerShell 7 on a system with TLS 1.3.";

    /// <summary>True when the handshake failed because of what this machine offers.</summary>
    public static bool IsLimitOfThisMachine(this TlsFailure failure) => failure is TlsFailure.TooNew or TlsFailure.ThisMachine;

    /// <summary>What the user can do about such a failure.</summary>
    public static string LimitFix(this TlsFailure failure) => failure == TlsFailure.TooNew ? TooNew : ThisMachine;
}
