using System;
using System.Globalization;

namespace MtaSts.Tests.Support;

/// <summary>Sets the culture of this thread and of the work it starts, until it is disposed.</summary>
internal sealed class CultureScope : IDisposable
{
    private readonly CultureInfo _culture = CultureInfo.CurrentCulture;
    private readonly CultureInfo _ui = CultureInfo.CurrentUICulture;

    public CultureScope(string name) => CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(name);

    public static T Run<T>(string name, Func<T> work)
    {
        using var _ = new CultureScope(name);
        return work();
    }

    public void Dispose()
    {
        CultureInfo.CurrentCulture = _culture;
        CultureInfo.CurrentUICulture = _ui;
    }
}
