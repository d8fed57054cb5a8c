using System;
using System.Management.Automation;

namespace MtaSts.PowerShell.Output;

/// <summary>A stopped work queue throws a cancellation; PowerShell expects its own exception instead.</summary>
internal static class PipelineStop
{
    /// <summary>Runs an action and translates its cancellation.</summary>
    /// <param name="action">The action.</param>
    /// <exception cref="PipelineStoppedException">The action was canceled.</exception>
    public static void Run(Action action)
    {
        try
        {
            action();
        }
        catch (OperationCanceledException)
        {
            throw new PipelineStoppedException();
        }
    }
}
