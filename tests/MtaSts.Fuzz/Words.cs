using System.Text;

namespace MtaSts.Fuzz;

/// <summary>Makes messages comparable.</summary>
internal static class Words
{
    private const int MaxStart = 24;

    /// <summary>The beginning of a message: text from strangers may follow it.</summary>
    public static string Start(string message)
    {
        var plain = Plain(message);
        return plain.Length <= MaxStart ? plain : plain[..MaxStart];
    }

    /// <summary>The words of a message: without quoted text and numbers, which differ from input to input.</summary>
    public static string Plain(string message)
    {
        var plain = new StringBuilder(message.Length);
        var isQuoted = false;
        foreach (var c in message)
        {
            if (c == '\'') isQuoted = !isQuoted;
            else if (!isQuoted && (char.IsAsciiLetter(c) || c == ' ')) plain.Append(c);
        }

        return plain.ToString();
    }
}
