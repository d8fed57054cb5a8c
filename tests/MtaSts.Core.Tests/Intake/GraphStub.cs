using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using MtaSts.Intake;

namespace MtaSts.Tests.Intake;

/// <summary>
/// A mailbox in memory behind the requests of Microsoft Graph. Each request is checked: the method, the path, the options that
/// a first request may have, the Prefer header, and how many run at once. A request that Graph would not understand is a failed test.
/// </summary>
internal sealed class GraphStub : IGraphTransport
{
    public const string Mailbox = "reports@contoso.test";
    public const string Root = "https://graph.microsoft.com/v1.0";

    private static readonly HashSet<string> FirstOptions = ["changeType", "$select", "$top", "$expand", "$filter", "$orderby"];

    private readonly object _lock = new();
    private readonly List<(string Id, string Subject, DateTime Received)> _messages = [];
    private readonly Func<int, byte[]> _mime;
    private int _running;
    private int _era; // links of an earlier era have expired

    public GraphStub(int messages, Func<int, byte[]> mime)
    {
        _mime = mime;
        Add(messages);
    }

    /// <summary>Called with each request before it is answered; may throw, or answer in Graph's place.</summary>
    public Func<GraphRequest, GraphResponse?>? Fault { get; set; }

    /// <summary>The most messages on a page, whatever the client asks for.</summary>
    public int MostPerPage { get; set; } = 1000;

    public int Requests { get; private set; }

    public int MostAtOnce { get; private set; }

    public List<string> Fetched { get; } = [];

    public List<string> Moved { get; } = [];

    public List<string> Violations { get; } = [];

    public Dictionary<string, string> Folders { get; } = new() { ["msgfolderroot/TLS reports"] = "AAMkReports=", ["AAMkReports=/2026"] = "AAMk2026=" };

    public void Add(int messages)
    {
        lock (_lock)
        {
            for (var i = 0; i < messages; i++)
            {
                var number = _messages.Count;
                _messages.Add((IdOf(number), "Report " + number.ToString(CultureInfo.InvariantCulture), Received(number)));
            }
        }
    }

    public static string IdOf(int number) => "AAkALgAA" + number.ToString("D8", CultureInfo.InvariantCulture) + "_-=";

    public static DateTime Received(int number) => new DateTime(2026, 11, 1, 0, 0, 0, DateTimeKind.Utc).AddMinutes(number);

    public void ExpireLinks() => _era++;

    public static GraphResponse Answer(int status, string body, params (string Name, string Value)[] headers) =>
        new(
            status, headers.ToDictionary(header => header.Name, header => header.Value, StringComparer.OrdinalIgnoreCase),
            new MemoryStream(Encoding.UTF8.GetBytes(body)));

    public static GraphResponse Error(int status, string code, params (string Name, string Value)[] headers) =>
        Answer(status, JsonSerializer.Serialize(new { error = new { code, message = "The stub says no." } }), headers);

    public async Task<GraphResponse> SendAsync(GraphRequest request, CancellationToken cancellationToken)
    {
        var running = Interlocked.Increment(ref _running);
        try
        {
            await Task.Yield();
            lock (_lock)
            {
                Requests++;
                MostAtOnce = Math.Max(MostAtOnce, running);
                return Fault?.Invoke(request) ?? Respond(request);
            }
        }
        finally
        {
            Interlocked.Decrement(ref _running);
        }
    }

    private GraphResponse Respond(GraphRequest request)
    {
        var path = request.Address.AbsolutePath;
        var user = "/v1.0/users/" + Uri.EscapeDataString(Mailbox);
        if (request.Address.Host != "graph.microsoft.com" || request.Address.Scheme != "https") return Wrong(request, "the host");
        var options = request.Address.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries)
            .Select(option => option.Split('=', 2)).ToDictionary(option => option[0], option => Uri.UnescapeDataString(option[1]));
        if (path.EndsWith("/messages/delta", StringComparison.Ordinal)) return Delta(request, options);
        if (path.EndsWith("/$value", StringComparison.Ordinal) && request.Method == "GET") return Mime(path.Split('/')[^2]);
        if (path.EndsWith("/move", StringComparison.Ordinal) && request.Method == "POST") return Move(request, path.Split('/')[^2]);
        if (path.EndsWith("/childFolders", StringComparison.Ordinal)) return ChildFolders(Uri.UnescapeDataString(path.Split('/')[^2]), options);
        var isOfUser = path.StartsWith(user, StringComparison.Ordinal) || path.StartsWith("/v1.0/users('00aa-11')", StringComparison.Ordinal);
        return isOfUser && path.EndsWith("/messages", StringComparison.Ordinal)
            ? List(request, options)
            : Wrong(request, "the path");
    }

    private GraphResponse Delta(GraphRequest request, Dictionary<string, string> options)
    {
        if (request.Method != "GET" || request.Body is not null) return Wrong(request, "the method");
        var size = 0;
        var hasImmutable = false;
        foreach (var preference in (request.Prefer ?? "").Split(',').Select(one => one.Trim()))
        {
            if (preference == "IdType=\"ImmutableId\"") hasImmutable = true;
            else if (!preference.StartsWith("odata.maxpagesize=", StringComparison.Ordinal)) return Wrong(request, "Prefer");
            else size = int.Parse(preference[18..], CultureInfo.InvariantCulture);
        }

        if (!hasImmutable || size is < 1 or > 1000) return Wrong(request, "Prefer");
        var start = 0;
        if (options.TryGetValue("$skiptoken", out var token) || options.TryGetValue("$deltatoken", out token))
        {
            if (options.Count != 1) return Wrong(request, "options beside a token");
            var parts = token.Split('.');
            if (int.Parse(parts[0], CultureInfo.InvariantCulture) != _era)
            {
                return _era % 2 == 0
                    ? Answer(410, "", ("Location", Root + "/users/u/mailFolders('f')/messages/delta?$deltatoken="))
                    : Error(400, "SyncStateNotFound");
            }

            start = int.Parse(parts[1], CultureInfo.InvariantCulture);
        }
        else if (!options.Keys.All(FirstOptions.Contains) || options.ContainsKey("$filter") || options.GetValueOrDefault("changeType") != "created")
        {
            return Wrong(request, "the options of the first request");
        }

        size = Math.Min(size, MostPerPage);
        var page = Page(start, size);
        var isLast = start + size >= _messages.Count;
        var link = FormattableString.Invariant(
            $"{Root}/users('00aa-11')/mailFolders('AQMk')/messages/delta?{(isLast ? "$deltatoken" : "$skiptoken")}={_era}.{start + page.Count}");
        return Json(page, isLast ? "@odata.deltaLink" : "@odata.nextLink", link);
    }

    private GraphResponse List(GraphRequest request, Dictionary<string, string> options)
    {
        var start = options.TryGetValue("$skip", out var skip) ? int.Parse(skip, CultureInfo.InvariantCulture) : 0;
        if (start == 0 && int.Parse(options["$top"], CultureInfo.InvariantCulture) is < 1 or > 1000) return Wrong(request, "$top");
        var page = Page(start, MostPerPage);
        return start + page.Count >= _messages.Count
            ? Json(page, null, null)
            : Json(page, "@odata.nextLink", FormattableString.Invariant($"{Root}/users('00aa-11')/mailFolders('AQMk')/messages?$skip={start + page.Count}"));
    }

    private GraphResponse Mime(string id)
    {
        var number = _messages.FindIndex(message => message.Id == Uri.UnescapeDataString(id));
        if (number < 0) return Error(404, "ErrorItemNotFound");
        Fetched.Add(_messages[number].Id);
        return new GraphResponse(200, new Dictionary<string, string>(), new MemoryStream(_mime(number)));
    }

    private GraphResponse Move(GraphRequest request, string id)
    {
        using var body = JsonDocument.Parse(request.Body!);
        if (body.RootElement.EnumerateObject().Select(member => member.Name).SingleOrDefault() != "destinationId") return Wrong(request, "the body of move");
        Moved.Add(Uri.UnescapeDataString(id) + " to " + body.RootElement.GetProperty("destinationId").GetString());
        return Answer(201, "{}");
    }

    private GraphResponse ChildFolders(string parent, Dictionary<string, string> options)
    {
        var name = options["$filter"]["displayName eq '".Length..^1].Replace("''", "'", StringComparison.Ordinal);
        var found = Folders.Where(folder => folder.Key == parent + "/" + name).Select(folder => new { id = folder.Value, displayName = name });
        return Answer(200, JsonSerializer.Serialize(new { value = found }));
    }

    private List<(string Id, string Subject, DateTime Received)> Page(int start, int size) => _messages.Skip(start).Take(size).ToList();

    private static GraphResponse Json(List<(string Id, string Subject, DateTime Received)> page, string? linkName, string? link)
    {
        var answer = new Dictionary<string, object>
        {
            ["@odata.context"] = Root + "/$metadata#Collection(message)",
            ["value"] = page.Select(message => new Dictionary<string, object>
            {
                ["@odata.etag"] = "W/\"1\"",
                ["subject"] = message.Subject,
                ["receivedDateTime"] = message.Received.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
                ["id"] = message.Id,
            }).Cast<object>().Append(new Dictionary<string, object> { ["id"] = "AAkGone=", ["@removed"] = new { reason = "deleted" } }),
        };
        if (linkName is not null) answer[linkName] = link!;
        return Answer(200, JsonSerializer.Serialize(answer));
    }

    private GraphResponse Wrong(GraphRequest request, string what)
    {
        Violations.Add($"{what}: {request.Method} {request.Address} {request.Prefer}");
        return Error(400, "BadRequest");
    }
}
