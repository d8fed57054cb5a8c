using System;

namespace MtaSts;

/// <summary>The reports about a domain that may not be from whom they say.</summary>
/// <param name="Unsigned">Reports by mail without an aligned DKIM signature: their failures count, their successes are no evidence.</param>
/// <param name="UnsignedBy">Who they say they are from, and how many. Safe to show.</param>
/// <param name="UnsignedFailures">Failed sessions in them that are held against the domain.</param>
/// <param name="LastUnsignedFailure">The last day with such a failure (UTC); null when there is none with a date.</param>
/// <param name="Conflicts">Reports that have the id of another one and other content, where none of the two can be preferred; all count.</param>
/// <param name="ConflictsBy">Who they say they are from, and how many. Safe to show.</param>
/// <param name="Superseded">Reports that were left out, because an aligned one has the same id and other content.</param>
/// <param name="SupersededBy">Who they say they are from, and how many. Safe to show.</param>
internal sealed record ContestedEvidence(
    int Unsigned, string UnsignedBy, long UnsignedFailures, DateTime? LastUnsignedFailure, int Conflicts, string ConflictsBy, int Superseded,
        string SupersededBy);
