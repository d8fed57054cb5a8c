using System;
using System.Collections.Generic;
using System.Text;

namespace MtaSts.PowerShell.Input;

/// <summary>
/// Reassembles what the pipeline splits: the lines of a text, the bytes of an array. A text that begins with
/// <c>{</c> and ends with <c>}</c> is whole.
/// </summary>
internal sealed class PipedContent
{
    private readonly StringBuilder _lines = new();
    private readonly List<byte> _bytes = [];
    private string _lastLine = "";

    /// <summary>Adds a line or a whole text.</summary>
    /// <returns>The texts that are now complete: none, one or two.</returns>
    public IEnumerable<ReportInput> Take(string text)
    {
        var starts = text.StartsWith("{", StringComparison.Ordinal);
        if (starts && (_lastLine.Trim() == "}" || _lines.Length == 0))
        {
            foreach (var before in Flush()) yield return before;
            if (text.TrimEnd().EndsWith("}", StringComparison.Ordinal))
            {
                yield return Input(text);
                yield break;
            }
        }

        _lines.Append(text).Append('\n');
        _lastLine = text;
    }

    /// <summary>Adds one byte.</summary>
    public void Take(byte value) => _bytes.Add(value);

    /// <summary>Returns what was assembled so far.</summary>
    public IEnumerable<ReportInput> Flush()
    {
        if (_lines.Length > 0)
        {
            var text = _lines.ToString();
            _lines.Clear();
            _lastLine = "";
            yield return Input(text);
        }

        if (_bytes.Count == 0) yield break;
        byte[] bytes = [.. _bytes];
        _bytes.Clear();
        yield return ReportInput.Bytes(bytes, "(bytes)");
    }

    private static ReportInput Input(string text) => ReportInput.Bytes(Encoding.UTF8.GetBytes(text), "(text)");
}
