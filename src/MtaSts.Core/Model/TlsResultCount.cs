using System.Globalization;
using MtaSts.Text;

namespace MtaSts;

/// <summary>A result type and how many sessions failed with it.</summary>
public sealed class TlsResultCount
{
    /// <summary>Creates a count.</summary>
    /// <param name="resultType">The result type, as the sender wrote it.</param>
    /// <param name="count">Failed sessions.</param>
    public TlsResultCount(string resultType, long count)
    {
        ResultType = resultType;
        Count = count;
    }

    /// <summary>The result type, as the sender wrote it.</summary>
    public string ResultType { get; }

    /// <summary>Failed sessions.</summary>
    public long Count { get; }

    /// <summary><c>certificate-expired: 100</c>, safe to show.</summary>
    public override string ToString() => SafeText.Clean(ResultType) + ": " + Count.ToString(CultureInfo.InvariantCulture);
}
