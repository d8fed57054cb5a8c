using System.Security.Cryptography.X509Certificates;
#if NET8_0_OR_GREATER
using System;
#else
using System.Linq;
#endif

namespace MtaSts.Net.Certificates;

/// <summary>Compares certificates octet by octet; the platform's own equality looks at issuer and serial number only.</summary>
internal static class CertificateBytes
{
    public static bool AreSame(X509Certificate2 left, X509Certificate2 right) =>
#if NET8_0_OR_GREATER
        left.RawDataMemory.Span.SequenceEqual(right.RawDataMemory.Span); // copies nothing
#else
        left.RawData.SequenceEqual(right.RawData);
#endif
}
