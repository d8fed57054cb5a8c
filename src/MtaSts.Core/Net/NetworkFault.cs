using System;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text;
using MtaSts.Text;

namespace MtaSts.Net;

/// <summary>
/// The meaning of a failed connection, in words that follow the name or address of the server. The platform's messages
/// differ by system and language.
/// </summary>
internal static class NetworkFault
{
    /// <summary>The cause of an exception: TLS before sockets, and the innermost message when it is neither.</summary>
    public static string Describe(Exception exception)
    {
        var innermost = exception;
        SocketError? socket = null;
        for (var at = exception; at is not null; at = at.InnerException)
        {
            innermost = at;
            if (at is AuthenticationException && ExceptionText.Of(at).IndexOf("ValidationCallback", StringComparison.Ordinal) >= 0)
                return "has a certificate that is not valid for its name or not from a trusted CA";
            if (at is AuthenticationException) return "failed the TLS handshake: " + OneLine(ExceptionText.Of(at));
            if (at is SocketException cause) socket = cause.SocketErrorCode;
        }

        return socket is { } error ? Describe(error) : "could not be queried: " + OneLine(ExceptionText.Of(innermost));
    }

    public static string Describe(SocketError error) => error switch
    {
        SocketError.ConnectionRefused => "refused the connection (nothing listens on that port)",
        SocketError.ConnectionReset => "closed the connection immediately (nothing listens on that port, or a firewall closes it)",
        SocketError.ConnectionAborted or SocketError.Shutdown => "closed the connection",
        SocketError.NetworkUnreachable or SocketError.NetworkDown => "cannot be reached: no route to its network from here",
        SocketError.HostUnreachable or SocketError.HostDown => "cannot be reached: no route to it from here",
        SocketError.AccessDenied => "cannot be reached: this machine does not allow the connection",
        SocketError.AddressFamilyNotSupported or SocketError.AddressNotAvailable =>
            "cannot be reached: this machine has no address of that kind (IPv4 or IPv6)",
        SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain => "cannot be reached: its host name has no address",
        SocketError.TimedOut => "did not answer in time",
        SocketError.TooManyOpenSockets or SocketError.NoBufferSpaceAvailable => "cannot be reached: this machine has too many connections open",
        _ => "cannot be reached: " + error,
    };

    private static string OneLine(string message)
    {
        var text = new StringBuilder(message.Length);
        foreach (var c in message) text.Append(char.IsControl(c) ? ' ' : c);
        return text.ToString().Trim().TrimEnd('.');
    }
}
