using System.Collections.Generic;
using System.IO;
using MtaSts.Journaling;
using MtaSts.Reporting;
using MtaSts.TlsRpt;

namespace MtaSts.Intake;

/// <summary>Writes a state as one JSON object, and each page that is received after it as one line.</summary>
internal static class IntakeStateWriter
{
    /// <summary>The whole state.</summary>
    public static void Write(IntakeState state, TextWriter output)
    {
        var json = new StrictJsonWriter(output).BeginObject()
            .Member(IntakeNames.Format, IntakeNames.FormatName)
            .Member(IntakeNames.Version, (long?)IntakeNames.CurrentVersion)
            .Member(IntakeNames.Source, state.Source);
        Members(json, state, default);
        json.EndObject();
        output.Write('\n');
    }

    /// <summary>The line that takes a state from what is in the file to what it is now.</summary>
    /// <param name="state">The state.</param>
    /// <param name="number">The number of the line, from 1.</param>
    /// <param name="written">What is in the file.</param>
    public static byte[] Page(IntakeState state, int number, IntakeMark written) => JournalLine.Create(
        json => Members(json.Member(IntakeNames.Page, (long?)number), state, written));

    private static void Members(StrictJsonWriter json, IntakeState state, IntakeMark written)
    {
        json.Member(IntakeNames.Updated, state.Updated).Member(IntakeNames.Cursor, state.Cursor).BeginArray(IntakeNames.Pending);
        foreach (var message in state.Pending)
        {
            json.BeginObject()
                .Member(IntakeNames.Id, message.Id)
                .Member(IntakeNames.Subject, message.Subject)
                .Member(IntakeNames.Received, message.Received)
                .EndObject();
        }

        json.EndArray();
        Keys(json, IntakeNames.Messages, state.Messages.Since(written.Messages));
        Keys(json, IntakeNames.Files, state.Files.Since(written.Files));
        Keys(json, IntakeNames.Reports, state.Reports.Since(written.Reports));
        if (state.Told.Mark > written.Told) Keys(json, IntakeNames.Told, state.Told.Since(written.Told)); // hardly any state has some
    }

    private static void Keys(StrictJsonWriter json, string name, IEnumerable<ContentKey> keys)
    {
        json.BeginArray(name);
        foreach (var key in keys) json.Value(key);
        json.EndArray();
    }
}
