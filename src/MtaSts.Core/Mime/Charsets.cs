using System;
using System.Text;

namespace MtaSts.Mime;

/// <summary>The few character sets that occur in file names.</summary>
internal static class Charsets
{
    /// <summary>The named encoding; UTF-8, of which ASCII is a part, when it is not known.</summary>
    public static Encoding Find(string name)
    {
        var latin1 = name.Equals("iso-8859-1", StringComparison.OrdinalIgnoreCase)
            || name.Equals("windows-1252", StringComparison.OrdinalIgnoreCase);
        return latin1 ? Encoding.GetEncoding(28591) : Encoding.UTF8;
    }
}
