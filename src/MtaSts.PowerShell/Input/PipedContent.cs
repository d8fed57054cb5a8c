using System;
using System.Collections.Generic;
using System.Text;

namespace MtaSts.PowerShell.Input;

/// <summary>
/// Reassembles what the pipeline splits: the lines of a text, the bytes of an array. A text that begins with <c>{</c> and ends with
/// <c>}</c> is whole, and so is one with a line end inside. What Get-Content reads from one file belongs together.
/// </summary>
/// <param name="limit">How many characters or bytes are put together.</param>
/// <param name="tooLarge">Told once for each text, or each run of bytes, that is larger; what there is of it is dropped.</param>
internal sealed class PipedContent(long limit, Action tooLarge)
{
    private readonly StringBuilder _lines = new();
    private readonly List<byte> _bytes = [];
    private string _lastLine = "";
    private string? _file;
    private bool _isDropping;

    /// <summary>Whether what was assembled so far is of another file than what comes next, which must not be joined to it.</summary>
    /// <param name="file">The file of what comes next; null when it is not known.</param>
    public bool IsOfOther(string? file)
    {
        if (string.Equals(file, _file, StringComparison.Ordinal)) return false;
        _file = file;
        return true;
    }

    /// <summary>Adds a line or a whole text.</summary>
    /// <returns>The texts that are now complete: none, one or two.</returns>
    public IEnumerable<ReportInput> Take(string text)
    {
        if (HasLines(text) && text.Length <= limit)
        {
            foreach (var before in Flush()) yield return before;
            yield return Input(text);
            yield break;
        }

        var starts = text.StartsWith("{", StringComparison.Ordinal);
        if (starts && (_lastLine.Trim() == "}" || (_lines.Length == 0 && !_isDropping)))
        {
            foreach (var before in Flush()) yield return before;
            if (text.Length <= limit && text.TrimEnd().EndsWith("}", StringComparison.Ordinal))
            {
                yield return Input(text);
                yield break;
            }
        }

        _lastLine = text.Length < 16 ? text : "";
        if (_isDropping) yield break;
        if (_lines.Length + (long)text.Length > limit)
        {
            Drop();
            yield break;
        }

        _lines.Append(text).Append('\n');
    }

    /// <summary>Takes one byte.</summary>
    public void Take(byte value)
    {
        if (_isDropping) return;
        if (_bytes.Count >= limit) Drop();
        else _bytes.Add(value);
    }

    /// <summary>Returns what was assembled so far.</summary>
    public IEnumerable<ReportInput> Flush()
    {
        _isDropping = false;
        _lastLine = "";
        if (_lines.Length > 0)
        {
            var text = _lines.ToString();
            _lines.Clear();
            yield return Input(text);
        }

        if (_bytes.Count == 0) yield break;
        byte[] bytes = [.. _bytes];
        _bytes.Clear();
        yield return ReportInput.Bytes(bytes, "(bytes)");
    }

    private static bool HasLines(string text)
    {
        var end = text.IndexOf('\n');
        return end >= 0 && end < text.Length - 1;
    }

    private void Drop()
    {
        _isDropping = true;
        _lines.Clear();
        _lines.Capacity = 16;
        _bytes.Clear();
        _bytes.TrimExcess();
        tooLarge();
    }

    private static ReportInput Input(string text) => ReportInput.Bytes(Encoding.UTF8.GetBytes(text), "(text)");
}
