using System.Collections.Generic;
using System.IO;
using System.Text;
using System.Text.RegularExpressions;

namespace MtaSts.PackageBuilder;

/// <summary>
/// Gives the views of a laid-out module a second form of each script for sessions in ConstrainedLanguage, where PowerShell refuses calls
/// of the module's methods and leaves the cell empty. That form has operators in place of the calls: the same text without color, with a
/// question mark for each unsafe character.
/// </summary>
public static partial class ViewScripts
{
    // Control, format and private characters, line separators, and the tags of plane 14.
    private const string Unsafe = @"[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Zl}\p{Zp}]|\uDB40.";

    /// <summary>Rewrites the views in a folder.</summary>
    /// <param name="folder">The folder of the module.</param>
    /// <exception cref="InvalidDataException">A script calls a method for which there is no second form.</exception>
    public static void Complete(string folder)
    {
        foreach (var file in Directory.GetFiles(folder, "*.Format.ps1xml"))
            File.WriteAllText(file, Element().Replace(File.ReadAllText(file), found => $"<ScriptBlock>{WithConstrained(found.Groups[1].Value)}</ScriptBlock>"));
    }

    /// <summary>A script with its second form; the script itself when it calls no method of the module.</summary>
    /// <param name="script">The script of a view.</param>
    /// <exception cref="InvalidDataException">It calls a method for which there is no second form.</exception>
    public static string WithConstrained(string script)
    {
        var constrained = Constrained(script);
        return constrained == script
            ? script
            : $"if ($ExecutionContext.SessionState.LanguageMode -eq 'ConstrainedLanguage') {{ {constrained} }} else {{ {script} }}";
    }

    private static string Constrained(string script)
    {
        var text = new StringBuilder();
        var at = 0;
        for (var call = Call().Match(script); call.Success; call = Call().Match(script, at))
        {
            var end = EndOf(script, call.Index + call.Length);
            var arguments = Arguments(script[(call.Index + call.Length)..end]);
            text.Append(script, at, call.Index - at).Append(SecondForm(call.Groups[1].Value + "." + call.Groups[2].Value, arguments));
            at = end + 1;
        }

        return text.Append(script, at, script.Length - at).ToString();
    }

    /// <summary>The operators that come to what a method returns, as text of XML. Times of the module are UTC.</summary>
    private static string SecondForm(string method, List<string> arguments)
    {
        var first = Constrained(arguments[0]);
        return method switch
        {
            "StatusColour.Show" => $"\"$({first})\"",
            "SafeText.Clean" => $"(\"$({first})\" -replace '{Unsafe}', '?')",
            "SafeText.Excerpt" => $"((\"$({first})\" -replace '{Unsafe}', '?') -replace '^([\\s\\S]{{{arguments[1]}}})[\\s\\S]+', '$1&#8230;')",
            "SafeText.Show" when arguments.Count == 1 => $"((@({first}) -join '; ') -replace '{Unsafe}', '?')",
            "SafeText.Show" => $"((@({first} | Select-Object -First {arguments[1]}) -join '; ') -replace '{Unsafe}', '?')",
            "DateText.Day" => $"(('{{0:u}}' -f {first}) -replace ' .*')",
            "DateText.Minute" => $"(('{{0:u}}' -f {first}) -replace ':\\d\\dZ$', ' UTC')",
            "DateText.Second" => $"(('{{0:u}}' -f {first}) -replace 'Z$', ' UTC')",
            _ => throw new InvalidDataException($"A view calls {method}, which needs a form for ConstrainedLanguage in ViewScripts."),
        };
    }

    /// <summary>Where the parenthesis is that closes a call.</summary>
    private static int EndOf(string script, int start)
    {
        var depth = 1;
        for (var i = start; i < script.Length; i++)
        {
            if (script[i] == '(') depth++;
            else if (script[i] == ')' && --depth == 0) return i;
        }

        throw new InvalidDataException($"A call of a view is not closed: {script}");
    }

    private static List<string> Arguments(string text)
    {
        var arguments = new List<string>();
        var (depth, start) = (0, 0);
        var quote = '\0';
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (quote != '\0')
            {
                if (c == quote) quote = '\0';
                continue;
            }

            if (c is '\'' or '"') quote = c;
            if (c is '(' or '{') depth++;
            if (c is ')' or '}') depth--;
            if (c != ',' || depth > 0) continue;
            arguments.Add(text[start..i].Trim());
            start = i + 1;
        }

        arguments.Add(text[start..].Trim());
        return arguments;
    }

    [GeneratedRegex("<ScriptBlock>(.*?)</ScriptBlock>", RegexOptions.Singleline)]
    private static partial Regex Element();

    [GeneratedRegex(@"\[MtaSts\.(?:\w+\.)*(\w+)\]::(\w+)\(")]
    private static partial Regex Call();
}
