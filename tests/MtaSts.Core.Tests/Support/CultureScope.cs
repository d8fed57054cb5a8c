using System;
using System.Globalization;

namespace MtaSts.Tests.Support;

/// <summary>Until it is disposed, this thread and what it starts are in a culture.</summary>
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
