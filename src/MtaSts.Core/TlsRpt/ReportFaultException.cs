using System;

namespace MtaSts.TlsRpt;

/// <summary>Leaves nested containers or JSON. It never leaves <see cref="TlsReportReader"/>, which converts it to a result.</summary>
internal sealed class ReportFaultException(TlsReportFault fault, string reason) : Exception(reason)
{
    public TlsReportFault Fault { get; } = fault;

    /// <summary>The same as the message, in this module's own words; it may quote the report.</summary>
    public string Reason { get; } = reason;

    public string? Member { get; init; }

    public string? JsonPath { get; init; }

    public long? Offset { get; init; }

    /// <summary>The report was read to its end, so what follows it can be read too.</summary>
    public bool IsWhole { get; init; }

    /// <summary>Nothing so far belongs to a TLS report; where no report is expected, this is not an error.</summary>
    public bool IsForeign { get; init; }

    public TlsReportError ToError(string source) => new(Fault, Reason, source, Member, JsonPath, Offset);
}
