using System;
using System.Threading.Tasks;

namespace MtaSts.Tests.Support;

/// <summary>Limits the waits of tests, so that a fault is a failed test and not an endless run.</summary>
internal static class Wait
{
    public static readonly TimeSpan Long = TimeSpan.FromSeconds(30);

    public static Task For(Task task) => task.WaitAsync(Long);

    public static Task<T> For<T>(Task<T> task) => task.WaitAsync(Long);
}
