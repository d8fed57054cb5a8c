using System;
using System.IO;
using System.Reflection;
using MtaSts.Text;

namespace MtaSts.Dns.Udp;

/// <summary>
/// Loads MtaSts.DnsClient.dll, which queries over UDP, and DnsClient with it, isolated from other modules' DnsClient:
/// on .NET into a separate load context, from the folder 'private' beside the core; on .NET Framework, which keeps
/// assemblies of different strong names apart, from the core's own folder.
/// </summary>
internal sealed class UdpClientLoader
{
    private const string AdapterName = "MtaSts.DnsClient";
    private const string FactoryType = "MtaSts.Dns.Engine.UdpClientFactory";
    private const string FactoryMethod = "Create";

    private readonly Lazy<UdpClientLoad> _load;

    /// <summary>Creates a loader; nothing is loaded yet.</summary>
    /// <param name="folder">The folder with the adapter and its dependencies.</param>
    public UdpClientLoader(string folder) => _load = new Lazy<UdpClientLoad>(() => LoadFrom(folder));

    /// <summary>Creates a loader for a client that is there already.</summary>
    public UdpClientLoader(IUdpClient client) => _load = new Lazy<UdpClientLoad>(() => new UdpClientLoad(client, null));

    /// <summary>The client, or why there is none. The first call loads it; later calls return the same.</summary>
    public UdpClientLoad Load() => _load.Value;

    /// <summary>Why the client could not be loaded; null when it was, or when it has not been requested yet.</summary>
    public string? Problem => _load.IsValueCreated ? _load.Value.Problem : null;

    /// <summary>A loader for the folder in which the module and the programs of this repository keep the adapter.</summary>
    public static UdpClientLoader BesideTheCore()
    {
        var core = typeof(UdpClientLoader).Assembly.Location;
        var folder = core.Length > 0 ? Path.GetDirectoryName(core)! : AppDomain.CurrentDomain.BaseDirectory;
#if NETSTANDARD2_0
        return new UdpClientLoader(folder);
#else
        return new UdpClientLoader(Path.Combine(folder, "private"));
#endif
    }

    private static UdpClientLoad LoadFrom(string folder)
    {
        var file = Path.Combine(folder, AdapterName + ".dll");
        if (!File.Exists(file)) return Failed(file, "it is missing");
        try
        {
            var factory = LoadAssembly(file).GetType(FactoryType, throwOnError: true)!.GetMethod(FactoryMethod)
                ?? throw new MissingMethodException(FactoryType, FactoryMethod);
            return new UdpClientLoad((IUdpClient)factory.Invoke(null, null)!, null);
        }
        catch (Exception e) when (e is IOException or BadImageFormatException or TypeLoadException or MissingMemberException or MemberAccessException
            or TargetInvocationException or InvalidCastException or UnauthorizedAccessException or System.Security.SecurityException)
        {
            return Failed(file, ExceptionText.Of((e as TargetInvocationException)?.InnerException ?? e));
        }
    }

    private static UdpClientLoad Failed(string file, string why) =>
        new(null, $"'{file}' could not be loaded: {why.Trim().TrimEnd('.')}. Reinstall the module. Until then every DNS query uses TCP.");

#if NETSTANDARD2_0
    private static Assembly LoadAssembly(string file) => Assembly.LoadFrom(file);
#else
    private static Assembly LoadAssembly(string file) => PrivateLoadContext.For(Path.GetDirectoryName(file)!).LoadFromAssemblyPath(file);
#endif
}
