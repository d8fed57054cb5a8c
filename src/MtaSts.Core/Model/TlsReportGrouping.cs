using System;

namespace MtaSts;

/// <summary>By what reports are summed up; several can be combined.</summary>
[Flags]
public enum TlsReportGrouping : long
{
    /// <summary>All in one.</summary>
    None = 0,

    /// <summary>By policy domain.</summary>
    Domain = 1,

    /// <summary>By the organization that reported.</summary>
    Organization = 2,

    /// <summary>By the day (UTC) that the report is about; one of several days stands on its first.</summary>
    Day = 4,

    /// <summary>By result type. Sessions without one (successes, failures without details) are in the group that has none.</summary>
    ResultType = 8,

    /// <summary>By the MX host that failed. Sessions of which the host is not told are in the group that has none.</summary>
    MxHost = 16,
}
