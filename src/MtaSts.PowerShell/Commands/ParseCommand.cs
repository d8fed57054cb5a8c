using System.Collections.Generic;
using System.IO;
using System.Management.Automation;
using MtaSts.PowerShell.Input;
using MtaSts.PowerShell.Output;

namespace MtaSts.PowerShell.Commands;

/// <summary>The common part of the cmdlets that parse: text, files and pipeline lines in, one object per text out.</summary>
public abstract class ParseCommand : PSCmdlet
{
    private const string InputSet = "InputObject";
    private const string PathSet = "Path";
    private const string LiteralPathSet = "LiteralPath";

    private readonly List<string> _lines = [];
    private int _heldBlankLines;
    private bool _isToolOutput;

    /// <summary>The text; also bytes, a file object, or an object of this module that contains a text.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ParameterSetName = InputSet)]
    [Alias("Text")]
    [AllowNull]
    [AllowEmptyString]
    public PSObject? InputObject { get; set; }

#pragma warning disable CA1819 // Parameters are arrays
    /// <summary>Files to read; wildcards are resolved.</summary>
    [Parameter(Mandatory = true, ParameterSetName = PathSet)]
    [ValidateNotNullOrEmpty]
    public string[] Path { get; set; } = [];

    /// <summary>Files to read; the path is taken literally.</summary>
    [Parameter(Mandatory = true, ParameterSetName = LiteralPathSet)]
    [Alias("PSPath")]
    [ValidateNotNullOrEmpty]
    public string[] LiteralPath { get; set; } = [];
#pragma warning restore CA1819

    /// <summary>True when lines of the pipeline belong together; false when each is a separate text.</summary>
    protected abstract bool JoinsLines { get; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        switch (ParameterSetName)
        {
            case PathSet:
                foreach (var path in Path)
                    foreach (var file in FilePaths.Resolve(this, path)) ReadFile(file);
                break;
            case LiteralPathSet:
                foreach (var path in LiteralPath)
                    foreach (var file in FilePaths.Literal(this, path)) ReadFile(file);
                break;
            default:
                Take(InputObject);
                break;
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        GiveBlankLines();
        if (_lines.Count > 0) WriteObject(Parse(string.Join("\n", _lines) + "\n"));
    }

    /// <summary>Parses one text.</summary>
    /// <param name="text">The text.</param>
    protected abstract object Parse(string text);

    /// <summary>Parses a text that is exactly what DNS returned, not what a person pasted.</summary>
    /// <param name="text">The text.</param>
    protected virtual object ParseExact(string text) => Parse(text);

    /// <summary>Parses the bytes of one file.</summary>
    /// <param name="bytes">The bytes; they are text of some kind.</param>
    protected abstract object Parse(byte[] bytes);

    private void Take(PSObject? input)
    {
        switch (input?.BaseObject)
        {
            case null:
                WriteObject(Parse(""));
                break;
            case string name when FilePaths.NamedBy(this, name) is { } file:
                // What comes down the pipeline may be a stranger's text, which must not choose the file that is read.
                if (MyInvocation.ExpectingInput) WriteError(ErrorRecords.NameOfFile(name));
                else ReadFile(file);
                break;
            case string line when JoinsLines && !HasLines(line):
                _lines.Add(line);
                break;
            case string line when !JoinsLines && line.IndexOf('\n') < 0:
                TakeLine(line);
                break;
            case string text:
                WriteObject(Parse(text));
                break;
            case byte[] bytes:
                ReadBytes(bytes, bytes, "The input");
                break;
            case FileInfo file:
                ReadFile(file.FullName);
                break;
            case object[] items:
                foreach (var item in items) Take(item is null ? null : PSObject.AsPSObject(item));
                break;
            default:
                TakeText(input);
                break;
        }
    }

    /// <summary>A text with a line end inside is whole; one whose lines end in CR alone is too.</summary>
    private static bool HasLines(string text) => text.IndexOf('\n') >= 0 || text.TrimEnd('\r').IndexOf('\r') >= 0;

    /// <summary>A line is a record, unless it is part of the output of a DNS tool: then all lines are one text.</summary>
    private void TakeLine(string line)
    {
        if (_isToolOutput)
        {
            _lines.Add(line);
        }
        else if (line.Trim().Length == 0)
        {
            _heldBlankLines++;
        }
        else if (ToolOutput.IsPart(line))
        {
            _isToolOutput = true;
            _heldBlankLines = 0;
            _lines.Add(line);
        }
        else
        {
            GiveBlankLines();
            WriteObject(Parse(line));
        }
    }

    private void GiveBlankLines()
    {
        for (; _heldBlankLines > 0; _heldBlankLines--) WriteObject(Parse(""));
    }

    private void TakeText(PSObject input)
    {
        // Resolve-DnsName returns objects with the strings of a TXT record.
        if (input.Properties["Strings"]?.Value is IEnumerable<string> strings) WriteObject(ParseExact(string.Concat(strings)));
        else if (input.Properties["Text"]?.Value is string text) WriteObject(Parse(text));
        else WriteError(ErrorRecords.NotText(input.BaseObject, $"An object of type {input.BaseObject.GetType().Name}"));
    }

    private void ReadFile(string file)
    {
        if (TextFile.TryRead(file, out var bytes, out var error)) ReadBytes(bytes!, file, $"'{file}'");
        else WriteError(error);
    }

    private void ReadBytes(byte[] bytes, object target, string what)
    {
        if (TextFile.IsBinary(bytes)) WriteError(ErrorRecords.NotText(target, what));
        else WriteObject(Parse(bytes));
    }
}
