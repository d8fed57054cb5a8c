using System;

namespace MtaSts;

/// <summary>How reports are grouped; several values can be combined.</summary>
[Flags]
public enum TlsReportGrouping : long
{
    /// <summary>All in one group.</summary>
    None = 0,

    /// <summary>By policy domain.</summary>
    Domain = 1,

    /// <summary>By the organization that reported.</summary>
    Organization = 2,

    /// <summary>By the day (UTC) that the report is about; a report of several days counts on its first day.</summary>
    Day = 4,

    /// <summary>By result type. Sessions without one (successes, failures without details) are in the group that has none.</summary>
    ResultType = 8,

    /// <summary>By the MX host that failed. Sessions whose host is not reported are in the group that has none.</summary>
    MxHost = 16,
}
