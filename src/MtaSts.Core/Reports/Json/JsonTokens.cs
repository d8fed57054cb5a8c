using System.IO;

namespace MtaSts.Reports.Json;

/// <summary>Opens the JSON reader of this build.</summary>
internal static class JsonTokens
{
    public static IJsonTokens Open(Stream stream, int maxDepth) =>
#if NET8_0_OR_GREATER
        new Utf8JsonTokens(stream, maxDepth);
#else
        new XmlJsonTokens(stream, maxDepth);
#endif
}
