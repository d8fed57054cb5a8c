using System.Linq;

namespace MtaSts.Smtp;

/// <summary>
/// Recognizes a firewall that inspects SMTP and rewrites the host's replies: Cisco ASA and PIX put letters X in place
/// of the extensions that they do not know, STARTTLS among them, and asterisks in place of the greeting.
/// </summary>
internal static class MaskedText
{
    private const int FewestMarks = 4;

    /// <summary>True for a line of an EHLO answer such as <c>XXXXXXXA</c> or <c>XXXX XXXXXXXXB</c>.</summary>
    /// <param name="line">The text without the code.</param>
    public static bool IsExtension(string line)
    {
        var text = line.Trim();
        return text.TakeWhile(c => c == 'X').Count() >= FewestMarks && text.All(c => c is 'X' or ' ' or (>= 'A' and <= 'Z'))
            && text.Count(c => c == 'X') >= text.Length - 2;
    }

    /// <summary>True for a greeting such as <c>******************2******200**0*00</c>.</summary>
    /// <param name="line">The text without the code.</param>
    public static bool IsGreeting(string line)
    {
        // The digits 0 and 2 are not masked, wherever they are in the greeting.
        var text = line.Trim();
        return text.Count(c => c == '*') >= FewestMarks && text.All(c => c is '*' or ' ' or '0' or '2');
    }

    /// <summary>True when a refusal echoes a command as letters X: the host did not receive what was sent.</summary>
    /// <param name="reply">The answer to STARTTLS.</param>
    public static bool HasMaskedCommand(SmtpReply reply) => reply.Lines.Any(line => line.Contains("XXXX"));
}
