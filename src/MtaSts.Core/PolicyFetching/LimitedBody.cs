using System.IO;
using System.Threading;
using System.Threading.Tasks;

namespace MtaSts.PolicyFetching;

/// <summary>Reads a body up to a limit and not a byte more.</summary>
internal static class LimitedBody
{
    public static async Task<(byte[] Body, bool IsTooLarge)> ReadAsync(Stream stream, int limit, CancellationToken cancellationToken)
    {
        using var body = new MemoryStream();
        var buffer = new byte[1024]; // most policies are shorter
        while (body.Length <= limit)
        {
            var read = await stream.ReadAsync(buffer, 0, buffer.Length, cancellationToken).ConfigureAwait(false);
            if (read == 0) return (body.ToArray(), false);
            body.Write(buffer, 0, read);
        }

        body.SetLength(limit);
        return (body.ToArray(), true);
    }
}
