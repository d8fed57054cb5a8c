using System;
using System.Collections.Generic;
using MtaSts.Text;

namespace MtaSts.TlsRpt.Json;

/// <summary>
/// Maps the JSON of a report to a <see cref="TlsReport"/>: strict about the counts, without which a report means
/// nothing, and tolerant of the rest.
/// </summary>
internal sealed class ReportMapper
{
    private const string MissingText = "The member is missing.";

    private readonly JsonTokens _tokens;
    private readonly ReportNotes _notes;
    private readonly JsonCursor _json;
    private readonly JsonValues _values;
    private readonly PolicyMapper _policyMapper;
    private bool _isReport; // a member of a report was seen
    private bool _isRead; // to the end of the report

    private string? _organization;
    private string? _reportId;
    private string? _contact;
    private bool _hasOrganization;
    private bool _hasReportId;
    private bool _hasContact;
    private DateTime? _start;
    private DateTime? _end;
    private bool _hasDates;
    private readonly List<TlsReportPolicy> _policies = new(1);
    private List<TlsReportMember>? _others;

    /// <summary>Prepares for reports.</summary>
    /// <param name="tokens">The JSON.</param>
    /// <param name="notes">Where to add warnings.</param>
    /// <param name="maxItems">The limit of <see cref="TlsReportReaderOptions.MaxReportItems"/>.</param>
    public ReportMapper(JsonTokens tokens, ReportNotes notes, int maxItems)
    {
        _tokens = tokens;
        _notes = notes;
        _json = new JsonCursor(tokens, notes, maxItems);
        _values = new JsonValues(_json, notes);
        _policyMapper = new PolicyMapper(_json, _values, notes);
    }

    /// <summary>What a warning says about the end of the container, when the report is the last one; null when there is no container.</summary>
    public Func<string?>? Remark { get; init; }

    /// <summary>Maps the report whose first token is the present one.</summary>
    /// <param name="origin">Where it came from.</param>
    /// <param name="isRoot">It is a root value, not an item of an array: what follows it is checked.</param>
    /// <exception cref="ReportFaultException">It is not a readable report.</exception>
    public TlsReport Map(in ReportOrigin origin, bool isRoot)
    {
        Reset();
        try
        {
            Read();
            if (isRoot) ReadEnd();
            _isRead = true;
            return Build(in origin);
        }
        catch (ReportFaultException fault)
        {
            throw new ReportFaultException(fault.Fault, fault.Reason)
            {
                Member = fault.Member,
                JsonPath = fault.JsonPath ?? _json.Path,
                Offset = fault.Offset ?? _tokens.Offset,
                IsWhole = _isRead,
                IsForeign = !_isReport && fault.Fault is not TlsReportFault.LimitExceeded and not TlsReportFault.Damaged,
            };
        }
    }

    private void ReadEnd()
    {
        var rest = _tokens.Rest(isJoined: true);
        if (rest == JsonRest.SomethingElse) _notes.Add("$", "Something follows the end of the report; it was not read.", isUnread: true);
        if (rest != JsonRest.Another && Remark?.Invoke() is { } remark)
            _notes.Add("$", remark, isUnread: remark == ReportNotes.GzipIsFollowed);
    }

    private void Reset()
    {
        _json.Reset();
        _values.Reset();
        _policyMapper.Reset();
        _isReport = _isRead = _hasOrganization = _hasReportId = _hasContact = _hasDates = false;
        _organization = _reportId = _contact = null;
        _start = _end = null;
        _policies.Clear();
        _others = null;
    }

    private void Read()
    {
        if (_tokens.HasByteOrderMark) _notes.Add("$", "There is a byte order mark before the JSON.");
        _json.EnterObject();
        while (_json.NextMember()) ReadMember();
    }

    private void ReadMember()
    {
        var known = true;
        switch (_json.Name)
        {
            case "organization-name": _organization = _values.ReadName(); _hasOrganization = true; break;
            case "report-id": _reportId = _values.ReadFilledText(); _hasReportId = true; break;
            case "contact-info": _contact = _values.ReadText(); _hasContact = true; break;
            case "date-range": ReadDates(); break;
            case "policies": ReadPolicies(); break;
            default:
                _values.KeepUnknown(string.Empty, ref _others);
                known = false;
                break;
        }

        _isReport |= known;
    }

    private void ReadDates()
    {
        _hasDates = true;
        if (_json.Kind != JsonToken.StartObject)
        {
            _notes.Add(_json.Path, "This is not an object; it was left out.");
            _json.Skip();
            return;
        }

        bool hasStart = false, hasEnd = false;
        _json.EnterObject();
        while (_json.NextMember())
        {
            switch (_json.Name)
            {
                case "start-datetime": _start = ReadDate(); hasStart = true; break;
                case "end-datetime": _end = ReadDate(); hasEnd = true; break;
                default: _values.KeepUnknown("date-range", ref _others); break;
            }
        }

        if (!hasStart) _notes.Add("$.date-range.start-datetime", MissingText);
        if (!hasEnd) _notes.Add("$.date-range.end-datetime", MissingText);
    }

    private DateTime? ReadDate()
    {
        if (_values.ReadFilledText() is not string text) return null;
        if (!ReportDate.TryParse(text, out var utc, out var note))
        {
            _notes.Add(_json.Path, "\"" + SafeText.Clean(Shorten(text)) + "\" is not a date-time; it was left out.");
            return null;
        }

        if (note is not null) _notes.Add(_json.Path, note);
        return utc;
    }

    private void ReadPolicies()
    {
        if (_json.Kind == JsonToken.Null) return;
        _policies.Clear();
        if (_json.Kind == JsonToken.StartObject)
        {
            _notes.Add(_json.Path, "There is a single policy instead of an array of policies.");
            _policies.Add(_policyMapper.Map());
            return;
        }

        if (_json.Kind != JsonToken.StartArray) throw NoArray();
        _json.EnterArray();
        while (_json.NextItem())
        {
            if (_json.Kind == JsonToken.StartObject)
            {
                _policies.Add(_policyMapper.Map());
                continue;
            }

            _notes.Add(_json.Path, "This is not a policy; it was left out.");
            _json.Skip();
        }
    }

    private TlsReport Build(in ReportOrigin origin)
    {
        if (!_isReport)
            throw new ReportFaultException(TlsReportFault.NotAReport, "This JSON is not a TLS report: it has none of its members.") { JsonPath = "$" };
        if (_policies.Count == 0) throw Missing("policies", "The report has no policies.", "$.policies");
        if (!_policyMapper.HasCount) throw Missing("summary", "The report has no counts: no policy in it has a number of sessions.", "$.policies[0].summary");
        if (!_hasOrganization) _notes.Add("$.organization-name", MissingText);
        if (!_hasReportId) _notes.Add("$.report-id", MissingText + " The report is identified by its content.");
        if (!_hasDates) _notes.Add("$.date-range", MissingText + " The report is counted but is not evidence for a rollout stage.");
        if (!_hasContact) _notes.Add("$.contact-info", MissingText);
        if (_start is DateTime start && _end is DateTime end) NotePeriod(start, end);
        return ReportTotals.Build(
            in origin, _organization ?? TlsReport.NotNamed, _reportId ?? string.Empty, _contact, _start, _end, _policies, JsonValues.ToList(_others),
            _notes.ToList(), _json);
    }

    private void NotePeriod(DateTime start, DateTime end)
    {
        var period = end - start;
        if (period < TimeSpan.Zero)
        {
            _notes.Add("$.date-range", "The period ends before it begins.");
        }
        else if (period == TimeSpan.FromDays(1) && end.TimeOfDay == TimeSpan.Zero)
        {
            _notes.Add("$.date-range.end-datetime", "The period ends at the midnight that begins the next day.");
        }
        else if (ReportTiming.IsShort(start, end))
        {
            _notes.Add(
                "$.date-range",
                "The period is " + ReportTiming.LengthOf(period)
                    + ", fewer than the 24 hours of a report (RFC 8460 section 4.1): it does not show a whole day.");
        }
        else if (period > TimeSpan.FromHours(25))
        {
            _notes.Add("$.date-range", "The period is longer than a day (RFC 8460 section 4.1 asks for one).");
        }
    }

    private static ReportFaultException Missing(string member, string reason, string path) =>
        new(TlsReportFault.MissingMember, reason) { Member = member, JsonPath = path };

    private ReportFaultException NoArray()
    {
        _isReport = true;
        return new ReportFaultException(TlsReportFault.InvalidMember, "The policies are not an array.") { Member = "policies" };
    }

    private static string Shorten(string text) => text.Length <= 40 ? text : text.Substring(0, 40) + "…";
}
