using System;
using System.Management.Automation;

namespace MtaSts.PowerShell.Output;

/// <summary>Colors the output of the views where colors are visible. The views call it; objects in the pipeline never contain colors.</summary>
public static class StatusColour
{
    private const string Reset = "\u001b[0m";

    /// <summary>The name of a status, in its color.</summary>
    /// <param name="status">A status or severity.</param>
    /// <param name="context">The session's <c>$ExecutionContext</c>.</param>
    public static string Show(object? status, EngineIntrinsics context) => Show(status?.ToString() ?? "", status, context);

    /// <summary>A text, in the color of a status.</summary>
    /// <param name="text">The text.</param>
    /// <param name="status">A status or severity.</param>
    /// <param name="context">The session's <c>$ExecutionContext</c>.</param>
    public static string Show(string text, object? status, EngineIntrinsics context) =>
        ColourRule.SequenceOf(status?.ToString()) is { } sequence && IsShown(context) ? sequence + text + Reset : text;

    private static bool IsShown(EngineIntrinsics context)
    {
        // Read as a variable, because the type exists only in PowerShell 7; and through the session, so that strict mode does not object.
        var style = context?.SessionState.PSVariable.GetValue("PSStyle");
        var rendering = style is null ? null : PSObject.AsPSObject(style).Properties["OutputRendering"]?.Value?.ToString();
        if (rendering is null) return false;
        return ColourRule.Allows(
            rendering, HasVirtualTerminal(context!), Console.IsOutputRedirected, Environment.GetEnvironmentVariable("NO_COLOR"),
            Environment.GetEnvironmentVariable("TERM"));
    }

    private static bool HasVirtualTerminal(EngineIntrinsics context)
    {
        // Accessed by name: hosts of Windows PowerShell 5.0 and the reference assembly do not have it.
        var screen = context.Host?.UI;
        return screen is not null && PSObject.AsPSObject(screen).Properties["SupportsVirtualTerminal"]?.Value is true;
    }
}
