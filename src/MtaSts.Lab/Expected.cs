using System.Collections.Generic;

namespace MtaSts.Lab;

/// <summary>The expected verdict for a domain, in the terms of the product.</summary>
/// <param name="Status">Pass, Warning, Fail, Unknown, NotConfigured or NotApplicable.</param>
/// <param name="SenderAction">Deliver, DeliverVerified, DeliverAndReport, Refuse, Unknown or NotApplicable.</param>
/// <param name="Problems">The ids of exactly the checks that end in Fail, Warning or Unknown.</param>
public sealed record Expected(string Status, string SenderAction, params IReadOnlyList<string> Problems)
{
    /// <summary>No problems, and the MX hosts are verified.</summary>
    public static Expected Healthy { get; } = new("Pass", "DeliverVerified");

    /// <summary>A fault that leaves senders without a usable policy: mail goes out unprotected.</summary>
    public static Expected NoUsablePolicy(params IReadOnlyList<string> problems) => new("Fail", "Deliver", problems);

    /// <summary>Works, but should be improved.</summary>
    public static Expected Works(params IReadOnlyList<string> problems) => new("Warning", "DeliverVerified", problems);

    /// <inheritdoc/>
    public override string ToString() =>
        $"{Status}, {SenderAction}" + (Problems.Count == 0 ? "" : $": {string.Join(", ", Problems)}");
}
