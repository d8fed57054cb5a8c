using System;
using System.Collections.Generic;
using System.Linq;
using System.Security.Cryptography.X509Certificates;
using MtaSts.Text;

namespace MtaSts.Net.Certificates;

/// <summary>Whether the certificates that the server sent lead to a trusted root (RFC 5280 §6), and what is wrong if they do not.</summary>
internal static class ChainValidator
{
    // The caller checks the dates of the leaf; name and revocation are not part of the chain.
    private const X509ChainStatusFlags Incomplete = X509ChainStatusFlags.PartialChain;
    private const X509ChainStatusFlags Untrusted = X509ChainStatusFlags.UntrustedRoot | X509ChainStatusFlags.ExplicitDistrust;

    public static void Judge(X509Certificate2 leaf, IReadOnlyCollection<X509Certificate2> sent, CertificateTrust trust, X509Chain? built, ProblemList problems)
    {
        if (leaf.SubjectName.RawData.SequenceEqual(leaf.IssuerName.RawData) && !IsTrustedRoot(leaf, trust))
        {
            problems.Add(CertificateProblem.SelfSigned, "it is self-signed, so senders have no reason to trust it");
            return;
        }

        using var first = built is null
            ? Build(leaf, sent, trust, trust.ExtraRoots is not null)
            : Outcome.Of(built, trust, trust.ExtraRoots is not null, isOwned: false, []);
        using var second = first.IsTrusted || trust.ExtraRoots is null ? null : Build(leaf, sent, trust, useExtraRoots: false);
        Explain(leaf, sent, second is { IsTrusted: true } ? second : first, problems);
    }

    private static Outcome Build(X509Certificate2 leaf, IReadOnlyCollection<X509Certificate2> sent, CertificateTrust trust, bool useExtraRoots)
    {
#pragma warning disable CA2000 // The outcome disposes it
        var chain = new X509Chain { ChainPolicy = ChainPolicy.Create(trust, useExtraRoots) };
#pragma warning restore CA2000
        foreach (var certificate in sent) chain.ChainPolicy.ExtraStore.Add(certificate);
        chain.Build(leaf);
        return Outcome.Of(chain, trust, useExtraRoots, isOwned: true, [leaf, .. chain.ChainPolicy.ExtraStore.Cast<X509Certificate2>()]);
    }

    private static void Explain(X509Certificate2 leaf, IReadOnlyCollection<X509Certificate2> sent, Outcome outcome, ProblemList problems)
    {
        if ((outcome.Flags & (Incomplete | Untrusted)) != 0)
        {
            ExplainTrust(leaf, sent, outcome, problems);
        }
        else if (NotSent(outcome, sent) is { } missing)
        {
            problems.Add(
                CertificateProblem.MissingIntermediate,
                $"the server did not send the intermediate certificate '{SafeText.Excerpt(missing)}'; this machine has it, but many senders do not");
        }

        foreach (var element in outcome.Elements.Skip(1))
        {
            if (element.ChainElementStatus.Any(s => (s.Status & X509ChainStatusFlags.NotTimeValid) != 0))
                problems.Add(CertificateProblem.ChainExpired, $"the issuing certificate '{SafeText.Excerpt(element.Certificate.Subject)}' is not valid today");
        }

        ExplainRest(outcome, problems);
    }

    private static void ExplainTrust(X509Certificate2 leaf, IReadOnlyCollection<X509Certificate2> sent, Outcome outcome, ProblemList problems)
    {
        var isIssuerSent = sent.Any(c => c.SubjectName.RawData.SequenceEqual(leaf.IssuerName.RawData));
        if ((outcome.Flags & Incomplete) != 0 && !isIssuerSent)
        {
            problems.Add(
                CertificateProblem.MissingIntermediate,
                $"the server did not send the certificate of its issuer '{SafeText.Excerpt(leaf.Issuer)}', which is not a trusted root");
            return;
        }

        var top = outcome.Elements.Count > 0 ? outcome.Elements[outcome.Elements.Count - 1].Certificate.Issuer : leaf.Issuer;
        problems.Add(CertificateProblem.UntrustedRoot, $"its chain ends at '{SafeText.Excerpt(top)}', which is not a trusted root");
    }

    /// <summary>An issuer between leaf and root that the platform took from elsewhere; null when all were sent.</summary>
    private static string? NotSent(Outcome outcome, IReadOnlyCollection<X509Certificate2> sent)
    {
        for (var i = 1; i < outcome.Elements.Count - 1; i++)
            if (!sent.Any(c => CertificateBytes.AreSame(c, outcome.Elements[i].Certificate))) return outcome.Elements[i].Certificate.Subject;
        return null;
    }

    private static void ExplainRest(Outcome outcome, ProblemList problems)
    {
        const X509ChainStatusFlags Explained = Incomplete | Untrusted | X509ChainStatusFlags.NotTimeValid | X509ChainStatusFlags.RevocationStatusUnknown
            | X509ChainStatusFlags.OfflineRevocation | X509ChainStatusFlags.NotTimeNested;
        var rest = outcome.Flags & ~Explained;
        if ((rest & X509ChainStatusFlags.NotValidForUsage) != 0)
        {
            problems.Add(CertificateProblem.WrongUsage, "it or its issuer is not for TLS servers (extended key usage)");
            rest &= ~X509ChainStatusFlags.NotValidForUsage;
        }

        if (rest != 0) problems.Add(CertificateProblem.Invalid, $"its chain is not valid: {rest}");
    }

    private static bool IsTrustedRoot(X509Certificate2 certificate, CertificateTrust trust) =>
        trust.ExtraRoots?.Cast<X509Certificate2>().Any(root => CertificateBytes.AreSame(root, certificate)) == true;

    /// <summary>A chain as the platform built it, and its status.</summary>
    private sealed class Outcome : IDisposable
    {
        private readonly X509Chain _chain;
        private readonly bool _isOwned;
        private readonly IReadOnlyCollection<X509Certificate2> _given;

        private Outcome(X509Chain chain, bool isOwned, IReadOnlyCollection<X509Certificate2> given)
        {
            _chain = chain;
            _isOwned = isOwned;
            _given = given;
            Elements = chain.ChainElements.Cast<X509ChainElement>().ToList();
            Flags = chain.ChainStatus.Aggregate(X509ChainStatusFlags.NoError, (all, status) => all | status.Status);
        }

        public List<X509ChainElement> Elements { get; }

        public X509ChainStatusFlags Flags { get; private set; }

        public bool IsTrusted => (Flags & (Incomplete | Untrusted)) == 0;

        public static Outcome Of(X509Chain chain, CertificateTrust trust, bool useExtraRoots, bool isOwned, IReadOnlyCollection<X509Certificate2> given)
        {
            var outcome = new Outcome(chain, isOwned, given);
#if !NET8_0_OR_GREATER
            if (useExtraRoots && outcome.Elements.Count > 0)
            {
                // Without custom root trust the platform lets any root pass here; the decision is ours.
                var top = outcome.Elements[outcome.Elements.Count - 1].Certificate;
                outcome.Flags = IsTrustedRoot(top, trust)
                    ? outcome.Flags & ~Untrusted
                    : outcome.Flags | ((outcome.Flags & Incomplete) == 0 ? X509ChainStatusFlags.UntrustedRoot : 0);
            }
#endif
            return outcome;
        }

        public void Dispose()
        {
            if (!_isOwned) return;

            // Mono returns the caller's own objects as elements; others return copies.
            foreach (var element in Elements)
                if (!_given.Any(certificate => ReferenceEquals(certificate, element.Certificate))) element.Certificate.Dispose();
            _chain.Dispose();
        }
    }
}
