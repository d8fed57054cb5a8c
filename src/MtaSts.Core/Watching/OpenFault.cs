using System;

namespace MtaSts.Watching;

/// <summary>A fault or a drift that is neither gone nor accepted.</summary>
/// <param name="Severity">Fail, Warning, or Info for a drift.</param>
/// <param name="Since">When it was first seen, UTC.</param>
/// <param name="LastSeen">When it was last seen, UTC.</param>
/// <param name="Detail">The evidence.</param>
/// <param name="Fix">What to do; empty when there is nothing to do.</param>
internal sealed record OpenFault(CheckStatus Severity, DateTime Since, DateTime LastSeen, string Detail, string Fix);
