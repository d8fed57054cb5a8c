using System;
using MtaSts.Concurrency;

namespace MtaSts.Scanning;

/// <summary>How domains are queued: one whose servers do not answer holds up no other.</summary>
public static class ScanQueue
{
    /// <summary>
    /// How many domains may wait behind a slow one. A domain takes up to half a minute, and in that time some thousands of
    /// others are done.
    /// </summary>
    public const int Window = 4096;

    /// <summary>How long a domain may take before it counts as one that waits for a server. Healthy ones need a fraction of it.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    // What results that wait may hold in memory, in bytes: a full window of usual results, or fewer of those that a stranger made large.
    private const long MaxBytes = 64L * 1024 * 1024;
    private const long UsualBytes = 16 * 1024;
    private const long BytesOfHost = 1024;

    /// <summary>The options of the work queue.</summary>
    /// <typeparam name="T">What comes of a domain.</typeparam>
    /// <param name="asCompleted">Hand out results as they come instead of in the order of the input.</param>
    public static WorkQueueOptions<T> OptionsFor<T>(bool asCompleted) => new()
    {
        Window = Window,
        AsCompleted = asCompleted,
        Patience = Patience,
        WeightOf = static result => BytesOf(result),
        MaxWeight = MaxBytes,
    };

    /// <summary>About how many bytes a result holds. What has no limit near the usual size counts: the policy's text and the MX hosts.</summary>
    internal static long BytesOf(object? result) => result switch
    {
        TestResult test => UsualBytes + BytesOf(test.Policy?.Policy) + (BytesOfHost * test.Mx.Count),
        PublishedPolicy policy => UsualBytes + BytesOf(policy.Policy),
        MxLookup mx => UsualBytes + (BytesOfHost * mx.Hosts.Count),
        _ => UsualBytes,
    };

    // The text, its lines and fields: two bytes a character, some times over.
    private static long BytesOf(Policy? policy) => policy is null ? 0 : 8L * policy.Text.Length;
}
