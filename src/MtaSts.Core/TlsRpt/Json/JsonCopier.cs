using System.Text;

namespace MtaSts.TlsRpt.Json;

/// <summary>Skips one whole value, and writes it as JSON text if requested.</summary>
internal static class JsonCopier
{
    public static void Copy(JsonTokens tokens, StringBuilder? json)
    {
        var depth = 0;
        var comma = false;
        while (true)
        {
            var kind = tokens.Kind;
            var closes = kind is JsonToken.EndObject or JsonToken.EndArray;
            if (json is not null)
            {
                if (comma && !closes) json.Append(',');
                Append(tokens, json);
                if (json.Length > JsonFaults.MaxTextBytes) throw JsonFaults.TooLong(tokens.Offset);
            }

            if (kind is JsonToken.StartObject or JsonToken.StartArray) depth++;
            else if (closes) depth--;
            comma = kind is not (JsonToken.StartObject or JsonToken.StartArray or JsonToken.Name);
            if (depth == 0) return;
            tokens.Next();
        }
    }

    private static void Append(JsonTokens tokens, StringBuilder json)
    {
        switch (tokens.Kind)
        {
            case JsonToken.StartObject: json.Append('{'); break;
            case JsonToken.EndObject: json.Append('}'); break;
            case JsonToken.StartArray: json.Append('['); break;
            case JsonToken.EndArray: json.Append(']'); break;
            case JsonToken.True: json.Append("true"); break;
            case JsonToken.False: json.Append("false"); break;
            case JsonToken.Null: json.Append("null"); break;
            case JsonToken.Number: json.Append(tokens.Text); break;
            default:
                JsonEscapes.Append(json, tokens.Text);
                if (tokens.Kind == JsonToken.Name) json.Append(':');
                break;
        }
    }
}
