using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using MtaSts.Reporting;

namespace MtaSts.Watching;

/// <summary>
/// Writes a baseline: one JSON object per line, first what the file is, then one domain per line in ordinal order. The same
/// baseline gives the same text, and a domain without an open fault the same line every day, so a text comparison shows
/// what changed.
/// </summary>
internal static class BaselineWriter
{
    public const string Format = "MtaSts baseline";
    public const int Version = 1;

    public static void Write(Baseline baseline, TextWriter output)
    {
        new StrictJsonWriter(output).BeginObject()
            .Member(BaselineNames.Format, Format)
            .Member(BaselineNames.Version, (long?)Version)
            .Member(BaselineNames.Domains, (long?)baseline.Count)
            .EndObject();
        output.Write('\n');
        foreach (var entry in baseline.Entries.OrderBy(entry => entry.Key, StringComparer.Ordinal))
        {
            WriteEntry(entry.Key, entry.Value, new StrictJsonWriter(output));
            output.Write('\n');
        }
    }

    private static void WriteEntry(string domain, BaselineEntry entry, StrictJsonWriter json)
    {
        json.BeginObject().Member(BaselineNames.Domain, domain);
        json.BeginObject(BaselineNames.Accepted);
        WriteState(entry.Accepted, json);
        if (entry.PolicyOfId is { } policy) json.Name(BaselineNames.PolicyOfId).Value(policy);
        if (entry.Known.Count > 0)
        {
            json.BeginArray(BaselineNames.Faults);
            foreach (var fault in entry.Known)
            {
                json.BeginObject()
                    .Member(BaselineNames.Check, fault.Key)
                    .Member(BaselineNames.Severity, fault.Value.Severity.ToString())
                    .Member(BaselineNames.Detail, fault.Value.Detail)
                    .EndObject();
            }

            json.EndArray();
        }

        json.EndObject();
        if (entry.Differing is { Policy: not null } or { PolicyId: not null } or { MxHosts: not null } or { Issuers.Count: > 0 })
        {
            json.BeginObject(BaselineNames.Differing);
            WriteState(entry.Differing, json);
            json.EndObject();
        }

        if (entry.Open.Count > 0)
        {
            json.BeginArray(BaselineNames.Open);
            foreach (var fault in entry.Open) WriteFault(fault, json);
            json.EndArray();
        }

        json.EndObject();
    }

    private static void WriteFault(KeyValuePair<string, OpenFault> fault, StrictJsonWriter json) => json.BeginObject()
        .Member(BaselineNames.Check, fault.Key)
        .Member(BaselineNames.Severity, fault.Value.Severity.ToString())
        .Member(BaselineNames.Since, fault.Value.Since)
        .Member(BaselineNames.LastSeen, fault.Value.LastSeen)
        .Member(BaselineNames.Detail, fault.Value.Detail)
        .Member(BaselineNames.Fix, fault.Value.Fix)
        .EndObject();

    /// <summary>An empty policy and an empty list say that there is none; what is missing was never seen.</summary>
    private static void WriteState(PublishedState state, StrictJsonWriter json)
    {
        json.Member(BaselineNames.PolicyId, state.PolicyId);
        if (state.Policy is { } policy) json.Name(BaselineNames.Policy).Value(policy);
        if (state.MxHosts is { } hosts)
        {
            json.BeginArray(BaselineNames.MxHosts);
            foreach (var host in hosts) json.Value(host);
            json.EndArray();
        }

        if (state.Issuers.Count == 0) return;
        json.BeginObject(BaselineNames.Issuers);
        foreach (var issuer in state.Issuers) json.Name(issuer.Key).Value(issuer.Value);
        json.EndObject();
    }
}
