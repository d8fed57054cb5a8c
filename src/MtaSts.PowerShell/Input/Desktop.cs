using System;
using System.Management.Automation;
using System.Runtime.InteropServices;

namespace MtaSts.PowerShell.Input;

/// <summary>Whether a file can be shown to a user.</summary>
internal static class Desktop
{
    /// <summary>Why no file can be shown here; null when it can.</summary>
    public static string? WhyNot(SessionState session)
    {
        if (session.PSVariable.GetValue("PSSenderInfo") is not null) return "This is a remote session.";
        if (RuntimeInformation.IsOSPlatform(OSPlatform.Windows)) return Environment.UserInteractive ? null : "This session has no desktop.";
        if (RuntimeInformation.IsOSPlatform(OSPlatform.OSX)) return null;
        return Has("DISPLAY") || Has("WAYLAND_DISPLAY") ? null : "This session has no desktop (neither DISPLAY nor WAYLAND_DISPLAY is set).";
    }

    private static bool Has(string name) => !string.IsNullOrEmpty(Environment.GetEnvironmentVariable(name));
}
