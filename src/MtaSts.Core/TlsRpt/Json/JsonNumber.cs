#if !NET8_0_OR_GREATER
namespace MtaSts.TlsRpt.Json;

/// <summary>The grammar of numbers (RFC 8259 §6), which the framework's reader leaves unchecked.</summary>
internal static class JsonNumber
{
    public static bool IsValid(string text)
    {
        int at = 0;
        if (Has(text, at, '-')) at++;
        if (Has(text, at, '0')) at++;
        else if (!Digits(text, ref at)) return false;
        if (Has(text, at, '.'))
        {
            at++;
            if (!Digits(text, ref at)) return false;
        }

        if (Has(text, at, 'e') || Has(text, at, 'E'))
        {
            at++;
            if (Has(text, at, '+') || Has(text, at, '-')) at++;
            if (!Digits(text, ref at)) return false;
        }

        return at == text.Length;
    }

    private static bool Has(string text, int at, char c) => at < text.Length && text[at] == c;

    private static bool Digits(string text, ref int at)
    {
        int start = at;
        while (at < text.Length && text[at] is >= '0' and <= '9') at++;
        return at > start;
    }
}
#endif
