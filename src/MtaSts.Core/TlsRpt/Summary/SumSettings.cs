using System;
using System.Collections.Generic;
using System.Globalization;
using MtaSts.Text;

namespace MtaSts.TlsRpt.Summary;

/// <summary>
/// The settings with which the domains of sums were judged. A sum keeps its verdict, so verdicts of different settings would be compared
/// unnoticed.
/// </summary>
internal sealed class SumSettings
{
    private const int MostNamed = 4;

    private readonly SortedSet<string> _given = new(StringComparer.Ordinal);

    /// <summary>The settings as parameters, those that change a verdict; the same text for the same settings.</summary>
    public static string Of(TlsReportMeasureOptions options) =>
        (options.Stage is { } stage ? "-Stage " + stage + " " : "")
        + "-MaxFailureRate " + (options.MaxFailureRate * 100).ToString("0.##########", CultureInfo.InvariantCulture)
        + (options.TrustUnsigned ? " -TrustUnsigned" : "");

    /// <summary>Notes a sum before it is added.</summary>
    public void Enter(PartialSum sum) => _given.UnionWith(sum.Settings);

    /// <summary>What does not fit: a sentence for a person, none when all is in order.</summary>
    /// <param name="own">The settings of the command that adds the sums.</param>
    /// <param name="isOwnChosen">They are not the defaults.</param>
    /// <param name="hasReports">There are reports beside the sums, which are judged with them.</param>
    public IEnumerable<string> Warnings(string own, bool isOwnChosen, bool hasReports)
    {
        if (_given.Count == 0) yield break;
        if (isOwnChosen && !hasReports && !_given.Contains(own))
        {
            yield return $"The settings of this command, {own}, change nothing: sums keep the verdicts that they were measured with, using {Names(_given)}. "
                + "Measure the shards again with the settings you want.";
        }

        var all = new SortedSet<string>(_given, StringComparer.Ordinal);
        if (hasReports) all.Add(own);
        if (all.Count > 1)
        {
            yield return $"The domains were judged with different settings: {Names(all)}. Their Readiness cannot be compared. Measure all shards, and the "
                + "reports beside them, with the same -Stage, -MaxFailureRate and -TrustUnsigned.";
        }
    }

    private static string Names(IReadOnlyCollection<string> settings) => ShortList.Join([.. settings], MostNamed);
}
