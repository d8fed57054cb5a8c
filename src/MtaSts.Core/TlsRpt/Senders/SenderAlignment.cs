using System;
using System.Collections.Generic;
using System.Linq;
using MtaSts.Mime;
using MtaSts.TlsRpt.Json;

namespace MtaSts.TlsRpt.Senders;

/// <summary>
/// Whether a mail's signature is one of the organization that the report in it names. RFC 8460 §3 asks for a valid
/// signature "by the reporting domain". Which domain that is: for the large senders, a table
/// (<see cref="KnownSenders"/>); for a name that is itself a domain, that one; else those of the report's contact-info
/// and of the mail's From. The organizational domains are compared.
/// </summary>
internal static class SenderAlignment
{
    private const int MaxContact = 1000;
    private const int MaxDomains = 5;

    /// <summary>Judges a signature.</summary>
    /// <param name="organization">The report's organization-name.</param>
    /// <param name="contact">Its contact-info, or null.</param>
    /// <param name="signature">What is known of the mail; null when there was none.</param>
    /// <returns>The state, and the domain that signed: of several the aligned one.</returns>
    public static (DkimAlignment Alignment, string? Signer) Of(string organization, string? contact, MailSignature? signature)
    {
        if (signature is null) return (DkimAlignment.NotByMail, null);
        if (signature.Alignment is DkimAlignment judged) return (judged, signature.Domain);
        if (signature.Result != "pass") return (DkimAlignment.None, signature.Domain);
        var expected = ExpectedOf(organization, contact, signature.Mail);
        var aligned = signature.Signers.FirstOrDefault(signer => OrganizationalDomain.Of(signer) is string domain && expected.Contains(domain));
        return aligned is null ? (DkimAlignment.NotAligned, signature.Domain) : (DkimAlignment.Aligned, aligned);
    }

    /// <summary>The organizational domains that may sign the organization's reports.</summary>
    private static List<string> ExpectedOf(string organization, string? contact, MailHeaders? mail)
    {
        var name = SenderName.Plain(organization);
        if (KnownSenders.DomainsOf(name) is { } known) return [.. known];
        if (OrganizationalDomain.Of(SenderName.DomainIn(name) ?? name) is string own) return [own];
        if (KnownSenders.DomainsClaimedBy(name) is { } claimed) return [.. claimed];
        if (SenderName.IsMixed(name)) return []; // it is written to be taken for another one
        return [.. InContact(contact).Append(mail?.FromDomain).Select(OrganizationalDomain.Of).OfType<string>().Distinct()];
    }

    /// <summary>The domains of the mail addresses in a contact-info, or of its URL.</summary>
    private static IEnumerable<string> InContact(string? contact)
    {
        if (contact is null || contact.Length > MaxContact) yield break;
        var words = contact.Split([' ', ',', ';', '<', '>', '(', ')', '"', '\t', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries);
        foreach (var word in words.Take(MaxDomains))
        {
            if (word.LastIndexOf('@') is int at and >= 0)
            {
                var domain = word.Substring(at + 1);
                var end = domain.IndexOfAny(['?', '/']);
                yield return end < 0 ? domain : domain.Substring(0, end);
            }
            else if (Uri.TryCreate(word, UriKind.Absolute, out var uri) && uri.Scheme is "https" or "http")
            {
                yield return uri.Host;
            }
        }
    }
}
