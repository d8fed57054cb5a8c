using System;

namespace MtaSts.Mime;

/// <summary>A file that is attached to a message which is not MIME.</summary>
/// <param name="Name">As sent, or null. Never a path to open.</param>
/// <param name="Content">Its bytes.</param>
internal sealed record AttachedFile(string? Name, ArraySegment<byte> Content);
