using System.Management.Automation;

namespace MtaSts.PowerShell.Output;

/// <summary>A value, or the error that says why there is none.</summary>
/// <typeparam name="T">The value's type.</typeparam>
internal readonly struct Parsed<T>
    where T : class
{
    public Parsed(T value)
    {
        Value = value;
        Error = null;
    }

    public Parsed(ErrorRecord error)
    {
        Value = null;
        Error = error;
    }

    public T? Value { get; }

    public ErrorRecord? Error { get; }
}
