namespace System.Runtime.CompilerServices;

/// <summary>
/// The runtimes know this attribute by its name: an assembly with it may use the internal members of another assembly.
/// See docs/decisions/dns-engine.md.
/// </summary>
/// <param name="assemblyName">The other assembly's name.</param>
[AttributeUsage(AttributeTargets.Assembly, AllowMultiple = true)]
internal sealed class IgnoresAccessChecksToAttribute(string assemblyName) : Attribute
{
    /// <summary>The other assembly's name.</summary>
    public string AssemblyName { get; } = assemblyName;
}
