using System;
using System.IO;
using System.Linq;
using System.Management.Automation;
using MtaSts.PowerShell.Input;

namespace MtaSts.PowerShell.Parameters;

/// <summary>
/// Takes the place of a domain for an object that names none. A parameter that refuses its value would end the command; so the cmdlet
/// gets this text, reports the object and continues.
/// </summary>
internal static class NotADomain
{
    private const char Mark = '\0'; // cannot be typed, and no domain name has it

    private static readonly string[] FileTypes = [typeof(FileSystemInfo).FullName!, "Deserialized." + typeof(FileSystemInfo).FullName];

    /// <summary>The text for an object.</summary>
    public static string For(PSObject input) => Mark + RejectedInputs.Subject(input, 1) + " does not name a domain."
        + (IsFile(input) ? "" : RejectedInputs.Found(input, "one of DomainName, Domain, Name, Id"));

    /// <summary>Whether a text stands for an object that names no domain.</summary>
    /// <param name="text">What the parameter holds.</param>
    /// <param name="problem">What is wrong, as a sentence.</param>
    public static bool Is(string? text, out string problem)
    {
        var isMarked = text is { Length: > 1 } && text[0] == Mark;
        problem = isMarked ? text!.Substring(1) : "";
        return isMarked;
    }

    /// <summary>The name of a file or a folder is not a domain, although it may look like one.</summary>
    public static bool IsFile(PSObject input) => input.TypeNames.Any(name => Array.IndexOf(FileTypes, name) >= 0);
}
