using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;

namespace MtaSts.Records;

/// <summary>
/// Finds TXT values in JSON: answers of DNS over HTTPS, of a DNS provider's API, of az and aws, objects of <c>Resolve-DnsName</c>.
/// Every such source calls the value otherwise, so all strings are looked at, and the first that begins like a record is taken.
/// </summary>
internal static class PastedJson
{
    // Nobody pastes more; a stranger's file may nest without end.
    private const int MostDepth = 64;
    private const int MostValues = 10_000;

    /// <summary>Looks for a record in a text that is JSON as a whole.</summary>
    /// <param name="text">What was pasted.</param>
    /// <param name="version">What the wanted record begins with; it goes before other TXT records in the text.</param>
    /// <param name="record">The record; null when no string in the JSON begins like one.</param>
    /// <returns>False when the text is not a JSON object or array.</returns>
    public static bool TryRead(string text, string version, out PastedRecord? record)
    {
        record = null;
        var trimmed = text.Trim();
        if (trimmed.Length < 2 || trimmed[0] is not ('{' or '[')) return false;
        var reader = new Reader(trimmed);
        if (!reader.TryRead()) return false;
        var values = reader.Values.Where(value => value.StartsWith("v=", StringComparison.OrdinalIgnoreCase)).ToList();
        if (values.Count == 0) return true;
        var chosen = values.Find(value => value.StartsWith(version, StringComparison.Ordinal)) ?? values[0];
        record = new PastedRecord(chosen, PastedForm.Setting, null, values.Count - 1);
        return true;
    }

    /// <summary>Reads JSON (RFC 8259) to its end and keeps the values that are strings.</summary>
    private sealed class Reader(string text)
    {
        private int _at;

        /// <summary>The strings, without the quotes of a zone file; the pieces of one record joined.</summary>
        public List<string> Values { get; } = [];

        public bool TryRead()
        {
            if (!TryValue(0, null)) return false;
            Space();
            return _at == text.Length;
        }

        /// <summary>Reads a value; a string goes to the pieces of its array, or is a value of its own.</summary>
        private bool TryValue(int depth, List<string>? pieces)
        {
            Space();
            if (_at == text.Length || depth > MostDepth) return false;
            switch (text[_at])
            {
                case '{': return TryObject(depth);
                case '[': return TryArray(depth);
                case '"':
                    if (TryString() is not { } value) return false;
                    if (pieces is null) Add(value);
                    else pieces.Add(value);
                    return true;
                default: return TryWord();
            }
        }

        private bool TryObject(int depth)
        {
            _at++;
            if (Skip('}')) return true;
            do
            {
                Space();
                if (_at == text.Length || text[_at] != '"' || TryString() is null || !Skip(':') || !TryValue(depth + 1, null)) return false;
            }
            while (Skip(','));
            return Skip('}');
        }

        private bool TryArray(int depth)
        {
            _at++;
            if (Skip(']')) return true;
            var pieces = new List<string>();
            do
            {
                if (!TryValue(depth + 1, pieces)) return false;
            }
            while (Skip(','));
            AddPieces(pieces);
            return Skip(']');
        }

        /// <summary>A TXT record of several strings is an array; an array may as well hold several records.</summary>
        private void AddPieces(List<string> pieces)
        {
            var joined = new StringBuilder();
            foreach (var piece in pieces)
            {
                if (joined.Length > 0 && (piece.StartsWith("v=", StringComparison.OrdinalIgnoreCase) || piece.StartsWith("\"", StringComparison.Ordinal)))
                {
                    Add(joined.ToString());
                    joined.Clear();
                }

                joined.Append(piece);
            }

            if (joined.Length > 0) Add(joined.ToString());
        }

        private void Add(string value)
        {
            if (Values.Count < MostValues) Values.Add(PastedLine.Inside(value));
        }

        private string? TryString()
        {
            var value = new StringBuilder();
            for (_at++; _at < text.Length; _at++)
            {
                var c = text[_at];
                if (c == '"')
                {
                    _at++;
                    return value.ToString();
                }

                if (c != '\\') value.Append(c);
                else if (!TryEscape(value)) return null;
            }

            return null;
        }

        private bool TryEscape(StringBuilder value)
        {
            if (++_at == text.Length) return false;
            switch (text[_at])
            {
                case 'b': value.Append('\b'); return true;
                case 'f': value.Append('\f'); return true;
                case 'n': value.Append('\n'); return true;
                case 'r': value.Append('\r'); return true;
                case 't': value.Append('\t'); return true;
                case '"' or '\\' or '/': value.Append(text[_at]); return true;
                case 'u' when _at + 4 < text.Length
                    && ushort.TryParse(text.Substring(_at + 1, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit):
                    value.Append((char)unit);
                    _at += 4;
                    return true;
                default: return false;
            }
        }

        /// <summary>A number, true, false or null.</summary>
        private bool TryWord()
        {
            var start = _at;
            while (_at < text.Length && (text[_at] is >= '0' and <= '9' or >= 'a' and <= 'z' or '-' or '+' or '.' or 'E')) _at++;
            var word = text.Substring(start, _at - start);
            return word is "true" or "false" or "null" || double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out _);
        }

        private bool Skip(char wanted)
        {
            Space();
            if (_at == text.Length || text[_at] != wanted) return false;
            _at++;
            return true;
        }

        private void Space()
        {
            while (_at < text.Length && text[_at] is (' ' or '\t' or '\r' or '\n')) _at++;
        }
    }
}
