using System.IO;
using System.Text;

namespace MtaSts.PowerShell.Input;

/// <summary>The text of a record that was saved to a file.</summary>
internal static class RecordFile
{
    /// <summary>Decodes UTF-8 or UTF-16; a byte order mark and line endings at the end come from the editor, not from the record.</summary>
    public static string Text(byte[] bytes)
    {
        using var reader = new StreamReader(new MemoryStream(bytes), Encoding.UTF8, detectEncodingFromByteOrderMarks: true);
        return reader.ReadToEnd().TrimEnd('\r', '\n');
    }
}
