using System;
using System.IO;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using MtaSts.Lab.Net;
using MtaSts.Lab.Tls;

namespace MtaSts.Lab.Smtp;

/// <summary>Serves the connections of the MX hosts.</summary>
internal sealed class SmtpService(TlsEndpoint door, LabCounters counters, TimeSpan delay)
{
    public async Task ServeAsync(LabHost host, SmtpHost plan, Socket socket, CancellationToken cancellationToken)
    {
        var session = counters.BeginSmtp(host.Name);
        try
        {
            if (plan.Connect == OnConnect.Close)
                return;
            if (plan.Connect != OnConnect.Accept)
            {
                await SilentWait.UntilClosedAsync(socket, cancellationToken);
                return;
            }

            await using var stream = new NetworkStream(socket, ownsSocket: false);
            await TalkAsync(host, plan, stream, session, cancellationToken);
        }
        finally
        {
            session.End();
        }
    }

    private async Task TalkAsync(
        LabHost host, SmtpHost plan, Stream stream, SmtpSession session, CancellationToken cancellationToken)
    {
        var greeting = plan.Greeting ?? SmtpReply.Lines(220, $"{host.Name} ESMTP lab", "no mail is taken here");
        if (!await SayAsync(greeting))
            return;

        var reader = new SmtpLineReader(stream);
        while (await reader.ReadAsync(cancellationToken) is { } line)
        {
            session.Add(line);
            session.SpokeOutOfTurn |= reader.HasMore && !session.IsEncrypted;
            var verb = line.Split(' ', 2)[0].ToUpperInvariant();
            var starts = verb == "STARTTLS" && plan.StartTls is null && plan.OffersStartTls && !session.IsEncrypted;
            var reply = starts ? SmtpReply.Raw("220 go ahead\r\n" + plan.Injected) : Answer(verb, host, plan, session);
            if (!await SayAsync(reply))
                return;
            if (!starts)
                continue;

            if (await door.OpenAsync(stream, plan.Tls, host.NamesFor, null, cancellationToken) is not { } tls)
                return;
            session.IsEncrypted = true;
            session.ServerName = tls.TargetHostName;
            stream = tls;
            reader = new SmtpLineReader(stream);
        }

        async Task<bool> SayAsync(SmtpReply reply)
        {
            await SilentWait.DelayAsync(delay + plan.Pause, cancellationToken);
            await reply.WriteAsync(stream, cancellationToken);
            return !reply.EndsSession;
        }
    }

    private static SmtpReply Answer(string verb, LabHost host, SmtpHost plan, SmtpSession session) => verb switch
    {
        "EHLO" when session.IsEncrypted => SmtpReply.Lines(250, host.Name, "PIPELINING", "8BITMIME", "SMTPUTF8"),
        "EHLO" => plan.Ehlo ?? (plan.OffersStartTls
            ? SmtpReply.Lines(250, host.Name, "PIPELINING", "STARTTLS", "8BITMIME")
            : SmtpReply.Lines(250, host.Name, "PIPELINING", "8BITMIME")),
        "HELO" => plan.Helo,
        "STARTTLS" => plan.StartTls ?? SmtpReply.Lines(502, "5.5.1 not implemented"),
        "QUIT" => SmtpReply.LinesThenClose(221, "2.0.0 goodbye"),
        "NOOP" or "RSET" => SmtpReply.Lines(250, "2.0.0 ok"),
        _ => SmtpReply.Lines(502, "5.5.1 not implemented"),
    };
}
