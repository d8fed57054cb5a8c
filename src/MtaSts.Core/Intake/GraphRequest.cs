using System;

namespace MtaSts.Intake;

/// <summary>A request to Microsoft Graph.</summary>
/// <param name="Method">GET or POST.</param>
/// <param name="Address">The whole address.</param>
/// <param name="Prefer">The value of the Prefer header; null for none.</param>
/// <param name="Body">JSON; null for none.</param>
public sealed record GraphRequest(string Method, Uri Address, string? Prefer = null, string? Body = null);
