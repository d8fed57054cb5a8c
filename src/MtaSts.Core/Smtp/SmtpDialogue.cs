using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using MtaSts.Net.Transport;
using MtaSts.Text;

namespace MtaSts.Smtp;

/// <summary>One SMTP session: greeting, EHLO, STARTTLS, handshake, QUIT. Each step stores here what it saw.</summary>
internal sealed class SmtpDialogue : IDisposable
{
    private const string MaskedGreeting = ", and its greeting is masked with asterisks: a firewall inspects SMTP";

    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(2);

    private readonly string _host;
    private readonly string _helloName;
    private readonly NetworkOptions _options;
    private readonly Stream _plain;
    private readonly SmtpReplyReader _reader;
    private Stream _stream;
    private SmtpPhase _stage = SmtpPhase.Greeting;
    private SmtpReply? _reply;
    private TlsOutcome? _tls;
    private bool? _isOffered;
    private bool _isTimedOut;
    private bool _hasInjectedText;
    private bool _isGreetingMasked;
    private bool _isMasked;
    private string _error = "";

    public SmtpDialogue(string host, Stream connection, string helloName, NetworkOptions options)
    {
        _host = host;
        _helloName = helloName;
        _options = options;
        _plain = connection;
        _stream = connection;
        _reader = new SmtpReplyReader(connection);
    }

    /// <summary>Goes as far as the server allows; faults of the server are in the outcome.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            await TalkAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            _isTimedOut = true;
            _error = _stage switch
            {
                SmtpPhase.Greeting => "it accepted the connection but sent no greeting in time",
                SmtpPhase.Hello => "it did not answer EHLO in time",
                _ => "it did not answer STARTTLS in time",
            };
        }
        catch (Exception error) when (error is IOException or InvalidDataException or SocketException or ObjectDisposedException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            _error = error is EndOfStreamException or InvalidDataException ? ExceptionText.Of(error) : "it dropped the connection";
        }
    }

    public SmtpProbe ToProbe(IPAddress address, TimeSpan elapsed) => new()
    {
        Host = _host,
        Stage = _stage,
        Address = address,
        IsTimedOut = _isTimedOut,
        ReplyCode = _reply?.Code,
        Reply = _reply?.ToString() ?? "",
        IsStartTlsOffered = _isOffered,
        HasInjectedText = _hasInjectedText,
        IsMasked = _isMasked,
        TlsFailure = _tls?.Failure ?? TlsFailure.None,
        TlsVersion = _tls?.Version,
        Certificate = _tls?.Certificate,
        Error = _error,
        Elapsed = elapsed,
    };

    public void Dispose()
    {
        _tls?.Dispose();
        _plain.Dispose();
    }

    private async Task TalkAsync(CancellationToken cancellationToken)
    {
        if (!await ExpectAsync(null, cancellationToken).ConfigureAwait(false)) return;
        _isGreetingMasked = _reply!.Lines.Any(MaskedText.IsGreeting);
        _stage = SmtpPhase.Hello;
        if (!await ExpectAsync("EHLO " + _helloName, cancellationToken).ConfigureAwait(false))
        {
            _isMasked = _isGreetingMasked;
            if (_isMasked) _error += MaskedGreeting;
            return;
        }

        _stage = SmtpPhase.StartTls;
        _isOffered = _reply!.Lines.Skip(1).Any(line => line.Trim().Equals("STARTTLS", StringComparison.OrdinalIgnoreCase));
        if (_isOffered == false)
        {
            _error = DescribeMissing(_reply);
            await QuitAsync(cancellationToken).ConfigureAwait(false);
            return;
        }

        if (!await ExpectAsync("STARTTLS", cancellationToken).ConfigureAwait(false))
        {
            _isMasked = _isGreetingMasked || MaskedText.HasMaskedCommand(_reply);
            if (_isMasked) _error += _isGreetingMasked ? MaskedGreeting : ", and the command that it echoes is masked: a firewall inspects SMTP";
            return;
        }

        // Data after the 220 in the clear could come from anyone; it must not be mistaken for encrypted text.
        _hasInjectedText = _reader.HasMore;
        _stage = SmtpPhase.Handshake;
        _tls = await TlsClient.HandshakeAsync(_plain, _host, _options.Trust, _options.StepTimeout, _options.OnStep, cancellationToken).ConfigureAwait(false);
        if (_tls.Stream is null)
        {
            _error = _tls.Detail;
            _isTimedOut = _tls.Failure == TlsFailure.TimedOut;
            return;
        }

        _stage = SmtpPhase.Done;
        _stream = _tls.Stream;
        await QuitAsync(cancellationToken).ConfigureAwait(false);
    }

    private string DescribeMissing(SmtpReply hello)
    {
        const string Missing = "its answer to EHLO does not list STARTTLS";
        var masked = hello.Lines.Skip(1).FirstOrDefault(MaskedText.IsExtension);
        _isMasked = masked is not null || _isGreetingMasked;
        if (masked is not null) return $"{Missing}, and has '{SafeText.Excerpt(masked.Trim())}' in place of an extension: a firewall inspects SMTP";
        return _isGreetingMasked ? Missing + MaskedGreeting : Missing;
    }

    /// <summary>Sends a command, when there is one, and reads the reply; false when it is not positive.</summary>
    private async Task<bool> ExpectAsync(string? command, CancellationToken cancellationToken)
    {
        var watch = Stopwatch.StartNew();
        _reply = await Deadline.RunAsync(
            async token =>
            {
                if (command is not null) await SendAsync(command, token).ConfigureAwait(false);
                return await _reader.ReadAsync(token).ConfigureAwait(false);
            },
            _plain,
            _options.StepTimeout,
            cancellationToken).ConfigureAwait(false);
        _options.OnStep?.Invoke(new NetworkStep("SMTP", $"{_host} {command ?? "greeting"}", _reply.ToString(), watch.Elapsed));
        if (_reply.IsPositive) return true;

        _error = $"it answers {(command is null ? "with" : command.Split(' ')[0] + " with")} '{_reply}'";
        await QuitAsync(cancellationToken).ConfigureAwait(false);
        return false;
    }

    private Task SendAsync(string command, CancellationToken cancellationToken)
    {
        var bytes = Encoding.ASCII.GetBytes(command + "\r\n");
        return _stream.WriteAsync(bytes, 0, bytes.Length, cancellationToken);
    }

    /// <summary>
    /// Sends QUIT and waits a moment for the answer: closing a connection with unread data would discard the QUIT.
    /// </summary>
    private async Task QuitAsync(CancellationToken cancellationToken)
    {
        var patience = _options.StepTimeout < Farewell ? _options.StepTimeout : Farewell;
        try
        {
            await Deadline.RunAsync(
                async token =>
                {
                    await SendAsync("QUIT", token).ConfigureAwait(false);
                    _ = await _stream.ReadAsync(new byte[64], 0, 64, token).ConfigureAwait(false);
                },
                _plain,
                patience,
                cancellationToken).ConfigureAwait(false);
        }
        catch (Exception error) when (error is TimeoutException or IOException or SocketException or ObjectDisposedException or InvalidOperationException)
        {
            cancellationToken.ThrowIfCancellationRequested();
        }
    }
}
