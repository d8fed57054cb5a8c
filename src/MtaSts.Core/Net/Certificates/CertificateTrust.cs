using System;
using System.Security.Cryptography.X509Certificates;

namespace MtaSts.Net.Certificates;

/// <summary>The trusted roots and the time of validation.</summary>
public sealed class CertificateTrust
{
    /// <summary>The system's roots and the real time.</summary>
    public static CertificateTrust System { get; } = new(null, null);

    /// <summary>Creates an instance.</summary>
    /// <param name="extraRoots">Roots to trust besides the system's, for a private CA; null for none.</param>
    /// <param name="utcNow">The time by which validity is judged; null for the real one.</param>
    public CertificateTrust(X509Certificate2Collection? extraRoots, Func<DateTime>? utcNow)
    {
        ExtraRoots = extraRoots is { Count: > 0 } ? extraRoots : null;
        UtcNow = utcNow ?? (() => DateTime.UtcNow);
    }

    /// <summary>Roots trusted besides the system's; null when there are none.</summary>
    public X509Certificate2Collection? ExtraRoots { get; }

    /// <summary>The time, UTC.</summary>
    public Func<DateTime> UtcNow { get; }
}
