using System;
using System.IO;
using MtaSts.Text;
using MtaSts.TlsRpt;
using MtaSts.TlsRpt.Json;

namespace MtaSts.Intake;

/// <summary>Reads a state, and refuses everything else: a file that is read wrongly would lose reports or repeat them.</summary>
internal sealed class IntakeStateReader
{
    private const int MaxDepth = 4;

    private readonly JsonCursor _json;

    private IntakeStateReader(JsonTokens tokens) => _json = new JsonCursor(tokens, new ReportNotes(), int.MaxValue);

    /// <summary>Reads the whole stream.</summary>
    /// <param name="stream">The file; its position can be set.</param>
    /// <exception cref="IntakeException">It is not a state, is damaged, or has a version that is not known.</exception>
    public static IntakeState Read(Stream stream) => Read(stream, out _);

    /// <summary>Reads the whole stream.</summary>
    /// <param name="stream">The file; its position can be set.</param>
    /// <param name="pages">The lines that were found behind the state, and are in it.</param>
    /// <exception cref="IntakeException">It is not a state, is damaged, or has a version that is not known.</exception>
    public static IntakeState Read(Stream stream, out IntakePages pages)
    {
        stream.Position = 0;
        var start = new byte[2];
        if (ByteOrderMark.IsUtf16(start, stream.Read(start, 0, start.Length)))
            throw new IntakeException("It is UTF-16 text, as an editor or Windows PowerShell may save it. If it is a state, save it as UTF-8.");
        stream.Position = 0;
        IntakeState? state = null;
        var end = 0L;
        Parse(stream, (json, tokens) =>
        {
            state = json.Read();
            end = tokens.Offset + 1; // the last token is its brace
        });
        var found = pages = new IntakePages(stream, end);
        pages.Read(line => Parse(line, (json, _) => json.ReadPage(state!, found.Count)));
        return state!;
    }

    private static void Parse(Stream stream, Action<IntakeStateReader, JsonTokens> read)
    {
        using var tokens = new JsonTokens(stream, MaxDepth);
        try
        {
            tokens.Next();
            read(new IntakeStateReader(tokens), tokens);
        }
        catch (ReportFaultException fault)
        {
            throw Damaged(fault.Fault == TlsReportFault.LimitExceeded ? "A value in it is too long or nested too deeply." : ExceptionText.Of(fault), fault);
        }
    }

    /// <summary>The format, the version and the source come first.</summary>
    private IntakeState Read()
    {
        if (_json.Kind != JsonToken.StartObject) throw NotAState();
        _json.EnterObject();
        if (!_json.NextMember() || _json.Name != IntakeNames.Format || _json.Kind != JsonToken.String) throw NotAState();
        if (_json.Text != IntakeNames.FormatName) throw NotAState();
        if (!_json.NextMember() || _json.Name != IntakeNames.Version || _json.Kind != JsonToken.Number || !_json.TryGetDigits(out var version))
            throw NotAState();
        if (version != IntakeNames.CurrentVersion)
        {
            throw new IntakeException(FormattableString.Invariant(
                $"It has version {version}, but this version of the module reads version {IntakeNames.CurrentVersion}."));
        }

        if (!_json.NextMember() || _json.Name != IntakeNames.Source) throw Damaged("The member 'source' is missing.");
        var source = ReadText();
        if (source.Length == 0) throw Damaged("The member 'source' is empty.");
        var state = new IntakeState(source);
        ReadMembers(state);
        return state;
    }

    /// <summary>Adds a page that was received after the state was written.</summary>
    private void ReadPage(IntakeState state, int number)
    {
        _json.EnterObject();
        if (!_json.NextMember() || _json.Name != IntakeNames.Page || _json.Kind != JsonToken.Number || !_json.TryGetDigits(out var page) || page != number)
            throw Damaged(FormattableString.Invariant($"Page {number} is missing, or the lines are not in their order."));
        state.Cursor = null;
        state.Pending.Clear();
        ReadMembers(state);
    }

    private void ReadMembers(IntakeState state)
    {
        while (_json.NextMember())
        {
            switch (_json.Name)
            {
                case IntakeNames.Updated: state.Updated = ReadTime(); break;
                case IntakeNames.Cursor: state.Cursor = ReadText(); break;
                case IntakeNames.Pending: ReadPending(state); break;
                case IntakeNames.Messages: ReadKeys(state.Messages); break;
                case IntakeNames.Files: ReadKeys(state.Files); break;
                case IntakeNames.Reports: ReadKeys(state.Reports); break;
                case IntakeNames.Told: ReadKeys(state.Told); break;
                default: throw Damaged($"The member '{SafeText.Excerpt(_json.Path)}' is not known.");
            }
        }
    }

    private void ReadPending(IntakeState state)
    {
        EnterArray();
        while (_json.NextItem())
        {
            if (_json.Kind != JsonToken.StartObject) throw Damaged($"'{SafeText.Excerpt(_json.Path)}' is not a JSON object.");
            string? id = null, subject = null;
            DateTime? received = null;
            _json.EnterObject();
            while (_json.NextMember())
            {
                switch (_json.Name)
                {
                    case IntakeNames.Id: id = ReadText(); break;
                    case IntakeNames.Subject: subject = ReadText(); break;
                    case IntakeNames.Received: received = ReadTime(); break;
                    default: throw Damaged($"The member '{SafeText.Excerpt(_json.Path)}' is not known.");
                }
            }

            if (id is not { Length: > 0 }) throw Damaged("A pending message has no id.");
            state.Pending.Add(new MailMessage(id, subject ?? "", received));
        }
    }

    private void ReadKeys(SeenKeys keys)
    {
        EnterArray();
        while (_json.NextItem())
        {
            if (!ContentKey.TryParse(ReadText(), out var key)) throw Damaged($"'{SafeText.Excerpt(_json.Path)}' is not a key.");
            keys.Add(key);
        }
    }

    private void EnterArray()
    {
        if (_json.Kind != JsonToken.StartArray) throw Damaged($"'{SafeText.Excerpt(_json.Path)}' is not a list.");
        _json.EnterArray();
    }

    private string ReadText() => _json.Kind == JsonToken.String ? _json.Text : throw Damaged($"'{SafeText.Excerpt(_json.Path)}' is not a string.");

    private DateTime ReadTime() =>
        IsoTime.TryParseSecond(ReadText(), out var time) ? time : throw Damaged($"'{SafeText.Excerpt(_json.Path)}' is not a valid time.");

    private static IntakeException NotAState() => new("It does not begin with the header of a state file.");

    private static IntakeException Damaged(string why, Exception? cause = null) => new("It is damaged. " + why, cause);
}
