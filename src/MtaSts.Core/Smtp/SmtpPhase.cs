namespace MtaSts.Smtp;

/// <summary>How far a STARTTLS probe got.</summary>
public enum SmtpPhase
{
    /// <summary>No TCP connection.</summary>
    Connect,

    /// <summary>Connected, but there was no greeting, or it was not 220.</summary>
    Greeting,

    /// <summary>The server did not accept EHLO.</summary>
    Hello,

    /// <summary>STARTTLS is not offered, or was refused.</summary>
    StartTls,

    /// <summary>The handshake failed.</summary>
    Handshake,

    /// <summary>TLS is established and the certificate was seen.</summary>
    Done,
}
