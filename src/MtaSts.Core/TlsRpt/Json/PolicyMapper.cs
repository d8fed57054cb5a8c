using System.Collections.Generic;
using System.Globalization;
using MtaSts.Text;

namespace MtaSts.TlsRpt.Json;

/// <summary>Maps one entry of <c>policies</c>. Every deviation is noted with its path; none makes the report unreadable.</summary>
internal sealed class PolicyMapper(JsonCursor json, JsonValues values, ReportNotes notes)
{
    private readonly FailureMapper _failureMapper = new(json, values, notes);

    private string? _type;
    private string? _domain;
    private ReadableList<string>? _policyString;
    private ReadableList<string>? _mxHost;
    private long? _successes;
    private long? _failures;
    private List<TlsReportFailure>? _details;
    private List<TlsReportMember>? _others;

    /// <summary>True when a policy so far has a number of sessions.</summary>
    public bool HasCount { get; private set; }

    /// <summary>Starts with another report.</summary>
    public void Reset()
    {
        HasCount = false;
        _failureMapper.Reset();
    }

    /// <summary>Maps the object at the cursor.</summary>
    public TlsReportPolicy Map()
    {
        _type = _domain = null;
        _policyString = _mxHost = null;
        _successes = _failures = null;
        _details = null;
        _others = null;
        json.EnterObject();
        while (json.NextMember())
        {
            switch (json.Name)
            {
                case "policy": ReadPolicy(); break;
                case "summary": ReadSummary(); break;
                case "failure-details": _details = _failureMapper.MapAll(); break;
                default: values.KeepUnknown(string.Empty, ref _others); break;
            }
        }

        return Build();
    }

    private void ReadPolicy()
    {
        if (!EnterObject()) return;
        while (json.NextMember())
        {
            switch (json.Name)
            {
                case "policy-type": _type = values.ReadName(); break;
                case "policy-domain": _domain = values.ReadFilledText(); break;
                case "policy-string": _policyString = PolicyStrings.Read(json, values, notes); break;
                case "mx-host": _mxHost = MxHosts.Read(json, values, notes); break;
                default: values.KeepUnknown("policy", ref _others); break;
            }
        }
    }

    private void ReadSummary()
    {
        if (!EnterObject()) return;
        while (json.NextMember())
        {
            switch (json.Name)
            {
                case "total-successful-session-count": _successes = values.ReadCount(); break;
                case "total-failure-session-count": _failures = values.ReadCount(); break;
                default: values.KeepUnknown("summary", ref _others); break;
            }
        }
    }

    private bool EnterObject()
    {
        if (json.Kind == JsonToken.StartObject)
        {
            json.EnterObject();
            return true;
        }

        notes.Add(json.Path, "This is not an object; it was left out.");
        json.Skip();
        return false;
    }

    /// <summary>The cursor has left the object, so its path is that of the entry of <c>policies</c>.</summary>
    private TlsReportPolicy Build()
    {
        if (_type is null) Missing("policy.policy-type");
        else if (_type is not ("sts" or "tlsa" or "no-policy-found"))
            notes.Add(json.PathTo("policy.policy-type"), "RFC 8460 does not define this type of policy; it was kept unchanged.");
        if (_domain is null) Missing("policy.policy-domain");
        if (_type is not (null or "no-policy-found") && (_policyString is null || _policyString.Count == 0)) Missing("policy.policy-string");
        if (_type == "sts" && (_mxHost is null || _mxHost.Count == 0)) Missing("policy.mx-host");
        HasCount |= _successes is not null || _failures is not null || _failureMapper.HasCount;
        if (_successes is null) Missing("summary.total-successful-session-count");
        return new TlsReportPolicy
        {
            PolicyType = _type,
            PolicyDomain = _domain,
            PolicyString = _policyString ?? ReadableList<string>.Empty,
            MxHost = _mxHost ?? ReadableList<string>.Empty,
            SuccessCount = _successes ?? 0,
            FailureCount = CountFailures(),
            FailureDetails = _details is null ? ReadableList<TlsReportFailure>.Empty : _details.ToReadableList(),
            OtherMembers = JsonValues.ToList(_others),
        };
    }

    private long CountFailures()
    {
        long detailed = 0;
        if (_details is not null)
        {
            foreach (var detail in _details) detailed = SessionMath.Add(detailed, detail.FailedSessionCount);
        }

        if (_failures is not long failures)
        {
            Missing("summary.total-failure-session-count");
            return detailed; // the next best figure
        }

        if (detailed > failures)
        {
            notes.Add(json.PathTo("failure-details"), string.Format(
                CultureInfo.InvariantCulture,
                "The details sum to {0}, the summary says {1}. Details may overlap (RFC 8460 section 4); the summary counts.",
                detailed,
                failures));
        }

        return failures;
    }

    private void Missing(string member) => notes.Add(json.PathTo(member), "The member is missing or empty.");
}
