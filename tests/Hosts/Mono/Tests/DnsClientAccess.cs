using System;
using System.IO;
using System.Linq;
using System.Runtime.CompilerServices;
using Mono.Cecil;

namespace MtaSts.Tests
{
    /// <summary>
    /// Mono 6.8 does not know the attribute with which the DNS adapter uses internal types of DnsClient; .NET Framework does. For
    /// the tests on Mono these types are made public in the copy beside the tests.
    /// </summary>
    internal static class DnsClientAccess
    {
        [ModuleInitializer]
        public static void Open()
        {
            var file = Path.Combine(Path.GetDirectoryName(typeof(DnsClientAccess).Assembly.Location), "DnsClient.dll");
            if (Type.GetType("Mono.Runtime") is null || !File.Exists(file)) return;
            using var stream = new FileStream(file, FileMode.Open, FileAccess.ReadWrite);
            using var assembly = AssemblyDefinition.ReadAssembly(stream);
            if (assembly.MainModule.Types.All(t => t.IsPublic)) return;
            foreach (var type in assembly.MainModule.Types)
            {
                if (type.Name != "<Module>") type.IsPublic = true;
                foreach (var method in type.Methods.Where(m => m.IsAssembly || m.IsFamilyOrAssembly || m.IsSetter || m.IsGetter)) method.IsPublic = true;
            }

            assembly.Write(stream);
        }
    }
}
