using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading.Tasks;

namespace MtaSts.Integration.Servers;

/// <summary>A CA made with openssl: a trusted root, issuers below it, and an untrusted root.</summary>
internal sealed class Authority
{
    private readonly string _folder;

    private Authority(string folder) => _folder = folder;

    /// <summary>The root that module, senders and tools trust.</summary>
    public string RootPath => RootPathIn(_folder);

    /// <summary>The private key of the servers with an EC key.</summary>
    public string KeyPath => File("server.key");

    /// <summary>The private key of a server with such a certificate.</summary>
    public string KeyPathFor(Certificate kind) => kind == Certificate.Rsa ? File("rsa.key") : KeyPath;

    /// <summary>The path of the root of an authority in this folder.</summary>
    public static string RootPathIn(string folder) => Path.Combine(folder, "root.pem");

    public static async Task<Authority> CreateAsync(string folder)
    {
        Directory.CreateDirectory(folder);
        var ca = new Authority(folder);
        await Tool.MustAsync("openssl", "ecparam", "-name", "prime256v1", "-genkey", "-noout", "-out", ca.KeyPath);
        await ca.RequestAsync("server");
        await ca.RootAsync("root", "Servers test root");
        await ca.RootAsync("other", "Untrusted root");
        await Tool.MustAsync("openssl", "genrsa", "-out", ca.File("rsa.key"), "2048");
        await ca.RequestAsync("rsa");
        await ca.IssuerAsync(
            "constrained", "Servers test issuer for another domain", fromDays: -100, toDays: 300, "nameConstraints=critical,permitted;DNS:.tailspin.test\n");
        await ca.IssuerAsync("issuer", "Servers test issuer", fromDays: -100, toDays: 300);
        await ca.IssuerAsync("no-ca", "www.contoso.test", fromDays: -100, toDays: 300, "", isCa: false);
        await ca.IssuerAsync("old", "Servers test issuer of last year", fromDays: -400, toDays: -30);
        return ca;
    }

    /// <summary>Issues a certificate for a host.</summary>
    /// <param name="kind">The kind of certificate.</param>
    /// <param name="host">The host it is installed on.</param>
    /// <returns>The path of the file with all that the server sends, its own certificate first.</returns>
    public async Task<string> IssueAsync(Certificate kind, string host)
    {
        var path = File($"{kind}-{host}.pem");
        if (System.IO.File.Exists(path))
            return path;

        var parent = host[(host.IndexOf('.', StringComparison.Ordinal) + 1)..];
        var name = kind switch
        {
            Certificate.Wildcard => "*." + parent,
            Certificate.WrongName => "www.elsewhere.example",
            Certificate.Neighbour => "neighbour." + parent,
            Certificate.Capitals => host.ToUpperInvariant(),
            _ => host,
        };
        var (from, to) = kind switch
        {
            Certificate.Expired => (-90, -3),
            Certificate.NotYetValid => (3, 90),
            Certificate.EndsSoon => (-85, 5),
            Certificate.FarFuture => (-10, 13_000),
            _ => (-10, 80),
        };
        var usage = kind == Certificate.ClientsOnly ? "clientAuth" : "serverAuth";
        var names = kind switch
        {
            Certificate.CommonNameOnly => "",
            Certificate.ManyNames =>
                $"subjectAltName={string.Concat(Enumerable.Range(1, 899).Select(ManyNamesEntry))}DNS:{name}\n",
            _ => $"subjectAltName=DNS:{name}\n",
        };
        var extensions = $"basicConstraints=critical,CA:FALSE\nextendedKeyUsage={usage}\n{names}";

        // A common name has at most 64 characters.
        var subject = "/CN=" + (name.Length > 64 ? "long name" : name);
        if (kind == Certificate.SelfSigned)
        {
            await System.IO.File.WriteAllTextAsync(File("self.cnf"), $"[req]\ndistinguished_name=d\nx509_extensions=x\n[d]\n[x]\n{extensions}");
            await Tool.MustAsync("openssl", "req", "-x509", "-key", KeyPath, "-config", File("self.cnf"), "-subj", subject, "-days", "80", "-out", path);
            return path;
        }

        var issuer = kind switch
        {
            Certificate.UntrustedRoot => "other",
            Certificate.ExpiredIntermediate => "old",
            Certificate.Constrained => "constrained",
            Certificate.IssuedByServer => "no-ca",
            _ => "issuer",
        };
        await SignAsync(issuer, kind == Certificate.Rsa ? "rsa" : "server", path, subject, extensions, from, to);
        if (kind == Certificate.Disordered)
            await System.IO.File.AppendAllTextAsync(path, await System.IO.File.ReadAllTextAsync(RootPath));
        if (kind != Certificate.MissingIntermediate)
            await System.IO.File.AppendAllTextAsync(path, await System.IO.File.ReadAllTextAsync(File(issuer + ".pem")));
        return path;
    }

    private string File(string name) => Path.Combine(_folder, name);

    private async Task RequestAsync(string name) =>
        await Tool.MustAsync("openssl", "req", "-new", "-key", File(name + ".key"), "-subj", "/CN=" + name, "-out", File(name + ".csr"));

    private async Task RootAsync(string name, string title)
    {
        await Tool.MustAsync(
            "openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-keyout", File(name + ".key"), "-out",
            File(name + ".pem"),
            "-subj", "/CN=" + title, "-days", "3650", "-addext", "keyUsage=critical,keyCertSign,cRLSign");
        await OpenBooksAsync(name);
    }

    private async Task IssuerAsync(string name, string title, int fromDays, int toDays, string extensions = "", bool isCa = true)
    {
        await Tool.MustAsync("openssl", "ecparam", "-name", "prime256v1", "-genkey", "-noout", "-out", File(name + ".key"));
        await RequestAsync(name);
        await SignAsync(
            "root", name, File(name + ".pem"), "/CN=" + title,
            (isCa ? "basicConstraints=critical,CA:TRUE,pathlen:0\nkeyUsage=critical,keyCertSign,cRLSign\n" : "basicConstraints=critical,CA:FALSE\n")
                + "subjectKeyIdentifier=hash\n" + extensions,
            fromDays, toDays);
        await OpenBooksAsync(name);
    }

    private async Task OpenBooksAsync(string name)
    {
        Directory.CreateDirectory(File(name + ".d"));
        await System.IO.File.WriteAllTextAsync(File(name + ".index"), "");
        await System.IO.File.WriteAllTextAsync(File(name + ".index.attr"), "unique_subject = no\n");
        await System.IO.File.WriteAllTextAsync(File(name + ".cnf"),
            $"[ca]\ndefault_ca=x\n[x]\nnew_certs_dir={File(name + ".d")}\ndatabase={File(name + ".index")}\ncertificate={File(name + ".pem")}\n"
            + $"private_key={File(name + ".key")}\n"
            + "default_md=sha256\npolicy=p\nrand_serial=yes\nunique_subject=no\n[p]\ncommonName=supplied\n");
    }

    private async Task SignAsync(string issuer, string request, string path, string subject, string extensions, int fromDays, int toDays)
    {
        var extensionFile = File("extensions.cnf");
        await System.IO.File.WriteAllTextAsync(extensionFile, extensions);
        await Tool.MustAsync(
            "openssl", "ca", "-batch", "-notext", "-config", File(issuer + ".cnf"), "-in", File(request + ".csr"), "-out", path, "-subj", subject,
            "-extfile", extensionFile, "-startdate", Date(fromDays), "-enddate", Date(toDays));
    }

    private static string ManyNamesEntry(int i) => string.Create(CultureInfo.InvariantCulture, $"DNS:host{i}.a-rather-long-name.example,");

    private static string Date(int days) => DateTime.UtcNow.AddDays(days).ToString("yyyyMMddHHmmss'Z'", CultureInfo.InvariantCulture);
}
