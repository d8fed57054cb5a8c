using System;
using System.IO;
using System.Linq;
using System.Text;
using MtaSts.Intake;
using MtaSts.Tests.TlsRpt;

namespace MtaSts.Fuzz.Targets;

/// <summary>The state file of Receive-TlsRptReport: it is read as it was written, or not at all.</summary>
internal sealed class IntakeStateTarget() : FuzzTarget("state", Tokens)
{
    private static readonly string[] Tokens =
    [
        "{", "}", "[", "]", ",", ":", "\"", "\\u001b", "\\ud800", "null", "1", "\"cursor\":", "\"pending\":[", "\"messages\":[",
        "\"files\":[", "\"reports\":[",
        "\"updated\":\"2026-11-28T12:00:00Z\"", "\n{\"page\":1",
        ",\"sum\":\"00000000\"}\n", "\"AAAAAAAAAAAAAAAAAAAAAA\",", "\"AAAAAAAAAAAAAAAAAAAAAB\"", "{\"id\":\"x\"}", "\"subject\":", "\"version\":2",
        "\uFEFF",
    ];

    public override long AllocationLimit(int octets) => 2_000_000 + (octets * 600L);

    public override string Run(byte[] input)
    {
        using var whole = new MemoryStream(input, false);
        var answer = Answer(whole);
        using var trickle = new TrickleStream(input, 7);
        Require(answer == Answer(trickle), "how the octets are cut into reads makes no difference");
        if (answer.StartsWith('!')) return Words.Start(answer[1..]);
        using var again = new MemoryStream(Encoding.UTF8.GetBytes(answer), false);
        Require(Answer(again) == answer, "a state that was written is read as it was");
        using var read = new MemoryStream(Encoding.UTF8.GetBytes(answer), false);
        var state = IntakeStateReader.Read(read);
        int[] counts = [state.Pending.Count, state.Messages.Count, state.Files.Count, state.Reports.Count];
        return "state/" + string.Join('/', counts.Select(count => Math.Min(count, 3)));
    }

    /// <summary>The state as it would be written, or why it cannot be read.</summary>
    private static string Answer(Stream stream)
    {
        try
        {
            using var text = new StringWriter();
            IntakeStateWriter.Write(IntakeStateReader.Read(stream), text);
            return text.ToString();
        }
        catch (IntakeException error)
        {
            Require(error.Message.Length > 0 && Promises.IsSafe(error.Message), "why a state cannot be read is shown safely");
            return "!" + error.Message;
        }
    }
}
