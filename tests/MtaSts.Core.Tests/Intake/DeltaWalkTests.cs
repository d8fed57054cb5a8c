using System;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using MtaSts.Intake;
using MtaSts.TlsRpt;
using Xunit;

namespace MtaSts.Tests.Intake;

/// <summary>What a walk asks for, what it keeps, and what it does about faults.</summary>
public sealed class DeltaWalkTests : IDisposable
{
    private const string LongId = "AAMkADIwMjYtMTEtMjggMTI6MDA6MDAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAuAAAAAAA=";

    private readonly string _folder = Directory.CreateTempSubdirectory("mtasts-intake-").FullName;

    private string FilePath => Path.Combine(_folder, "state.json");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task The_next_run_receives_only_what_is_new()
    {
        var stub = new GraphStub(450, MadeMail.Report);
        Assert.Equal(450, (await new Receiver(FilePath).RunAsync(stub)).Count);
        stub.Add(3);
        stub.Fetched.Clear();
        var more = await new Receiver(FilePath).RunAsync(stub);
        Assert.Equal(["450", "451", "452"], more.Select(report => report.ReportId));
        Assert.Equal(3, stub.Fetched.Count);
        Assert.Empty(await new Receiver(FilePath).RunAsync(stub));
        Assert.Equal([], stub.Violations);
    }

    [Theory]
    [InlineData(1)] // syncStateNotFound
    [InlineData(2)] // 410
    public async Task An_expired_link_begins_anew_and_fetches_only_what_is_not_known(int eras)
    {
        var stub = new GraphStub(450, MadeMail.Report);
        await new Receiver(FilePath).RunAsync(stub);
        stub.Add(2);
        stub.Fetched.Clear();
        for (var i = 0; i < eras; i++) stub.ExpireLinks();
        var run = new Receiver(FilePath);
        Assert.Equal(["450", "451"], (await run.RunAsync(stub)).Select(report => report.ReportId));
        Assert.Equal(1, run.Restarts);
        Assert.Equal(2, stub.Fetched.Count);
    }

    [Fact]
    public async Task Links_that_always_expire_end_in_an_error()
    {
        var stub = new GraphStub(10, MadeMail.Report) { Fault = _ => GraphStub.Error(410, "resyncRequired") };
        var error = await Assert.ThrowsAsync<GraphException>(() => new Receiver(FilePath).RunAsync(stub));
        Assert.Equal(GraphFault.CursorExpired, error.Fault);
        Assert.Equal(4, stub.Requests);
    }

    [Fact]
    public async Task A_report_that_is_mailed_twice_is_received_once()
    {
        var stub = new GraphStub(10, number => MadeMail.Report(number % 5));
        Assert.Equal(5, (await new Receiver(FilePath).RunAsync(stub)).Count);
        stub.Add(5);
        Assert.Empty(await new Receiver(FilePath).RunAsync(stub));
    }

    [Fact]
    public async Task A_forged_report_with_the_id_of_a_real_one_does_not_keep_the_real_one_out()
    {
        var real = Encoding.UTF8.GetString(MadeMail.Report(7));
        var forged = real.Replace("failure-session-count\":1 ", "failure-session-count\":0 ", StringComparison.Ordinal);
        var stub = new GraphStub(2, number => Encoding.UTF8.GetBytes(number == 0 ? forged : real));
        Assert.Equal([0, 1], (await new Receiver(FilePath).RunAsync(stub)).Select(report => report.FailureCount));
    }

    [Fact]
    public async Task A_message_that_cannot_be_fetched_is_tried_again_by_the_next_run()
    {
        var broken = GraphStub.IdOf(3);
        var stub = new GraphStub(10, MadeMail.Report);
        stub.Fault = request => request.Address.AbsoluteUri.Contains(Uri.EscapeDataString(broken), StringComparison.Ordinal)
            ? GraphStub.Error(500, "ErrorMimeContentConversionFailed") : null;
        var run = new Receiver(FilePath);
        Assert.Equal(9, (await run.RunAsync(stub)).Count);
        Assert.Equal("\"Report 3\", received 2026-11-01 00:03:00 UTC", Assert.Single(run.Failed).Name);
        Assert.Equal(2, run.Waits.Count); // three attempts

        Assert.Empty(await new Receiver(FilePath).RunAsync(stub));
        stub.Fault = null;
        Assert.Equal("3", Assert.Single(await new Receiver(FilePath).RunAsync(stub)).ReportId);
        Assert.Empty(await new Receiver(FilePath).RunAsync(stub));
    }

    [Fact]
    public async Task A_message_that_is_gone_is_passed_over()
    {
        var stub = new GraphStub(3, MadeMail.Report);
        stub.Fault = request => request.Address.AbsolutePath.EndsWith("/$value", StringComparison.Ordinal) ? GraphStub.Error(404, "ErrorItemNotFound") : null;
        var run = new Receiver(FilePath);
        Assert.Empty(await run.RunAsync(stub));
        Assert.Empty(run.Failed);
    }

    [Fact]
    public async Task Messages_received_before_the_reports_that_are_wanted_are_not_fetched()
    {
        var stub = new GraphStub(100, MadeMail.Report);
        var run = new Receiver(FilePath) { After = GraphStub.Received(90) };
        Assert.Equal(10, (await run.RunAsync(stub)).Count);
        Assert.Equal(10, stub.Fetched.Count);
    }

    [Theory]
    [InlineData(401, "InvalidAuthenticationToken", GraphFault.Unauthorized)]
    [InlineData(403, "ErrorAccessDenied", GraphFault.Forbidden)]
    [InlineData(404, "ErrorInvalidUser", GraphFault.NotFound)]
    [InlineData(400, "BadRequest", GraphFault.Refused)]
    [InlineData(302, "", GraphFault.BadAnswer)] // a redirect is not followed
    public async Task A_refusal_ends_the_run_at_once_and_the_state_stays(int status, string code, GraphFault fault)
    {
        var stub = new GraphStub(500, MadeMail.Report);
        var first = new Receiver(FilePath);
        stub.Fault = _ => first.PagesSaved == 1 ? GraphStub.Error(status, code) : null;
        var error = await Assert.ThrowsAsync<GraphException>(() => first.RunAsync(stub));
        Assert.Equal(fault, error.Fault);
        Assert.Empty(first.Waits);
        stub.Fault = null;
        Assert.Equal(300, (await new Receiver(FilePath).RunAsync(stub)).Count);
    }

    [Theory]
    [InlineData("{\"value\":[]}", "either a nextLink or a deltaLink")]
    [InlineData("{\"value\":[],\"@odata.nextLink\":\"https://evil.example/v1.0/mailFolders/x/messages/delta\"}", "Nothing was sent to it")]
    [InlineData("{\"value\":[{\"subject\":\"x\"}],\"@odata.deltaLink\":\"x\"}", "not a page")]
    [InlineData("{\"value\":7}", "not a page")]
    [InlineData("[]", "not a page")]
    [InlineData("<html></html>", "not the JSON")]
    [InlineData("{\"value\":[", "not the JSON")]
    public async Task An_answer_that_Graph_does_not_send_ends_the_run(string body, string reason)
    {
        var stub = new GraphStub(1, MadeMail.Report) { Fault = _ => GraphStub.Answer(200, body) };
        var error = await Assert.ThrowsAsync<GraphException>(() => new Receiver(FilePath).RunAsync(stub));
        Assert.Equal(GraphFault.BadAnswer, error.Fault);
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(FilePath));
    }

    [Fact]
    public async Task A_link_in_the_state_that_leads_elsewhere_is_not_followed()
    {
        File.WriteAllText(
            FilePath,
            "{\"format\":\"MtaSts intake state\",\"version\":1,\"source\":\"mailbox\",\"cursor\":\"https://evil.example/v1.0/mailFolders/x/messages/delta\"}");
        var stub = new GraphStub(1, MadeMail.Report);
        await Assert.ThrowsAsync<GraphException>(() => new Receiver(FilePath).RunAsync(stub));
        Assert.Equal(0, stub.Requests);
    }

    [Theory]
    [InlineData("Subject: Lunch\r\nContent-Type: text/plain\r\n\r\nAt noon?\r\n", 0)]
    [InlineData("", 0)]
    [InlineData("Subject: Photos\r\nContent-Type: application/zip; name=a.zip\r\n\r\nPK\r\n", 0)]
    [InlineData("Subject: x\r\nTLS-Report-Domain: contoso.test\r\nContent-Type: text/plain\r\n\r\nAt noon?\r\n", 1)] // it claims to be a report
    [InlineData("Subject: x\r\nContent-Type: application/tlsrpt+json\r\n\r\n{\"organization-name\":\r\n", 1)]
    public void Other_mail_is_ignored_and_a_message_that_claims_to_be_a_report_is_an_error(string mail, int errors)
    {
        var reader = new TlsReportReader(new TlsReportReaderOptions { IgnoreOtherContent = true });
        var results = reader.Read(Encoding.ASCII.GetBytes(mail), "mail").ToList();
        Assert.Equal(errors, results.Count(result => result.Error is not null));
        Assert.Equal(errors, results.Count);
    }

    [Fact]
    public async Task Pages_that_lead_to_themselves_end_the_run()
    {
        var link = GraphStub.Root + "/users/a/mailFolders/b/messages/delta?$skiptoken=x";
        var stub = new GraphStub(1, MadeMail.Report) { Fault = _ => GraphStub.Answer(200, "{\"value\":[],\"@odata.nextLink\":\"" + link + "\"}") };
        var error = await Assert.ThrowsAsync<GraphException>(() => new Receiver(FilePath).RunAsync(stub));
        Assert.Contains("same page again", error.Message, StringComparison.Ordinal);
        Assert.Equal(2, stub.Requests);
    }

    [Fact]
    public async Task A_list_has_all_messages_before_the_first_is_moved()
    {
        var stub = new GraphStub(450, MadeMail.Report) { MostPerPage = 100 };
        using var client = new GraphClient(stub, GraphEndpoint.Global);
        var state = new IntakeState("mailbox");
        var walk = new ListWalk(client, state, new MessageWalkOptions { Mailbox = GraphStub.Mailbox, Folder = "inbox" });
        var count = 0;
        while (await walk.NextAsync(CancellationToken.None) is { } page)
        {
            foreach (var message in page.Messages) await client.MoveAsync(GraphStub.Mailbox, message.Id, "AAMk\"\\", CancellationToken.None);
            count += page.Messages.Count;
            walk.Complete(page, []);
        }

        Assert.Equal(450, count);
        Assert.Equal(450, stub.Moved.Distinct().Count());
        Assert.Equal(GraphStub.IdOf(0) + " to AAMk\"\\", stub.Moved[0]);
        Assert.Equal([], stub.Violations);
        Assert.Null(state.Cursor);
    }

    [Theory]
    [InlineData("Inbox", "inbox")]
    [InlineData("archive", "archive")]
    [InlineData("TLS reports", "AAMkReports=")]
    [InlineData("TLS reports/2026", "AAMk2026=")]
    [InlineData("msgfolderroot\\TLS reports", "AAMkReports=")]
    [InlineData("TLS reports/2025", null)]
    [InlineData("No such folder", null)]
    [InlineData(" / ", null)]
    [InlineData(LongId, LongId)]
    public async Task A_folder_is_found_by_the_name_that_an_admin_gives_it(string folder, string? id)
    {
        var stub = new GraphStub(0, MadeMail.Report);
        using var client = new GraphClient(stub, GraphEndpoint.Global);
        Assert.Equal(id, await FolderFinder.FindAsync(client, GraphStub.Mailbox, folder, CancellationToken.None));
        Assert.Equal([], stub.Violations);
    }
}
