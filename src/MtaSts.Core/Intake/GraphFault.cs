namespace MtaSts.Intake;

/// <summary>Why Microsoft Graph did not do what was asked.</summary>
public enum GraphFault
{
    /// <summary>There is no connection: Connect-MgGraph was not called.</summary>
    NotConnected,

    /// <summary>The access token is missing, malformed or expired (HTTP status 401).</summary>
    Unauthorized,

    /// <summary>The right is missing (403).</summary>
    Forbidden,

    /// <summary>The mailbox, the folder or the message does not exist (404).</summary>
    NotFound,

    /// <summary>Graph asks to wait longer than a run waits (429 or 503 with Retry-After).</summary>
    Throttled,

    /// <summary>Graph cannot be reached, or answers with a fault of its own (5xx) again and again.</summary>
    Unavailable,

    /// <summary>The delta link has expired (410, or the code syncStateNotFound); the walk begins again.</summary>
    CursorExpired,

    /// <summary>The answer is not what Graph sends, or a link in it leads elsewhere.</summary>
    BadAnswer,

    /// <summary>The body is larger than the limit.</summary>
    TooLarge,

    /// <summary>Graph refused the request with another status.</summary>
    Refused,
}
