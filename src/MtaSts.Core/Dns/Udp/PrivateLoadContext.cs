#if !NETSTANDARD2_0
using System.IO;
using System.Linq;
using System.Reflection;
using System.Runtime.Loader;

namespace MtaSts.Dns.Udp;

/// <summary>
/// Loads assemblies from one folder only. Assemblies that the folder does not contain, such as the core, are those that the
/// rest of the process uses: the runtime's own, and the core that loads this context.
/// </summary>
internal sealed class PrivateLoadContext : AssemblyLoadContext
{
    private readonly string _folder;

    private PrivateLoadContext(string folder)
        : base(NameFor(folder)) => _folder = folder;

    /// <summary>
    /// The context of a folder. There is one for each folder in a process: PowerShell keeps the core when a module is
    /// removed and imported again, and the runtime, which knows all contexts, is asked instead of a field.
    /// </summary>
    public static AssemblyLoadContext For(string folder)
    {
        var full = Path.GetFullPath(folder);
        return All.FirstOrDefault(context => context.Name == NameFor(full)) ?? new PrivateLoadContext(full);
    }

    protected override Assembly? Load(AssemblyName assemblyName)
    {
        var core = typeof(PrivateLoadContext).Assembly;
        if (assemblyName.Name == core.GetName().Name) return core;
        var file = Path.Combine(_folder, assemblyName.Name + ".dll");
        return File.Exists(file) ? LoadFromAssemblyPath(file) : null;
    }

    private static string NameFor(string folder) => "MtaSts " + folder;
}
#endif
