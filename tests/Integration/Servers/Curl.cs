using System;
using System.Globalization;
using System.IO;
using System.Threading.Tasks;

namespace MtaSts.Integration.Servers;

/// <summary>The output of curl for one fetch.</summary>
/// <param name="Code">Its exit code: 0 success, 6 no address, 7 refused, 28 timed out, 35 no TLS, 60 bad certificate.</param>
/// <param name="Status">The HTTP status; 0 when no answer came.</param>
/// <param name="ContentType">Empty when the answer has none.</param>
/// <param name="Address">The address it connected to.</param>
/// <param name="Body">The body; empty when no answer came.</param>
internal sealed record Curl(int Code, int Status, string ContentType, string Address, byte[] Body)
{
    /// <summary>Fetches a policy.</summary>
    /// <param name="url">Where it is.</param>
    /// <param name="rootPath">The root to trust; null to skip certificate checks.</param>
    /// <param name="scratch">A folder for the body.</param>
    public static async Task<Curl> FetchAsync(string url, string? rootPath, string scratch)
    {
        var body = Path.Combine(scratch, Guid.NewGuid().ToString("N"));
        string[] trust = rootPath is null ? ["--insecure"] : ["--cacert", rootPath, "--capath", "/nonexistent"];
        var (code, said) = await Tool.RunAsync(
            "curl",
            [.. trust, "--silent", "--noproxy", "*", "--connect-timeout", "3", "--max-time", "20", "--output", body, "--write-out",
                "%{http_code}|%{content_type}|%{remote_ip}", url]);
        var parts = said.Trim().Split('|');
        return new Curl(
            code, int.Parse(parts[0], CultureInfo.InvariantCulture), parts[1], parts[2], File.Exists(body) ? await File.ReadAllBytesAsync(body) : []);
    }
}
