using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;
using MtaSts.Text;

namespace MtaSts.TlsRpt.Json;

/// <summary>Reads JSON and tracks the path. After a fault the path shows where the fault is.</summary>
internal sealed class JsonCursor(JsonTokens tokens, ReportNotes notes, int maxItems)
{
    private const int MaxNameShown = 100;
    private const int MaxNamesCompared = 64; // duplicates are looked for among so many unknown members of an object

    private Frame[] _frames = new Frame[6]; // a report is five deep
    private List<string>? _unknownNames; // of the objects that the cursor is in, the innermost last
    private int _depth;
    private int _items;

    /// <summary>Starts again, with the text that the tokens are of now.</summary>
    public void Reset()
    {
        _depth = _items = 0;
        _unknownNames = null;
    }

    /// <summary>The token at the cursor.</summary>
    public JsonToken Kind => tokens.Kind;

    /// <summary>The token's text.</summary>
    public string Text => tokens.Text;

    /// <summary>A list of texts; one that was read lately is the same object.</summary>
    public ReadableList<string> ListOf(List<string> texts) => tokens.Texts is { } cache ? cache.ListOf(texts) : texts.ToReadableList();

    /// <summary>A list of one text; one that was read lately is the same object.</summary>
    public ReadableList<string> ListOf(string text) => tokens.Texts is { } cache ? cache.ListOf(text) : ReadableList<string>.Of(text);

    /// <summary>The token's place in bytes.</summary>
    public long Offset => tokens.Offset;

    /// <summary>The name of the member that the cursor is in.</summary>
    public string Name => _frames[_depth - 1].Name!;

    /// <summary>The JSON path of where the cursor is.</summary>
    public string Path => PathTo(null);

    /// <summary>The JSON path of a member of the object that the cursor is in.</summary>
    public string PathTo(string? member)
    {
        var path = new StringBuilder("$");
        for (var i = 0; i < _depth; i++)
        {
            if (_frames[i].IsArray && _frames[i].Index < 0) break;
            if (_frames[i].IsArray) path.Append('[').Append(_frames[i].Index.ToString(CultureInfo.InvariantCulture)).Append(']');
            else if (_frames[i].Name is string name) AppendName(path, name);
        }

        if (member is not null) path.Append('.').Append(member);
        return path.ToString();
    }

    /// <summary>A name from a stranger may be very long; a warning or an error shows its beginning.</summary>
    private static void AppendName(StringBuilder path, string name)
    {
        path.Append('.');
        if (name.Length <= MaxNameShown) path.Append(name);
        else path.Append(name, 0, MaxNameShown).Append('…');
    }

    /// <summary>The token as a number, when it is written with digits alone.</summary>
    public bool TryGetDigits(out long number) => tokens.TryGetDigits(out number);

    /// <summary>Enters the object at the cursor.</summary>
    public void EnterObject() => Push(false);

    /// <summary>Enters the array at the cursor.</summary>
    public void EnterArray() => Push(true);

    /// <summary>Goes to the value of the object's next member.</summary>
    /// <returns>False at the object's end, which is left.</returns>
    public bool NextMember()
    {
        ref var frame = ref _frames[_depth - 1];
        frame.Name = null;
        tokens.Next();
        if (tokens.Kind == JsonToken.EndObject)
        {
            _depth--;
            _unknownNames?.RemoveRange(frame.FirstUnknown, _unknownNames.Count - frame.FirstUnknown);
            return false;
        }

        var known = tokens.Known;
        frame.Name = known >= 0 ? KnownNames.At(known) : tokens.Text;
        if (known >= 0 ? IsDuplicate(ref frame, known) : IsDuplicate(frame, frame.Name))
            notes.Add(Path, "The member appears more than once; the last one counts.");
        tokens.Next();
        return true;
    }

    /// <summary>Goes to the array's next value.</summary>
    /// <returns>False at the array's end, which is left.</returns>
    public bool NextItem()
    {
        tokens.Next();
        if (tokens.Kind == JsonToken.EndArray)
        {
            _depth--;
            return false;
        }

        _frames[_depth - 1].Index++;
        CountItem();
        return true;
    }

    /// <summary>Counts items that take memory against the limit.</summary>
    public void CountItem()
    {
        if (++_items > maxItems)
        {
            throw ReadBudget.Exceeded(
                "The report has more than ", maxItems, " policies, failure details, list items and unknown members together (MaxReportItems).");
        }
    }

    /// <summary>Skips the value at the cursor.</summary>
    public void Skip() => JsonCopier.Copy(tokens, null);

    /// <summary>Skips the value at the cursor, and returns it as JSON text without white space.</summary>
    public string Copy()
    {
        var json = new StringBuilder();
        JsonCopier.Copy(tokens, json);
        return json.ToString();
    }

    private void Push(bool isArray)
    {
        if (_depth == _frames.Length) Array.Resize(ref _frames, _depth * 2);
        ref var frame = ref _frames[_depth++];
        frame.IsArray = isArray;
        frame.Index = -1;
        frame.Name = null;
        frame.Seen = 0;
        frame.FirstUnknown = _unknownNames?.Count ?? 0;
    }

    private static bool IsDuplicate(ref Frame frame, int known)
    {
        var bit = 1UL << known;
        var isSeen = (frame.Seen & bit) != 0;
        frame.Seen |= bit;
        return isSeen;
    }

    private bool IsDuplicate(in Frame frame, string name)
    {
        _unknownNames ??= [];
        for (var i = frame.FirstUnknown; i < _unknownNames.Count; i++)
        {
            if (_unknownNames[i] == name) return true;
        }

        if (_unknownNames.Count - frame.FirstUnknown < MaxNamesCompared) _unknownNames.Add(name);
        return false;
    }

    private struct Frame
    {
        public string? Name;
        public ulong Seen; // the known names so far, one bit per name
        public int FirstUnknown;
        public int Index;
        public bool IsArray;
    }
}
