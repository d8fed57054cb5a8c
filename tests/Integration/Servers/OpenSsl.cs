using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using System.Threading.Tasks;

namespace MtaSts.Integration.Servers;

/// <summary>The output of openssl for one TLS server.</summary>
/// <param name="Version">For example <c>TLS 1.3</c>; null when no handshake completed.</param>
/// <param name="Problems">The faults of the certificate, in the module's terms.</param>
/// <param name="Leaf">The server's certificate; null when none was seen.</param>
/// <param name="Sent">How many certificates the server sent.</param>
/// <param name="Said">The whole output.</param>
internal sealed partial record OpenSsl(string? Version, IReadOnlyList<CertificateProblem> Problems, LeafText? Leaf, int Sent, string Said)
{
    /// <summary>Does a handshake.</summary>
    /// <param name="address">Where.</param>
    /// <param name="port">443, or 25 for STARTTLS.</param>
    /// <param name="host">The name the certificate must be for.</param>
    /// <param name="rootPath">The root to trust.</param>
    /// <param name="scratch">A folder for the certificate.</param>
    /// <param name="options">More options.</param>
    public static async Task<OpenSsl> LookAsync(IPAddress address, int port, string host, string rootPath, string scratch, params IReadOnlyList<string> options)
    {
        var where = string.Create(CultureInfo.InvariantCulture, $"{(address.AddressFamily == AddressFamily.InterNetworkV6 ? $"[{address}]" : address)}:{port}");
        string[] startTls = port == 25 ? ["-starttls", "smtp", "-name", "probe.example"] : [];

        // With both streams in one, verify errors could appear inside a certificate.
        var errorFile = Path.Combine(scratch, Guid.NewGuid().ToString("N") + ".err");
        var (_, said) = await Tool.RunAsync(
            "sh",
            ["-c", "exec timeout 8 openssl s_client \"$@\" 2> \"$0\"", errorFile, "-connect", where, "-servername", host, "-verify_hostname", host, "-CAfile",
                rootPath, "-no-CApath", "-no-CAstore", "-showcerts", .. startTls, .. options]);
        var errors = await File.ReadAllTextAsync(errorFile);
        var certificates = Certificates().Matches(said).Select(m => m.Value).ToList();
        return new OpenSsl(
            VersionOf(said),
            [.. ProblemsOf(errors).Distinct().Order()],
            certificates.Count == 0 ? null : await LeafText.ReadAsync(certificates[0], scratch),
            certificates.Count,
            errors + said);
    }

    private static string? VersionOf(string said)
    {
        if (said.Contains("New, TLSv1.3, Cipher is TLS", StringComparison.Ordinal))
            return "TLS 1.3";
        if (said.Contains("Cipher is (NONE)", StringComparison.Ordinal))
            return null;
        return Protocol().Match(said) is { Success: true } match ? match.Groups[1].Value.Replace("TLSv1", "TLS 1", StringComparison.Ordinal) : null;
    }

    // X509_V_ERR_ of openssl/x509_vfy.h, each after the depth in the chain.
    private static IEnumerable<CertificateProblem> ProblemsOf(string said)
    {
        foreach (Match error in Errors().Matches(said))
        {
            var isLeaf = error.Groups["depth"].Value == "0";
            yield return int.Parse(error.Groups["number"].Value, CultureInfo.InvariantCulture) switch
            {
                9 => isLeaf ? CertificateProblem.NotYetValid : CertificateProblem.ChainExpired,
                10 => isLeaf ? CertificateProblem.Expired : CertificateProblem.ChainExpired,
                18 => CertificateProblem.SelfSigned,
                19 => CertificateProblem.UntrustedRoot,
                20 or 21 => CertificateProblem.MissingIntermediate,
                26 => isLeaf ? CertificateProblem.WrongUsage : CertificateProblem.Invalid,
                62 => CertificateProblem.NameMismatch,
                _ => CertificateProblem.Invalid,
            };
        }
    }

    [GeneratedRegex("-----BEGIN CERTIFICATE-----.*?-----END CERTIFICATE-----", RegexOptions.Singleline)]
    private static partial Regex Certificates();

    [GeneratedRegex(@"^\s*Protocol\s*: (TLSv[\d.]+)", RegexOptions.Multiline)]
    private static partial Regex Protocol();

    [GeneratedRegex(@"^depth=(?<depth>\d+) .*\nverify error:num=(?<number>\d+):", RegexOptions.Multiline)]
    private static partial Regex Errors();
}

/// <summary>The output of openssl for a certificate.</summary>
internal sealed partial record LeafText(DateTime NotBefore, DateTime NotAfter, IReadOnlyList<string> Names, string Fingerprint, string Serial)
{
    public static async Task<LeafText> ReadAsync(string pem, string scratch)
    {
        var path = Path.Combine(scratch, Guid.NewGuid().ToString("N") + ".pem");
        await File.WriteAllTextAsync(path, pem + "\n");
        var said = await Tool.MustAsync(
            "openssl", "x509", "-in", path, "-noout", "-startdate", "-enddate", "-dateopt", "iso_8601", "-serial", "-fingerprint", "-sha256", "-ext",
            "subjectAltName");
        string Value(string key) => Regex.Match(said, "^" + key + "=(.*)$", RegexOptions.Multiline).Groups[1].Value.Trim();
        return new LeafText(
            Date(Value("notBefore")),
            Date(Value("notAfter")),
            [.. DnsNames().Matches(said).Select(m => m.Groups[1].Value)],
            Value("sha256 Fingerprint").Replace(":", "", StringComparison.Ordinal),
            Value("serial"));
    }

    private static DateTime Date(string text) =>
        DateTime.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal);

    [GeneratedRegex(@"DNS:([^,\s]+)")]
    private static partial Regex DnsNames();
}
