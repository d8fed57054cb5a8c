using System;
using System.Globalization;
using MtaSts.Text;

namespace MtaSts.Intake;

/// <summary>A message of a mailbox, as Microsoft Graph lists it.</summary>
/// <param name="Id">Its immutable id; case counts.</param>
/// <param name="Subject">Its subject as the sender wrote it, cut to a length that can be kept.</param>
/// <param name="Received">When it was received, in UTC; null when Graph did not say so.</param>
public sealed record MailMessage(string Id, string Subject, DateTime? Received)
{
    private const int MaxSubject = 120;

    /// <summary>Subject and date of receipt, for a person to find the message. Safe to show.</summary>
    public string Name
    {
        get
        {
            var subject = Subject.Length == 0 ? "message without a subject" : "\"" + SafeText.Excerpt(Subject, MaxSubject) + "\"";
            return Received is { } time
                ? subject + ", received " + time.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture) + " UTC"
                : subject;
        }
    }

    /// <summary>The name.</summary>
    public override string ToString() => Name;
}
