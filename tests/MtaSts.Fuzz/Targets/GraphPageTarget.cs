using System;
using System.IO;
using System.Linq;
using System.Text;
using MtaSts.Intake;

namespace MtaSts.Fuzz.Targets;

/// <summary>Pages of messages and errors of Microsoft Graph, whatever a proxy makes of them.</summary>
internal sealed class GraphPageTarget() : FuzzTarget("graph", Tokens)
{
    private const int MaxId = 2_000;
    private const int MaxSubject = 120;

    private static readonly string[] Tokens =
    [
        "{", "}", "[", "]", ",", ":", "\"", "\\ud83e", "\\udd86", "\\u0000", "null", "true", "\"value\":[",
        "\"id\":\"", "\"subject\":\"", "\"@removed\":{},",
        "\"displayName\":\"x\",", "\"receivedDateTime\":\"2026-02-30T25:61:61Z\"", "\"@odata.nextLink\":\"", "\"@odata.deltaLink\":\"",
        "\"error\":{\"code\":\"x\"}",
        "https://graph.microsoft.com/v1.0/users/u/mailFolders('f')/messages/delta?$deltatoken=1",
        "https://graph.microsoft.com.other.test/", "@", "#", "%2f", "..",
    ];

    public override long AllocationLimit(int octets) => 2_000_000 + (octets * 600L);

    public override string Run(byte[] input)
    {
        var (code, message) = GraphPage.ReadError(input);
        var error = $"error/{code.Length > 0}/{message.Length > 0}";
        GraphPage page;
        try
        {
            page = GraphPage.Read(input);
        }
        catch (GraphException fault)
        {
            Require(fault.Fault == GraphFault.BadAnswer && Promises.IsSafe(fault.Message), "what is not a page is a fault that is shown safely");
            return $"{error}{Corpus.Separator}{Words.Start(fault.Message)}/{(fault.InnerException is null ? "" : Words.Start(fault.InnerException.Message))}";
        }

        foreach (var item in page.Items)
        {
            Require(item.Id.Length is > 0 and <= MaxId && item.Subject.Length <= MaxSubject, "a message has an id, and what is kept of it has a limit");
            Require(Promises.IsSafe(item.Name), "what a stranger wrote is shown safely");
            Require(item.Received is null || item.Received.Value.Kind == DateTimeKind.Utc, "a time is in UTC");
        }

        foreach (var link in new[] { page.NextLink, page.DeltaLink })
        {
            if (!GraphEndpoint.Global.TryReadDeltaLink(link, out var address)) continue;
            Require(address!.Scheme == "https" && address.IdnHost == "graph.microsoft.com" && address.UserInfo.Length == 0, "a token goes to Graph only");
        }

        CheckState(page);
        return $"{error}{Corpus.Separator}page/{Math.Min(page.Items.Count, 3)}/{page.NextLink is null}/{page.DeltaLink is null}";
    }

    /// <summary>What could not be fetched is kept in the state, and tried again by the next run.</summary>
    private static void CheckState(GraphPage page)
    {
        var state = new IntakeState("mailbox") { Cursor = page.NextLink ?? page.DeltaLink };
        state.Pending.AddRange(page.Items);
        using var text = new StringWriter();
        IntakeStateWriter.Write(state, text);
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(text.ToString()), false);
        Require(IntakeStateReader.Read(stream).Pending.SequenceEqual(page.Items), "messages that are kept are read back as they were");
    }
}
