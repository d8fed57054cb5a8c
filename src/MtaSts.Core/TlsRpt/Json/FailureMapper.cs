using System.Collections.Generic;

namespace MtaSts.TlsRpt.Json;

/// <summary>Maps <c>failure-details</c>.</summary>
internal sealed class FailureMapper(JsonCursor json, JsonValues values, ReportNotes notes)
{
    /// <summary>True when a detail so far has a number of sessions.</summary>
    public bool HasCount { get; private set; }

    /// <summary>Starts with another report.</summary>
    public void Reset() => HasCount = false;

    /// <summary>Maps the value at the cursor; null when there is none.</summary>
    public List<TlsReportFailure>? MapAll()
    {
        var failures = new List<TlsReportFailure>();
        switch (json.Kind)
        {
            case JsonToken.Null:
                return null;
            case JsonToken.StartObject:
                notes.Add(json.Path, "There is a single detail instead of an array of details.");
                failures.Add(Map());
                return failures;
            case JsonToken.StartArray:
                json.EnterArray();
                while (json.NextItem())
                {
                    if (json.Kind == JsonToken.StartObject) failures.Add(Map());
                    else LeaveOut();
                }

                return failures;
            default:
                LeaveOut();
                return null;
        }
    }

    private void LeaveOut()
    {
        notes.Add(json.Path, "This is not a failure detail; it was left out.");
        json.Skip();
    }

    private TlsReportFailure Map()
    {
        string? type = null, sendingIp = null, mx = null, mxAlias = null, helo = null, receivingIp = null, information = null, reason = null;
        long? count = null;
        List<TlsReportMember>? others = null;
        json.EnterObject();
        while (json.NextMember())
        {
            switch (json.Name)
            {
                case "result-type": type = values.ReadName(); break;
                case "failed-session-count": count = values.ReadCount(); break;
                case "sending-mta-ip": sendingIp = values.ReadFilledText(); break;
                case "receiving-mx-hostname": mx = values.ReadFilledText(); break;
                case "receiving-mx-host-name": // the spelling of one sender
                    notes.Add(json.Path, "The member is called receiving-mx-hostname in RFC 8460; it was read as that.");
                    mxAlias = values.ReadFilledText();
                    break;
                case "receiving-mx-helo": helo = values.ReadFilledText(); break;
                case "receiving-ip": receivingIp = values.ReadFilledText(); break;
                case "additional-information": information = values.ReadFilledText(); break;
                case "failure-reason-code": reason = values.ReadFilledText(); break;
                default: values.KeepUnknown(string.Empty, ref others); break;
            }
        }

        mx ??= mxAlias;
        if (type is null) Missing("result-type");
        else if (TlsResultTypes.Find(type) is null) notes.Add(json.PathTo("result-type"), "RFC 8460 does not define this result type; it was kept unchanged.");
        HasCount |= count is not null;
        if (count is null) Missing("failed-session-count");
        if (sendingIp is null) Missing("sending-mta-ip");
        if (mx is null) Missing("receiving-mx-hostname");
        if (receivingIp is null) Missing("receiving-ip");
        return new TlsReportFailure
        {
            ResultType = type,
            FailedSessionCount = count ?? 0,
            SendingMtaIp = sendingIp,
            ReceivingMxHostname = mx,
            ReceivingMxHelo = helo,
            ReceivingIp = receivingIp,
            AdditionalInformation = information,
            FailureReasonCode = reason,
            OtherMembers = JsonValues.ToList(others),
        };
    }

    private void Missing(string member) => notes.Add(json.PathTo(member), "The member is missing or empty.");
}
