using System;
using System.Threading.Tasks;

namespace MtaSts.Net.Transport;

/// <summary>A task behind the Begin and End methods of a stream.</summary>
internal static class AsyncResult
{
    /// <summary>What a Begin method returns: a task with the caller's state, whose callback runs when it ends.</summary>
    /// <typeparam name="T">The result of the operation.</typeparam>
    /// <param name="operation">The operation, already started.</param>
    /// <param name="callback">Called at the end; may be null.</param>
    /// <param name="state">The caller's own object.</param>
    public static IAsyncResult Begin<T>(Task<T> operation, AsyncCallback? callback, object? state)
    {
        var result = new TaskCompletionSource<T>(state, TaskCreationOptions.RunContinuationsAsynchronously);
        _ = CompleteAsync(operation, result, callback);
        return result.Task;
    }

    /// <summary>What an End method returns, or throws.</summary>
    /// <typeparam name="T">The result of the operation.</typeparam>
    /// <param name="result">What <see cref="Begin"/> returned.</param>
    public static T End<T>(IAsyncResult result) => ((Task<T>)result).GetAwaiter().GetResult();

    private static async Task CompleteAsync<T>(Task<T> operation, TaskCompletionSource<T> result, AsyncCallback? callback)
    {
        try
        {
            result.SetResult(await operation.ConfigureAwait(false));
        }
#pragma warning disable CA1031 // The End method throws it
        catch (Exception e)
#pragma warning restore CA1031
        {
            result.SetException(e);
        }

        callback?.Invoke(result.Task);
    }
}
