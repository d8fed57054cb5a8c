using System.Threading;
using System.Threading.Tasks;

namespace MtaSts.Dns;

/// <summary>Queries the DNS. Faults of the DNS are part of the answer; only cancellation and misuse throw.</summary>
public interface IDnsResolver
{
    /// <summary>Queries all records of one type at one name, following CNAMEs.</summary>
    /// <param name="name">A host or domain name in A-label form; a final dot is allowed.</param>
    /// <param name="type">The record type.</param>
    /// <param name="cancellationToken">Stops the query at once.</param>
    /// <returns>The answer, or how the query failed.</returns>
    /// <exception cref="System.OperationCanceledException">The token was canceled.</exception>
    Task<DnsResponse> QueryAsync(string name, DnsRecordType type, CancellationToken cancellationToken);
}
