using System.Runtime.InteropServices;
using System.Security.Authentication;

namespace MtaSts.Net.Transport;

/// <summary>TLS versions by their common names, and the versions that this platform can offer.</summary>
internal static class TlsVersion
{
    // netstandard2.0 has no name for it.
    private const SslProtocols Tls13 = (SslProtocols)12288;

    /// <summary>TLS 1.2 and newer. .NET Framework has TLS 1.3 on the newest Windows only and fails elsewhere when it is requested.</summary>
    public static SslProtocols Offered { get; } =
        RuntimeInformation.FrameworkDescription.StartsWith(".NET Framework", System.StringComparison.Ordinal) ? SslProtocols.Tls12 : SslProtocols.Tls12 | Tls13;

    public static string NameOf(SslProtocols protocol) => protocol switch
    {
        SslProtocols.Tls12 => "TLS 1.2",
        Tls13 => "TLS 1.3",
        _ => protocol.ToString(),
    };
}
