using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using MtaSts.Text;
using MtaSts.Watching;

namespace MtaSts.PowerShell.Input;

/// <summary>
/// Reads results of Test-MtaSts with their checks: objects of this session, of jobs and remoting, and what Import-Clixml
/// and ConvertFrom-Json make of saved ones.
/// </summary>
internal static class ResultInput
{
    /// <summary>The result; null, with the reason as half a sentence, when the object is not one or has lost what is compared.</summary>
    public static WatchedResult? Read(PSObject? input, out string problem)
    {
        problem = "";
        if (input?.BaseObject is TestResult result)
        {
            if (!IsOfPublished(input)) problem = "is the test of a policy that is not published";
            return problem.Length == 0 ? WatchedResult.From(result) : null;
        }

        if (input is null || !DomainName.TryParse(SavedValue.Text(input, "DomainName"), out var domain, out _)
            || input.Properties["SenderAction"] is null)
        {
            problem = "is not a result of Test-MtaSts";
        }
        else if (!SavedName.TryRead<TestStatus>(SavedValue.Text(input, "Status"), out var status))
        {
            problem = "has no valid Status";
        }
        else if (SavedTime.Read(input, "Tested", out _) is not { } tested)
        {
            problem = "has no valid time in Tested";
        }
        else if (SavedTestResult.ChecksOf(input) is not { Count: > 0 } checks)
        {
            problem = "has lost its checks, as in CSV or with too small a -Depth";
        }
        else if (!IsOfPublished(input))
        {
            problem = "is the test of a policy that is not published";
        }
        else
        {
            return ReadSaved(input, domain, tested, status, checks);
        }

        return null;
    }

    private static WatchedResult ReadSaved(PSObject input, string domain, DateTime tested, TestStatus status, List<Check> checks)
    {
        var policy = SavedValue.Of(input, "Policy");
        var certificates = SavedValue.Objects(input, "Mx").Append(policy).Select(holder => SavedValue.Of(holder, "Certificate"));
        var issuers =
            from certificate in certificates
            let host = SavedValue.Text(certificate, "Host")
            let issuer = SavedValue.Text(certificate, "Issuer")
            where !string.IsNullOrEmpty(host) && !string.IsNullOrEmpty(issuer)
            select new KeyValuePair<string, string>(host, issuer);
        return WatchedResult.Create(
            domain,
            tested,
            status,
            SavedValue.Text(input, "PolicyId"),
            policy is string text ? text : SavedValue.Text(policy, "Text"),
            ReferenceInput.Items(SavedValue.Of(input, "MxHosts")),
            issuers,
            checks.Select(WatchedCheck.From));
    }

    private static bool IsOfPublished(PSObject input) => SavedValue.Of(input, "Record") is not null;
}
