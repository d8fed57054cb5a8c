using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;
using MtaSts.Text;
using MtaSts.TlsRpt.Json;

namespace MtaSts.TlsRpt;

/// <summary>Writes a report as the JSON of RFC 8460 §4.4, including unknown members: this identifies equal reports without an id.</summary>
internal static class TlsReportWriter
{
    public static string ToJson(TlsReport report)
    {
        var json = new JsonText();
        json.Open('{').Text("organization-name", report.OrganizationName);
        json.Name("date-range").Open('{').Text("start-datetime", Date(report.StartDate)).Text("end-datetime", Date(report.EndDate));
        json.Members(report.OtherMembers, "date-range").Close('}');
        json.Text("contact-info", report.ContactInfo).Text("report-id", report.ReportId);
        json.Name("policies").Open('[');
        foreach (var policy in report.Policies) Write(json.Item(), policy);
        return json.Close(']').Members(report.OtherMembers, string.Empty).Close('}').ToString();
    }

    /// <summary>One entry of <c>policies</c>.</summary>
    public static string ToJson(TlsReportPolicy policy)
    {
        var json = new JsonText();
        Write(json, policy);
        return json.ToString();
    }

    private static void Write(JsonText json, TlsReportPolicy policy)
    {
        json.Open('{').Name("policy").Open('{').Text("policy-type", policy.PolicyType).Texts("policy-string", policy.PolicyString);
        json.Text("policy-domain", policy.PolicyDomain).Texts("mx-host", policy.MxHost).Members(policy.OtherMembers, "policy").Close('}');
        json.Name("summary").Open('{').Number("total-successful-session-count", policy.SuccessCount);
        json.Number("total-failure-session-count", policy.FailureCount).Members(policy.OtherMembers, "summary").Close('}');
        json.Name("failure-details").Open('[');
        foreach (var failure in policy.FailureDetails) Write(json.Item(), failure);
        json.Close(']').Members(policy.OtherMembers, string.Empty).Close('}');
    }

    private static void Write(JsonText json, TlsReportFailure failure)
    {
        json.Open('{').Text("result-type", failure.ResultType).Text("sending-mta-ip", failure.SendingMtaIp);
        json.Text("receiving-mx-hostname", failure.ReceivingMxHostname).Text("receiving-mx-helo", failure.ReceivingMxHelo);
        json.Text("receiving-ip", failure.ReceivingIp).Number("failed-session-count", failure.FailedSessionCount);
        json.Text("additional-information", failure.AdditionalInformation).Text("failure-reason-code", failure.FailureReasonCode);
        json.Members(failure.OtherMembers, string.Empty).Close('}');
    }

    private static string? Date(DateTime? utc) => utc?.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);

    /// <summary>Adds text with commas in the right places.</summary>
    private sealed class JsonText
    {
        private readonly StringBuilder _json = new(1024); // a report of one policy
        private bool _comma;

        public JsonText Open(char bracket)
        {
            _json.Append(bracket);
            _comma = false;
            return this;
        }

        public JsonText Close(char bracket)
        {
            _json.Append(bracket);
            _comma = true;
            return this;
        }

        public JsonText Item()
        {
            if (_comma) _json.Append(',');
            _comma = true;
            return this;
        }

        public JsonText Name(string name)
        {
            JsonEscapes.Append(Item()._json, name);
            _json.Append(':');
            return this;
        }

        public JsonText Text(string name, string? value)
        {
            if (value is not null) JsonEscapes.Append(Name(name)._json, value);
            return this;
        }

        public JsonText Number(string name, long value)
        {
            Name(name)._json.Append(value.ToString(CultureInfo.InvariantCulture));
            return this;
        }

        public JsonText Texts(string name, ReadableList<string> values)
        {
            Name(name).Open('[');
            foreach (var value in values) JsonEscapes.Append(Item()._json, value);
            return Close(']');
        }

        public JsonText Members(IEnumerable<TlsReportMember> members, string parent)
        {
            foreach (var member in members)
            {
                if (member.Parent == parent) Name(member.Name)._json.Append(member.Json);
            }

            return this;
        }

        public override string ToString() => _json.ToString();
    }
}
