using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Management.Automation;
using System.Net;
using MtaSts.Policies;
using MtaSts.Records;
using MtaSts.Text;

namespace MtaSts.PowerShell.Input;

/// <summary>
/// A result of Test-MtaSts that was saved, perhaps on another machine: what Import-Clixml, jobs, remoting and ConvertFrom-Json make of it. It is
/// read as far as a step needs it; record and policy are parsed again from their texts.
/// </summary>
internal static class SavedTestResult
{
    /// <summary>Whether an object looks like a result of Test-MtaSts, whole or not.</summary>
    public static bool IsLike(PSObject? input) =>
        input?.BaseObject is TestResult || (input is not null && input.Properties[nameof(TestResult.SenderAction)] is not null
            && input.Properties[nameof(TestResult.Tested)] is not null && input.Properties[nameof(TestResultRow.CheckId)] is null);

    /// <summary>Whether an object is a row of Test-MtaSts -Flatten or -ProblemsOnly, or what was saved of one.</summary>
    public static bool IsRow(PSObject? input) =>
        input?.Properties[nameof(TestResultRow.CheckId)] is not null && input.Properties[nameof(TestResultRow.DomainName)] is not null;

    /// <summary>The result; null, with the reason, when the object is not one, tests an unpublished policy, or has lost what a step needs.</summary>
    /// <param name="input">The object.</param>
    /// <param name="problem">Why not, as half a sentence; empty when it was read.</param>
    public static TestResult? From(PSObject? input, out string problem)
    {
        problem = "";
        if (input?.BaseObject is TestResult result)
        {
            if (result.Record is null && result.Status != TestStatus.NotApplicable) problem = "is the test of a policy that is not published";
            return problem.Length == 0 ? result : null;
        }

        if (!IsLike(input) || !DomainName.TryParse(SavedValue.Text(input, nameof(TestResult.DomainName)), out var domain, out _))
            return Not("is not a result of Test-MtaSts", out problem);
        if (!SavedName.TryRead<TestStatus>(SavedValue.Text(input, nameof(TestResult.Status)), out var status)
            || !SavedName.TryRead<SenderAction>(SavedValue.Text(input, nameof(TestResult.SenderAction)), out var action))
        {
            return Not("has no valid Status and SenderAction", out problem);
        }

        if (SavedTime.Read(input!, nameof(TestResult.Tested), out _) is not { } tested) return Not("has no valid time in Tested", out problem);
        if (ChecksOf(input!) is not { Count: > 0 } checks) return Not("has lost its checks, as in CSV or with too small a -Depth", out problem);
        var record = RecordOf(input!, domain);
        if (record is null && status != TestStatus.NotApplicable)
        {
            return Not(
                SavedValue.Of(input, nameof(TestResult.Record)) is null
                    ? "is the test of a policy that is not published"
                    : "has lost its record, as with too small a -Depth",
                out problem);
        }

        return new TestResult
        {
            DomainName = domain,
            Status = status,
            SenderAction = action,
            Tested = tested,
            Advice = SavedValue.Text(input, nameof(TestResult.Advice)) ?? "",
            MxHosts = ReferenceInput.Items(SavedValue.Of(input, nameof(TestResult.MxHosts))).ToReadableList(),
            MxCovered = bool.TryParse(SavedValue.Text(input, nameof(TestResult.MxCovered)), out var isCovered) ? isCovered : null,
            Checks = checks.ToReadableList(),
            Record = record,
            Policy = PolicyOf(input!, domain),
            Mx = MxOf(input!, domain).ToReadableList(),
            TlsRpt = TlsRptOf(input!, domain),
        };
    }

    private static TestResult? Not(string why, out string problem)
    {
        problem = why;
        return null;
    }

    /// <summary>The checks of a saved result; none when one of them is not whole.</summary>
    internal static List<Check> ChecksOf(PSObject input)
    {
        var checks = new List<Check>();
        foreach (var check in SavedValue.Objects(input, nameof(TestResult.Checks)))
        {
            if (SavedValue.Text(check, nameof(Check.Id)) is not { Length: > 0 } id
                || !SavedName.TryRead<CheckStatus>(SavedValue.Text(check, nameof(Check.Status)), out var status))
            {
                return [];
            }

            checks.Add(new Check
            {
                Id = id,
                Title = SavedValue.Text(check, nameof(Check.Title)) ?? "",
                Status = status,
                Detail = SavedValue.Text(check, nameof(Check.Detail)) ?? "",
                Fix = SavedValue.Text(check, nameof(Check.Fix)) ?? "",
                Reference = SavedValue.Text(check, nameof(Check.Reference)) ?? "",
            });
        }

        return checks;
    }

    private static PublishedRecord? RecordOf(PSObject input, string domain)
    {
        var saved = SavedValue.Of(input, nameof(TestResult.Record));
        if (!SavedName.TryRead<RecordStatus>(SavedValue.Text(saved, nameof(PublishedRecord.Status)), out var status)) return null;
        var text = SavedValue.Text(saved, nameof(PublishedRecord.Text)) ?? "";
        return new PublishedRecord
        {
            DomainName = domain,
            Name = "_mta-sts." + domain,
            Status = status,
            Text = text,
            TTL = Number(saved, nameof(PublishedRecord.TTL)),
            NegativeTimeToLive = Number(saved, nameof(PublishedRecord.NegativeTimeToLive)),
            CnameChain = ReferenceInput.Items(SavedValue.Of(saved, nameof(PublishedRecord.CnameChain))).ToReadableList(),
            Record = status is RecordStatus.Valid or RecordStatus.Invalid ? StsRecordParser.Parse(text) : null,
        };
    }

    private static PublishedPolicy? PolicyOf(PSObject input, string domain)
    {
        var saved = SavedValue.Of(input, nameof(TestResult.Policy));
        if (saved is null) return null;
        var text = SavedValue.Text(saved, nameof(PublishedPolicy.Text)) ?? "";
        var policy = text.Length > 0 ? PolicyParser.Parse(text) : null;
        return new PublishedPolicy
        {
            DomainName = domain,
            IsValid = policy is { IsValid: true } && bool.TryParse(SavedValue.Text(saved, nameof(PublishedPolicy.IsValid)), out var isValid) && isValid,
            Url = SavedValue.Text(saved, nameof(PublishedPolicy.Url)) ?? "",
            Policy = policy,
        };
    }

    private static PublishedTlsRptRecord? TlsRptOf(PSObject input, string domain)
    {
        var saved = SavedValue.Of(input, nameof(TestResult.TlsRpt));
        if (!SavedName.TryRead<RecordStatus>(SavedValue.Text(saved, nameof(PublishedTlsRptRecord.Status)), out var status)) return null;
        return new PublishedTlsRptRecord
        {
            DomainName = domain, Name = "_smtp._tls." + domain, Status = status, Text = SavedValue.Text(saved, nameof(PublishedTlsRptRecord.Text)) ?? "",
        };
    }

    private static IEnumerable<MxHost> MxOf(PSObject input, string domain) =>
        from host in SavedValue.Objects(input, nameof(TestResult.Mx))
        let name = SavedValue.Text(host, nameof(MxHost.Host))
        where !string.IsNullOrEmpty(name)
        select new MxHost
        {
            DomainName = domain,
            Host = name,
            Preference = Number(host, nameof(MxHost.Preference)) ?? 0,
            Addresses = ReadableList<IPAddress>.Empty,
            IsMissing = bool.TryParse(SavedValue.Text(host, nameof(MxHost.IsMissing)), out var isMissing) && isMissing,
        };

    private static int? Number(object? from, string name) =>
        int.TryParse(SavedValue.Text(from, name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
