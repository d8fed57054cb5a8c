using System.Text;

namespace MtaSts.Fuzz;

/// <summary>Makes messages comparable.</summary>
internal static class Words
{
    private const int MaxStart = 24;

    /// <summary>How a message begins: behind that, what a stranger wrote may stand.</summary>
    public static string Start(string message)
    {
        var plain = Plain(message);
        return plain.Length <= MaxStart ? plain : plain[..MaxStart];
    }

    /// <summary>The words of a message: without what stands in quotes and without numbers, which differ from input to input.</summary>
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
