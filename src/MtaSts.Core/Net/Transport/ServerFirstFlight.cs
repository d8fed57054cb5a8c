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

    private ServerFirstFlight(FirstFlightKind kind, int code, string excerpt)
    {
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
    public bool IsTooOld => (Kind == FirstFlightKind.Hello && Code < 0x0303) || (Kind == FirstFlightKind.Alert && Code == 70);

    public static ServerFirstFlight Read(byte[] bytes, int count)
    {
        if (count == 0) return new ServerFirstFlight(FirstFlightKind.Nothing, 0, "");
        if (count >= 7 && bytes[0] == AlertRecord && bytes[1] == 3) return new ServerFirstFlight(FirstFlightKind.Alert, bytes[6], "");
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
        70 => "protocol_version: it supports no TLS version that was offered",
        71 => "insufficient_security",
        80 => "internal_error",
        86 => "inappropriate_fallback",
        112 => "unrecognized_name: it has no certificate for this name",
        116 => "certificate_required",
        120 => "no_application_protocol",
        _ => "see the TLS alert registry",
    };
}
