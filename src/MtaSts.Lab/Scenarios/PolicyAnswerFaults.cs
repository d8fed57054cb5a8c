using System;
using System.Collections.Generic;
using MtaSts.Lab.Https;

namespace MtaSts.Lab.Scenarios;

/// <summary>Faults in how the policy host answers the request, and oddities that are not faults.</summary>
public static class PolicyAnswerFaults
{
    private const string Status = "PolicyHost.Status";
    private const string Size = "PolicyHost.Size";
    private const string MediaType = "PolicyHost.MediaType";

    public static IReadOnlyList<LabDomain> All =>
    [
        Bad("http-404.test", "The policy host answers 404.", Status, _ => HttpReply.Status(404, "Not Found", "<p>Not found</p>")),
        Bad("http-403.test", "The policy host answers 403.", Status, _ => HttpReply.Status(403, "Forbidden", "<p>Forbidden</p>")),
        Bad("http-500.test", "The policy host answers 500.", Status, _ => HttpReply.Status(500, "Internal Server Error", "<p>Error</p>")),
        Bad("http-204.test", "The policy host answers 204, without a body.", Status,
            _ => HttpReply.Raw("HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n")),
        Bad("http-301.test", "The policy host redirects to another host, which senders never follow.", Status,
            _ => HttpReply.Redirect(301, "https://mta-sts.healthy.test/.well-known/mta-sts.txt")),
        new("http-302.test", "The policy host redirects to another of its paths, where the policy is; senders never follow.",
            Expected.NoUsablePolicy(Status))
        {
            PolicyHost = new HttpsHost
            {
                Reply = HttpReply.Redirect(302, "/policy.txt"),
                Elsewhere = HttpReply.Ok(PolicyText.Enforce("mail.http-302.test")),
            },
        },
        Bad("http-silent.test", "The policy host accepts the request and never answers.", Status, _ => HttpReply.Silent),
        Bad("http-no-answer.test", "The policy host accepts the request and closes the connection.", Status, _ => HttpReply.Nothing),
        Bad("http-nonsense.test", "The policy host's answer is not HTTP.", Status, _ => HttpReply.NotHttp),
        Bad("http-cut-off.test", "The connection ends before the policy does.", Status, HttpReply.CutOff),
        Bad("http-bad-chunks.test", "The answer is chunked, and a chunk's size is not a number.", Status, HttpReply.ChunkedNonsense),
        Bad("http-endless-headers.test", "The answer's header lines never end.", Status, _ => HttpReply.EndlessHeaders),
        Bad("http-drip.test", "The policy comes one octet per second.", Status, policy => HttpReply.Drip(policy, TimeSpan.FromSeconds(1))),
        Bad("http-endless.test", "The policy never ends.", Size, HttpReply.Endless),
        Bad("http-large.test", "The policy is larger than 64 KiB.", Size, policy => HttpReply.Ok(policy + "x_padding: " + new string('a', 66_000) + "\r\n")),
        new("http-soft-404.test", "The policy host answers every path with 200 and a web page.", Expected.NoUsablePolicy(MediaType, "Policy.Syntax"))
        {
            PolicyHost = HttpsHost.With(HttpReply.Ok("<!DOCTYPE html>\n<html><body><h1>Page not found</h1></body></html>\n", "text/html; charset=utf-8")),
        },
        new("http-packed.test", "The policy is compressed with gzip, which was not requested.", Expected.NoUsablePolicy(Status))
        {
            PolicyHost = HttpsHost.With(HttpReply.Gzip(PolicyText.Enforce("mail.http-packed.test"))),
        },
        Fine("type-html.test", "The policy is served as text/html.", Expected.Works(MediaType), policy => HttpReply.Ok(policy, "text/html")),
        Fine("type-octets.test", "The policy is served as application/octet-stream.", Expected.Works(MediaType),
            policy => HttpReply.Ok(policy, "application/octet-stream")),
        Fine("type-missing.test", "The policy is served without a media type.", Expected.Works(MediaType), policy => HttpReply.Ok(policy, null)),
        Fine("http-chunked.test", "The policy is sent in chunks.", Expected.Healthy, policy => HttpReply.Chunked(policy)),
        Fine("http-1-0.test", "The policy host uses HTTP/1.0.", Expected.Healthy, HttpReply.Http10),
        Fine("http-100.test", "The policy host sends an unsolicited 100 Continue first.", Expected.Healthy, HttpReply.ContinueFirst),
    ];

    private static LabDomain Bad(string name, string standsFor, string problem, Func<string, HttpReply> reply) =>
        Fine(name, standsFor, Expected.NoUsablePolicy(problem), reply);

    private static LabDomain Fine(string name, string standsFor, Expected expected, Func<string, HttpReply> reply) =>
        new(name, standsFor, expected) { PolicyHost = HttpsHost.With(reply(PolicyText.Enforce("mail." + name))) };
}
