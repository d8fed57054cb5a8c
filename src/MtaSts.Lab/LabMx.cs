using MtaSts.Lab.Smtp;

namespace MtaSts.Lab;

/// <summary>An MX record and the host behind it.</summary>
/// <param name="Preference">The MX preference.</param>
/// <param name="Host">The host name; <c>.</c> for a null MX.</param>
/// <param name="Server">How the host behaves; null for no address and no server.</param>
public sealed record LabMx(int Preference, string Host, SmtpHost? Server)
{
    /// <summary>The CNAME target of the host name; null when it has an address itself.</summary>
    public string? Alias { get; init; }

    /// <summary>A healthy MX host.</summary>
    public static LabMx Good(int preference, string host) => new(preference, host, SmtpHost.Good);
}
