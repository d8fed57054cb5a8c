using System;
using System.Globalization;
using System.Text;

namespace MtaSts.Reports.Json;

/// <summary>Walks JSON with the path in hand. What is left of it after a fault tells where the fault is.</summary>
internal sealed class JsonCursor(IJsonTokens tokens, ReportNotes notes, int maxItems)
{
    private const int MaxNamesCompared = 64; // duplicates are looked for among so many members of an object

    private string[] _names = new string[24]; // of the objects that the cursor is in, the innermost last
    private int _nameCount;
    private Frame[] _frames = new Frame[6];
    private int _depth;
    private int _items;

    /// <summary>The token that the cursor stands on.</summary>
    public JsonToken Kind => tokens.Kind;

    /// <summary>The token's text.</summary>
    public string Text => tokens.Text;

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
        for (int i = 0; i < _depth; i++)
        {
            if (_frames[i].IsArray && _frames[i].Index < 0) break;
            if (_frames[i].IsArray) path.Append('[').Append(_frames[i].Index.ToString(CultureInfo.InvariantCulture)).Append(']');
            else if (_frames[i].Name is string name) path.Append('.').Append(name);
        }

        if (member is not null) path.Append('.').Append(member);
        return path.ToString();
    }

    /// <summary>Reads the next token.</summary>
    public void Next() => tokens.Next();

    /// <summary>Goes into the object that the cursor stands on.</summary>
    public void EnterObject() => Push(false);

    /// <summary>Goes into the array that the cursor stands on.</summary>
    public void EnterArray() => Push(true);

    /// <summary>Goes to the value of the object's next member.</summary>
    /// <returns>False at the object's end, which is left.</returns>
    public bool NextMember()
    {
        ref Frame frame = ref _frames[_depth - 1];
        frame.Name = null;
        tokens.Next();
        if (tokens.Kind == JsonToken.EndObject)
        {
            _depth--;
            _nameCount = frame.FirstName;
            return false;
        }

        string name = tokens.Text;
        frame.Name = name;
        if (IsDuplicate(ref frame, name)) notes.Add(Path, "The member is there more than once; the last one counts.");
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

    /// <summary>Counts what takes memory against the limit.</summary>
    public void CountItem()
    {
        if (++_items > maxItems)
        {
            throw ReadBudget.Exceeded("The report has more than ", maxItems, " policies, failure details, list items and unknown members together (MaxReportItems).");
        }
    }

    /// <summary>Passes the value that the cursor stands on.</summary>
    public void Skip() => JsonCopier.Copy(tokens, null);

    /// <summary>Passes the value that the cursor stands on, and gives it as JSON text without white space.</summary>
    public string Copy()
    {
        var json = new StringBuilder();
        JsonCopier.Copy(tokens, json);
        return json.ToString();
    }

    private void Push(bool isArray)
    {
        if (_depth == _frames.Length) Array.Resize(ref _frames, _depth * 2);
        ref Frame frame = ref _frames[_depth++];
        frame.IsArray = isArray;
        frame.Index = -1;
        frame.Name = null;
        frame.FirstName = _nameCount;
    }

    private bool IsDuplicate(ref Frame frame, string name)
    {
        for (int i = frame.FirstName; i < _nameCount; i++)
        {
            if (_names[i] == name) return true;
        }

        if (_nameCount - frame.FirstName == MaxNamesCompared) return false;
        if (_nameCount == _names.Length) Array.Resize(ref _names, _nameCount * 2);
        _names[_nameCount++] = name;
        return false;
    }

    private struct Frame
    {
        public bool IsArray;
        public int Index;
        public string? Name;
        public int FirstName;
    }
}
