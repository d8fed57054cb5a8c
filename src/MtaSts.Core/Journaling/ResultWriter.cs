using System;
using System.Collections.Generic;
using System.Linq;
using MtaSts.Checks;
using MtaSts.Reporting;
using MtaSts.Text;

namespace MtaSts.Journaling;

/// <summary>Writes a result with all that it has, under the names of its properties.</summary>
internal static class ResultWriter
{
    /// <summary>Writes the member with the result; domain and status are outside.</summary>
    public static void Write(StrictJsonWriter json, TestResult result)
    {
        json.BeginObject(JournalNames.Result)
            .Member(nameof(TestResult.DomainName), result.DomainName)
            .Member(nameof(TestResult.Status), result.Status.ToString())
            .Member(nameof(TestResult.SenderAction), result.SenderAction.ToString())
            .Member(nameof(TestResult.Mode), result.Mode?.ToString())
            .Text(nameof(TestResult.PolicyId), result.PolicyId)
            .Member(nameof(TestResult.MaxAge), result.MaxAge)
            .Member(nameof(TestResult.Provider), result.Provider)
            .Member(nameof(TestResult.MxHosts), result.MxHosts)
            .Member(nameof(TestResult.MxCovered), result.MxCovered)
            .Time(nameof(TestResult.PolicyHostCertificateExpires), result.PolicyHostCertificateExpires)
            .Member(nameof(TestResult.TlsRptRua), result.TlsRptRua)
            .Member(nameof(TestResult.Problems), result.Problems)
            .Member(nameof(TestResult.Advice), result.Advice)
            .Member(nameof(TestResult.UnknownCause), result.UnknownCause?.ToString())
            .Time(nameof(TestResult.Tested), result.Tested)
            .Member(nameof(TestResult.Duration), (long?)result.Duration.Ticks);
        WriteList(json, nameof(TestResult.Checks), result.Checks, WriteCheck);
        WriteObject(json, nameof(TestResult.Record), result.Record, WriteRecord);
        WriteObject(json, nameof(TestResult.Policy), result.Policy, WritePublishedPolicy);
        WriteList(json, nameof(TestResult.Mx), result.Mx, WriteMx);
        WriteObject(json, nameof(TestResult.TlsRpt), result.TlsRpt, WriteTlsRpt);
        json.EndObject();
    }

    /// <summary>Title and reference are a third of a result, and the catalogue has them.</summary>
    private static void WriteCheck(StrictJsonWriter json, Check check)
    {
        var definition = CheckCatalogue.Find(check.Id);
        json.Member(nameof(Check.Id), check.Id)
            .Member(nameof(Check.Title), check.Title == definition?.Title ? "" : check.Title)
            .Member(nameof(Check.Status), check.Status.ToString())
            .Member(nameof(Check.Detail), check.Detail)
            .Member(nameof(Check.Fix), check.Fix)
            .Member(nameof(Check.Reference), check.Reference == definition?.Reference ? "" : check.Reference)
            .Member(nameof(Check.TlsRptResult), check.TlsRptResult);
    }

    private static void WriteRecord(StrictJsonWriter json, PublishedRecord record)
    {
        json.Member(nameof(PublishedRecord.DomainName), record.DomainName)
            .Member(nameof(PublishedRecord.Name), record.Name)
            .Member(nameof(PublishedRecord.Status), record.Status.ToString())
            .Member(nameof(PublishedRecord.Text), record.Text)
            .Member(nameof(PublishedRecord.TTL), (long?)record.TTL)
            .Member(nameof(PublishedRecord.NegativeTimeToLive), (long?)record.NegativeTimeToLive)
            .Member(nameof(PublishedRecord.CnameChain), record.CnameChain)
            .Member(nameof(PublishedRecord.IsAuthenticated), record.IsAuthenticated)
            .Member(nameof(PublishedRecord.Problem), record.Problem);
        WriteObject(json, nameof(PublishedRecord.Record), record.Record, WriteStsRecord);
    }

    private static void WriteStsRecord(StrictJsonWriter json, StsRecord record)
    {
        json.Member(nameof(StsRecord.IsValid), record.IsValid)
            .Text(nameof(StsRecord.Version), record.Version)
            .Text(nameof(StsRecord.Id), record.Id)
            .Member(nameof(StsRecord.Text), record.Text);
        WriteList(json, nameof(StsRecord.Findings), record.Findings, WriteFinding);
    }

    private static void WriteTlsRpt(StrictJsonWriter json, PublishedTlsRptRecord record)
    {
        json.Member(nameof(PublishedTlsRptRecord.DomainName), record.DomainName)
            .Member(nameof(PublishedTlsRptRecord.Name), record.Name)
            .Member(nameof(PublishedTlsRptRecord.Status), record.Status.ToString())
            .Member(nameof(PublishedTlsRptRecord.Text), record.Text)
            .Member(nameof(PublishedTlsRptRecord.TTL), (long?)record.TTL)
            .Member(nameof(PublishedTlsRptRecord.NegativeTimeToLive), (long?)record.NegativeTimeToLive)
            .Member(nameof(PublishedTlsRptRecord.CnameChain), record.CnameChain)
            .Member(nameof(PublishedTlsRptRecord.IsAuthenticated), record.IsAuthenticated)
            .Member(nameof(PublishedTlsRptRecord.Problem), record.Problem);
        WriteObject(json, nameof(PublishedTlsRptRecord.Record), record.Record, WriteTlsRptRecord);
    }

    private static void WriteTlsRptRecord(StrictJsonWriter json, TlsRptRecord record)
    {
        json.Member(nameof(TlsRptRecord.IsValid), record.IsValid)
            .Text(nameof(TlsRptRecord.Version), record.Version)
            .Member(nameof(TlsRptRecord.Rua), record.Rua)
            .Member(nameof(TlsRptRecord.Text), record.Text);
        WriteList(json, nameof(TlsRptRecord.Findings), record.Findings, WriteFinding);
    }

    private static void WritePublishedPolicy(StrictJsonWriter json, PublishedPolicy policy)
    {
        json.Member(nameof(PublishedPolicy.DomainName), policy.DomainName)
            .Member(nameof(PublishedPolicy.IsValid), policy.IsValid)
            .Member(nameof(PublishedPolicy.Problem), policy.Problem)
            .Member(nameof(PublishedPolicy.HostedBy), policy.HostedBy)
            .Member(nameof(PublishedPolicy.Cause), policy.Cause)
            .Member(nameof(PublishedPolicy.Fix), policy.Fix)
            .Member(nameof(PublishedPolicy.Url), policy.Url)
            .Member(nameof(PublishedPolicy.Cnames), policy.Cnames)
            .Member(nameof(PublishedPolicy.Addresses), policy.Addresses)
            .Text(nameof(PublishedPolicy.StatusLine), policy.StatusLine)
            .Text(nameof(PublishedPolicy.Server), policy.Server)
            .Text(nameof(PublishedPolicy.Location), policy.Location)
            .Text(nameof(PublishedPolicy.ContentType), policy.ContentType)
            .Text(nameof(PublishedPolicy.ContentEncoding), policy.ContentEncoding)
            .Text(nameof(PublishedPolicy.CacheControl), policy.CacheControl)
            .Text(nameof(PublishedPolicy.RetryAfter), policy.RetryAfter)
            .Member(nameof(PublishedPolicy.Headers), policy.Headers)
            .Member(nameof(PublishedPolicy.PageText), policy.PageText)
            .Member(nameof(PublishedPolicy.HttpStatus), (long?)policy.HttpStatus)
            .Text(nameof(PublishedPolicy.MediaType), policy.MediaType)
            .Member(nameof(PublishedPolicy.Size), (long?)policy.Size)
            .Text(nameof(PublishedPolicy.TlsVersion), policy.TlsVersion)
            .Text(nameof(PublishedPolicy.Address), policy.Address)
            .Member(nameof(PublishedPolicy.Duration), (long?)policy.Duration.Ticks);
        WriteObject(json, nameof(PublishedPolicy.Certificate), policy.Certificate, WriteCertificate);
        WriteObject(json, nameof(PublishedPolicy.Policy), policy.Policy, WritePolicy);
    }

    private static void WritePolicy(StrictJsonWriter json, Policy policy)
    {
        json.Member(nameof(Policy.IsValid), policy.IsValid)
            .Text(nameof(Policy.Version), policy.Version)
            .Member(nameof(Policy.Mode), policy.Mode?.ToString())
            .Member(nameof(Policy.MaxAge), policy.MaxAge)
            .Member(nameof(Policy.Mx), policy.Mx)
            .Member(nameof(Policy.Text), policy.Text)
            .Text(nameof(Policy.PolicyDomain), policy.PolicyDomain);
        WriteList(json, nameof(Policy.Findings), policy.Findings, WriteFinding);
    }

    private static void WriteMx(StrictJsonWriter json, MxHost mx)
    {
        json.Member(nameof(MxHost.DomainName), mx.DomainName)
            .Member(nameof(MxHost.Host), mx.Host)
            .Member(nameof(MxHost.Preference), (long?)mx.Preference)
            .Member(nameof(MxHost.Addresses), mx.Addresses.Select(address => address.ToString()).ToReadableList())
            .Text(nameof(MxHost.Provider), mx.Provider)
            .Member(nameof(MxHost.IsCovered), mx.IsCovered)
            .Text(nameof(MxHost.CoveredBy), mx.CoveredBy)
            .Member(nameof(MxHost.StartTls), mx.StartTls.ToString())
            .Text(nameof(MxHost.TlsVersion), mx.TlsVersion)
            .Member(nameof(MxHost.Problem), mx.Problem)
            .Member(nameof(MxHost.IsMissing), mx.IsMissing)
            .Member(nameof(MxHost.IsLeftOut), mx.IsLeftOut);
        WriteObject(json, nameof(MxHost.Certificate), mx.Certificate, WriteCertificate);
    }

    private static void WriteCertificate(StrictJsonWriter json, CertificateInfo certificate) =>
        json.Member(nameof(CertificateInfo.Host), certificate.Host)
            .Member(nameof(CertificateInfo.Subject), certificate.Subject)
            .Member(nameof(CertificateInfo.Issuer), certificate.Issuer)
            .Member(nameof(CertificateInfo.DnsNames), certificate.DnsNames)
            .Time(nameof(CertificateInfo.NotBefore), certificate.NotBefore)
            .Time(nameof(CertificateInfo.NotAfter), certificate.NotAfter)
            .Member(nameof(CertificateInfo.Fingerprint), certificate.Fingerprint)
            .Member(nameof(CertificateInfo.SerialNumber), certificate.SerialNumber)
            .Member(nameof(CertificateInfo.SentChain), certificate.SentChain)
            .Member(nameof(CertificateInfo.Problems), certificate.Problems.Select(problem => problem.ToString()).ToReadableList())
            .Member(nameof(CertificateInfo.Explanation), certificate.Explanation);

    private static void WriteFinding(StrictJsonWriter json, Finding finding) =>
        json.Member(nameof(Finding.Id), finding.Id)
            .Member(nameof(Finding.Severity), finding.Severity.ToString())
            .Member(nameof(Finding.Line), (long?)finding.Line)
            .Member(nameof(Finding.Column), (long?)finding.Column)
            .Member(nameof(Finding.Message), finding.Message)
            .Member(nameof(Finding.SenderEffect), finding.SenderEffect)
            .Member(nameof(Finding.Fix), finding.Fix)
            .Member(nameof(Finding.Rule), finding.Rule)
            .Member(nameof(Finding.Reference), finding.Reference)
            .Member(nameof(Finding.Unlisted), (long?)finding.Unlisted);

    /// <summary>A member with an object; omitted when there is none.</summary>
    private static void WriteObject<T>(StrictJsonWriter json, string name, T? value, Action<StrictJsonWriter, T> write)
        where T : class
    {
        if (value is null) return;
        json.BeginObject(name);
        write(json, value);
        json.EndObject();
    }

    private static void WriteList<T>(StrictJsonWriter json, string name, IReadOnlyCollection<T> items, Action<StrictJsonWriter, T> write)
    {
        if (items.Count == 0) return;
        json.BeginArray(name);
        foreach (var item in items)
        {
            json.BeginObject();
            write(json, item);
            json.EndObject();
        }

        json.EndArray();
    }

    /// <summary>A member with a string that may be empty; omitted when it is null.</summary>
    private static StrictJsonWriter Text(this StrictJsonWriter json, string name, string? text) => text is null ? json : json.Name(name).Value(text);

    /// <summary>A member with a time, to the last digit; omitted when there is none.</summary>
    private static StrictJsonWriter Time(this StrictJsonWriter json, string name, DateTime? utc) => json.Member(name, IsoTime.Of(utc));
}
