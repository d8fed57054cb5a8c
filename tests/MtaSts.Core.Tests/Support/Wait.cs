using System;
using System.Threading.Tasks;

namespace MtaSts.Tests.Support;

/// <summary>Bounds what a test waits for, so that a fault shows as a failure and not as a test run without end.</summary>
internal static class Wait
{
    public static readonly TimeSpan Long = TimeSpan.FromSeconds(30);

    public static Task For(Task task) => task.WaitAsync(Long);

    public static Task<T> For<T>(Task<T> task) => task.WaitAsync(Long);
}
