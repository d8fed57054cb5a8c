using System.IO;
using MtaSts.Reporting;

namespace MtaSts.Intake;

/// <summary>Writes a state as one JSON object.</summary>
internal static class IntakeStateWriter
{
    public static void Write(IntakeState state, TextWriter output)
    {
        var json = new StrictJsonWriter(output).BeginObject()
            .Member(IntakeNames.Format, IntakeNames.FormatName)
            .Member(IntakeNames.Version, (long?)IntakeNames.CurrentVersion)
            .Member(IntakeNames.Source, state.Source)
            .Member(IntakeNames.Updated, state.Updated)
            .Member(IntakeNames.Cursor, state.Cursor);
        json.BeginArray(IntakeNames.Pending);
        foreach (var message in state.Pending)
        {
            json.BeginObject()
                .Member(IntakeNames.Id, message.Id)
                .Member(IntakeNames.Subject, message.Subject)
                .Member(IntakeNames.Received, message.Received)
                .EndObject();
        }

        json.EndArray();
        WriteKeys(json, IntakeNames.Messages, state.Messages);
        WriteKeys(json, IntakeNames.Files, state.Files);
        WriteKeys(json, IntakeNames.Reports, state.Reports);
        json.EndObject();
        output.Write('\n');
    }

    private static void WriteKeys(StrictJsonWriter json, string name, SeenKeys keys)
    {
        json.BeginArray(name);
        foreach (var key in keys.InOrder) json.Value(key);
        json.EndArray();
    }
}
