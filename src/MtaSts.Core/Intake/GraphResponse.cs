using System.Collections.Generic;
using System.IO;

namespace MtaSts.Intake;

/// <summary>A response of Microsoft Graph.</summary>
/// <param name="Status">The HTTP status code.</param>
/// <param name="Headers">Header fields by name.</param>
/// <param name="Body">The body; the receiver disposes it.</param>
public sealed record GraphResponse(int Status, IReadOnlyDictionary<string, string> Headers, Stream Body);
