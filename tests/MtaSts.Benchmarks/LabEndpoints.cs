using System.Globalization;
using System.Net;
using System.Security.Cryptography.X509Certificates;

namespace MtaSts.Benchmarks;

/// <summary>The addresses of the lab's servers, as printed by <see cref="CheckerLab"/>.</summary>
internal sealed record LabEndpoints(IPEndPoint Dns, int HttpsPort, int SmtpPort, string RootFile)
{
    public static LabEndpoints Parse(string line)
    {
        var parts = line.Split('|');
        return new LabEndpoints(IPEndPoint.Parse(parts[0]), Number(parts[1]), Number(parts[2]), parts[3]);
    }

    public X509Certificate2 LoadRoot() => X509CertificateLoader.LoadCertificateFromFile(RootFile);

    public override string ToString() => $"{Dns}|{HttpsPort}|{SmtpPort}|{RootFile}";

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
