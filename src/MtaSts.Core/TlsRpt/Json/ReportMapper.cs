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
    private List<TlsReportPolicy>? _policies;
    private List<TlsReportMember>? _others;

    private ReportMapper(JsonTokens tokens, ReportNotes notes, int maxItems)
    {
        _tokens = tokens;
        _notes = notes;
        _json = new JsonCursor(tokens, notes, maxItems);
        _values = new JsonValues(_json, notes);
        _policyMapper = new PolicyMapper(_json, _values, notes);
    }

    /// <summary>Maps one report.</summary>
    /// <param name="tokens">The JSON, at the first token of the report.</param>
    /// <param name="notes">The notes so far; the report's own warnings are added.</param>
    /// <param name="origin">Where it came from.</param>
    /// <param name="maxItems">The limit of <see cref="TlsReportReaderOptions.MaxReportItems"/>.</param>
    /// <param name="isRoot">It is a root value, not an item of an array: what follows it is checked.</param>
    /// <exception cref="ReportFaultException">It is not a readable report.</exception>
    public static TlsReport Map(JsonTokens tokens, ReportNotes notes, in ReportOrigin origin, int maxItems, bool isRoot)
    {
        var mapper = new ReportMapper(tokens, notes, maxItems);
        try
        {
            mapper.Read();
            if (isRoot && tokens.Rest() == JsonRest.SomethingElse) notes.Add("$", "Something follows the end of the report; it was not read.");
            mapper._isRead = true;
            return mapper.Build(in origin);
        }
        catch (ReportFaultException fault)
        {
            throw new ReportFaultException(fault.Fault, fault.Reason)
            {
                Member = fault.Member,
                JsonPath = fault.JsonPath ?? mapper._json.Path,
                Offset = fault.Offset ?? tokens.Offset,
                IsWhole = mapper._isRead,
                IsForeign = !mapper._isReport && fault.Fault is not TlsReportFault.LimitExceeded and not TlsReportFault.Damaged,
            };
        }
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
        _policies = [];
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
        var policies = _policies is { Count: > 0 } ? _policies : throw Missing("policies", "The report has no policies.", "$.policies");
        if (!_policyMapper.HasCount) throw Missing("summary", "The report has no counts: no policy in it has a number of sessions.", "$.policies[0].summary");
        if (!_hasOrganization) _notes.Add("$.organization-name", MissingText);
        if (!_hasReportId) _notes.Add("$.report-id", MissingText + " The report is identified by its content.");
        if (!_hasDates) _notes.Add("$.date-range", MissingText + " The report is counted but is not evidence for a rollout stage.");
        if (!_hasContact) _notes.Add("$.contact-info", MissingText);
        if (_start is DateTime start && _end is DateTime end) NotePeriod(start, end);
        return ReportTotals.Build(
            in origin, _organization ?? TlsReport.NotNamed, _reportId ?? string.Empty, _contact, _start, _end, policies, JsonValues.ToList(_others),
            _notes.ToList());
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
