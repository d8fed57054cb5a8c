using System;
using System.Collections.Generic;
using System.IO;
using MtaSts.Text;
using MtaSts.TlsRpt;
using MtaSts.TlsRpt.Json;

namespace MtaSts.Watching;

/// <summary>Reads a baseline, and refuses everything else: a file that is read wrongly would report that all is well.</summary>
internal sealed class BaselineReader
{
    private const int MaxDepth = 8;
    private const int MaxDomains = 1_000_000;
    private const int MaxItems = 10_000; // of one domain

    private readonly JsonTokens _tokens;
    private readonly Baseline _baseline = new();
    private JsonCursor _json;
    private int _line = 1;

    private BaselineReader(JsonTokens tokens)
    {
        _tokens = tokens;
        _json = NewCursor();
    }

    /// <summary>Reads the whole stream.</summary>
    /// <param name="stream">The file.</param>
    /// <exception cref="BaselineException">It is not a baseline, is damaged, or has a version that is not known.</exception>
    public static Baseline Read(Stream stream)
    {
        using var tokens = new JsonTokens(stream, MaxDepth);
        var reader = new BaselineReader(tokens);
        try
        {
            return reader.Read();
        }
        catch (ReportFaultException fault)
        {
            throw reader.Damaged(
                fault.Fault == TlsReportFault.LimitExceeded ? "A value in it is too long or nested too deeply." : ExceptionText.Of(fault), fault);
        }
    }

    private Baseline Read()
    {
        var domains = ReadHeader();
        while (_tokens.Rest() is not JsonRest.Nothing and var rest)
        {
            _line++;
            if (rest == JsonRest.SomethingElse) throw Damaged("This is not a JSON object.");
            if (_baseline.Count >= MaxDomains) throw Damaged("There are more than 1,000,000 domains.");
            _tokens.Restart();
            _json = NewCursor();
            ReadEntry();
        }

        if (_baseline.Count != domains)
        {
            throw Damaged(FormattableString.Invariant(
                $"The file should contain {domains} domains, but contains {_baseline.Count}: a part of it is missing, or lines were added by hand."));
        }

        return _baseline;
    }

    private long ReadHeader()
    {
        string? format = null;
        long version = 0, domains = -1;
        try
        {
            _tokens.Next();
            EnterObject();
            while (_json.NextMember())
            {
                switch (_json.Name)
                {
                    case BaselineNames.Format when _json.Kind == JsonToken.String: format = _json.Text; break;
                    case BaselineNames.Version when _json.Kind == JsonToken.Number && _json.TryGetDigits(out var number): version = number; break;
                    case BaselineNames.Domains when _json.Kind == JsonToken.Number && _json.TryGetDigits(out var number): domains = number; break;
                    default: _json.Skip(); break;
                }
            }
        }
        catch (Exception error) when (error is ReportFaultException or BaselineException)
        {
            throw new BaselineException("Its first line is not the header of a baseline.", error);
        }

        if (format != BaselineWriter.Format) throw new BaselineException("Its first line is not the header of a baseline.");
        if (version != BaselineWriter.Version)
        {
            throw new BaselineException(FormattableString.Invariant(
                $"It has version {version}, but this version of the module reads version {BaselineWriter.Version}."));
        }

        return domains >= 0 ? domains : throw Damaged("The number of domains is missing.");
    }

    private void ReadEntry()
    {
        string? domain = null;
        PublishedState? accepted = null, differing = null;
        string? policyOfId = null;
        List<Fault> known = [], open = [];
        _tokens.Next();
        EnterObject();
        while (_json.NextMember())
        {
            switch (_json.Name)
            {
                case BaselineNames.Domain: domain = ReadText(); break;
                case BaselineNames.Accepted: accepted = ReadState(known, out policyOfId); break;
                case BaselineNames.Differing: differing = ReadState([], out _); break;
                case BaselineNames.Open: ReadFaults(open); break;
                default: throw Unknown();
            }
        }

        if (domain is null || !DomainName.TryParse(domain, out var name, out _) || name != domain)
            throw Damaged("The domain is missing, or is not a domain name.");
        if (_baseline.Entries.ContainsKey(domain)) throw Damaged($"The domain {domain} appears more than once.");
        if (accepted is null) throw Damaged("The member 'accepted' is missing.");
        var entry = new BaselineEntry { Accepted = accepted, Differing = differing ?? new(), PolicyOfId = policyOfId };
        foreach (var fault in known) entry.Known[fault.Check] = new AcceptedFault(fault.Severity, fault.Detail);
        foreach (var fault in open)
        {
            if (fault.Since is not { } since || fault.LastSeen is not { } lastSeen) throw Damaged("A time of an open fault is missing.");
            entry.Open[fault.Check] = new OpenFault(fault.Severity, since, lastSeen, fault.Detail, fault.Fix);
        }

        _baseline.Entries.Add(domain, entry);
    }

    private PublishedState ReadState(List<Fault> faults, out string? policyOfId)
    {
        var state = new PublishedState();
        policyOfId = null;
        EnterObject();
        while (_json.NextMember())
        {
            switch (_json.Name)
            {
                case BaselineNames.PolicyId: state.PolicyId = ReadText(); break;
                case BaselineNames.PolicyOfId: policyOfId = ReadText(); break;
                case BaselineNames.Policy: state.Policy = ReadText(); break;
                case BaselineNames.MxHosts: state.MxHosts = ReadTexts(); break;
                case BaselineNames.Issuers: ReadIssuers(state.Issuers); break;
                case BaselineNames.Faults: ReadFaults(faults); break;
                default: throw Unknown();
            }
        }

        return state;
    }

    private void ReadIssuers(SortedDictionary<string, string> issuers)
    {
        EnterObject();
        while (_json.NextMember())
        {
            _json.CountItem();
            issuers[_json.Name] = ReadText();
        }
    }

    private List<string> ReadTexts()
    {
        var texts = new List<string>();
        if (_json.Kind != JsonToken.StartArray) throw Damaged($"'{SafeText.Excerpt(_json.Path)}' is not a list.");
        _json.EnterArray();
        while (_json.NextItem()) texts.Add(ReadText());
        return texts;
    }

    private void ReadFaults(List<Fault> faults)
    {
        if (_json.Kind != JsonToken.StartArray) throw Damaged($"'{SafeText.Excerpt(_json.Path)}' is not a list.");
        _json.EnterArray();
        while (_json.NextItem()) faults.Add(ReadFault());
    }

    private Fault ReadFault()
    {
        string? check = null;
        var fault = default(Fault);
        EnterObject();
        while (_json.NextMember())
        {
            switch (_json.Name)
            {
                case BaselineNames.Check: check = ReadText(); break;
                case BaselineNames.Severity: fault.Severity = ReadSeverity(); break;
                case BaselineNames.Detail: fault.Detail = ReadText(); break;
                case BaselineNames.Fix: fault.Fix = ReadText(); break;
                case BaselineNames.Since: fault.Since = ReadTime(); break;
                case BaselineNames.LastSeen: fault.LastSeen = ReadTime(); break;
                default: throw Unknown();
            }
        }

        fault.Check = check is { Length: > 0 } ? check : throw Damaged("A fault has no check id.");
        fault.Detail ??= "";
        fault.Fix ??= "";
        return fault;
    }

    private void EnterObject()
    {
        if (_json.Kind != JsonToken.StartObject) throw Damaged($"'{SafeText.Excerpt(_json.Path)}' is not a JSON object.");
        _json.EnterObject();
    }

    private string ReadText() => _json.Kind == JsonToken.String ? _json.Text : throw Damaged($"'{SafeText.Excerpt(_json.Path)}' is not a string.");

    private CheckStatus ReadSeverity() => ReadText() switch
    {
        nameof(CheckStatus.Fail) => CheckStatus.Fail,
        nameof(CheckStatus.Warning) => CheckStatus.Warning,
        nameof(CheckStatus.Info) => CheckStatus.Info,
        var other => throw Damaged($"'{SafeText.Excerpt(other)}' is not a valid severity: Fail, Warning or Info."),
    };

    private DateTime ReadTime() =>
        IsoTime.TryParseSecond(ReadText(), out var time) ? time : throw Damaged($"'{SafeText.Excerpt(_json.Path)}' is not a valid time.");

    private JsonCursor NewCursor() => new(_tokens, new ReportNotes(), MaxItems);

    private BaselineException Unknown() => Damaged($"The member '{SafeText.Excerpt(_json.Path)}' is not known.");

    private BaselineException Damaged(string why, Exception? cause = null) =>
        new(FormattableString.Invariant($"Entry {_line}, counted from the header, is damaged. {why}"), cause);

    private struct Fault
    {
        public string Check;
        public CheckStatus Severity;
        public string Detail;
        public string Fix;
        public DateTime? Since;
        public DateTime? LastSeen;
    }
}
