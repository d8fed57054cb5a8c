using System;
using System.Globalization;
using System.Text;
using MtaSts.Text;

namespace MtaSts.Net.Transport;

/// <summary>The meaning of the first bytes of a server in a TLS handshake (RFC 5246 §6.2.1, §7.2 and §7.4.1.3).</summary>
internal readonly struct ServerFirstFlight
{
    private const byte AlertRecord = 21;
    private const byte HandshakeRecord = 22;
    private const byte ServerHello = 2;
    private const byte ProtocolVersion = 70;

    private ServerFirstFlight(FirstFlightKind kind, int code, string excerpt, bool isNewerThanOffered = false)
    {
        IsTooNew = isNewerThanOffered;
        Kind = kind;
        Code = code;
        Excerpt = excerpt;
    }

    public FirstFlightKind Kind { get; }

    /// <summary>The alert's number, or the version the server chose (0x0301 is TLS 1.0).</summary>
    public int Code { get; }

    /// <summary>The beginning of a plain-text answer, made safe to show.</summary>
    public string Excerpt { get; }

    /// <summary>True when the server chose, or insists on, something older than TLS 1.2.</summary>
    public bool IsTooOld => (Kind == FirstFlightKind.Hello && Code < 0x0303) || (Kind == FirstFlightKind.Alert && Code == ProtocolVersion && !IsTooNew);

    /// <summary>
    /// True when the server requires a newer version than this machine offered. A server without TLS 1.2 does not refuse an offer
    /// up to TLS 1.2 with this alert; it chooses an older version (RFC 5246 §E.1).
    /// </summary>
    public bool IsTooNew { get; }

    /// <summary>Reads the first bytes of a server.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <param name="count">Their number.</param>
    /// <param name="offered">The newest version that the client offered; 0 when that is not known.</param>
    public static ServerFirstFlight Read(byte[] bytes, int count, int offered = 0)
    {
        if (count == 0) return new ServerFirstFlight(FirstFlightKind.Nothing, 0, "");
        if (count >= 7 && bytes[0] == AlertRecord && bytes[1] == 3)
        {
            return new ServerFirstFlight(
                FirstFlightKind.Alert, bytes[6], "", bytes[6] == ProtocolVersion && offered is > 0 and < ClientHello.Tls13);
        }

        if (count >= 11 && bytes[0] == HandshakeRecord && bytes[1] == 3 && bytes[5] == ServerHello)
            return new ServerFirstFlight(FirstFlightKind.Hello, (bytes[9] << 8) | bytes[10], "");
        if (bytes[0] is AlertRecord or HandshakeRecord) return new ServerFirstFlight(FirstFlightKind.Other, 0, "");
        var line = Encoding.ASCII.GetString(bytes, 0, count);
        var end = line.IndexOfAny(['\r', '\n']);
        return new ServerFirstFlight(FirstFlightKind.NotTls, 0, SafeText.Excerpt(end < 0 ? line : line.Substring(0, end)));
    }

    /// <summary>In words, as half a sentence about the server; null when the bytes are not informative.</summary>
    public string? Describe() => Kind switch
    {
        FirstFlightKind.Nothing => "it closed the connection without an answer",
        FirstFlightKind.NotTls => $"it does not support TLS there but answers '{Excerpt}'",
        FirstFlightKind.Alert when IsTooNew => "it refused TLS 1.2, the newest version that this machine offers, so it requires TLS 1.3 or newer (alert 70)",
        FirstFlightKind.Alert => $"it refused the handshake with alert {Code.ToString(CultureInfo.InvariantCulture)} ({AlertName(Code)})",
        FirstFlightKind.Hello when Code < 0x0303 => $"it chose {VersionName(Code)}",
        _ => null,
    };

    private static string VersionName(int version) =>
        version switch { 0x0300 => "SSL 3.0", 0x0301 => "TLS 1.0", 0x0302 => "TLS 1.1", _ => FormattableString.Invariant($"version 0x{version:x4}") };

    private static string AlertName(int alert) => alert switch
    {
        0 => "close_notify",
        10 => "unexpected_message",
        20 => "bad_record_mac",
        40 => "handshake_failure: no common cipher suite or no certificate",
        42 => "bad_certificate",
        47 => "illegal_parameter",
        48 => "unknown_ca",
        50 => "decode_error",
        ProtocolVersion => "protocol_version: it supports no TLS version that was offered",
        71 => "insufficient_security",
        80 => "internal_error",
        86 => "inappropriate_fallback",
        112 => "unrecognized_name: it has no certificate for this name",
        116 => "certificate_required",
        120 => "no_application_protocol",
        _ => "see the TLS alert registry",
    };
}
