using System.Collections.Generic;
using System.Linq;

namespace MtaSts.Hosting;

/// <summary>Internet Information Services: one site per domain, each with a <c>web.config</c>.</summary>
internal sealed class InternetInformationServices : SiteHost
{
    private const string WebRoot = @"C:\inetpub\mta-sts";

    public override string Title => "Internet Information Services";

    public override string TargetPlaceholder => "192.0.2.1";

    public override IEnumerable<SiteFile> Files(SitePlan plan) => plan.Domains.SelectMany(d => new[]
    {
        new SiteFile($"www/{d.Host}/{SiteFile.PolicyPath}", d.PolicyText),
        new SiteFile($"www/{d.Host}/web.config", Configuration),
    });

    public override bool PublishesHosts => true;

    public override IEnumerable<string> Steps(SitePlan plan) =>
    [
        $"Copy the folders in `www` to `{WebRoot}` on the server.",
        OwnServer.DnsStep,
        "Get a certificate for each host from a public CA, for example with an ACME client for Windows, into the computer's certificate store `WebHosting` "
            + "or `My`.",
        .. plan.Domains.Select(
            d => $"Create the site for {d.Name}: `New-IISSite -Name '{d.Host}' -PhysicalPath '{WebRoot}\\{d.Host}' -BindingInformation '*:443:{d.Host}' "
                + "-Protocol https -SslFlag Sni -CertificateThumbPrint THUMBPRINT -CertStoreLocation Cert:\\LocalMachine\\My`"),
        "Make sure that no server-wide rule redirects these hosts: senders do not follow redirects.",
    ];

    // Windows' own line endings, for the editors of the server.
    private static string Configuration => Lines(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>",
        "<configuration>",
        "  <system.webServer>",
        "    <staticContent>",
        "      <remove fileExtension=\".txt\" />",
        "      <mimeMap fileExtension=\".txt\" mimeType=\"text/plain; charset=utf-8\" />",
        "    </staticContent>",
        "    <httpProtocol>",
        "      <customHeaders>",
        "        <add name=\"X-Content-Type-Options\" value=\"nosniff\" />",
        "      </customHeaders>",
        "    </httpProtocol>",
        "    <urlCompression doStaticCompression=\"false\" doDynamicCompression=\"false\" />",
        "    <httpRedirect enabled=\"false\" />",
        "    <defaultDocument enabled=\"false\" />",
        "    <directoryBrowse enabled=\"false\" />",
        "  </system.webServer>",
        "</configuration>").Replace("\n", "\r\n");
}
