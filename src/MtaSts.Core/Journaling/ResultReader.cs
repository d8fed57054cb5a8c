using System.IO;
using System.Linq;
using System.Net;
using MtaSts.Checks;
using MtaSts.Text;
using MtaSts.TlsRpt;

namespace MtaSts.Journaling;

/// <summary>Reads what <see cref="ResultWriter"/> writes: the same result, in the same types.</summary>
internal static class ResultReader
{
    /// <summary>Reads the JSON object of a line.</summary>
    /// <exception cref="JournalException">It has no result that can be read.</exception>
    public static TestResult Read(Stream stream)
    {
        try
        {
            using var reader = new FieldReader(stream);
            TestResult? result = null;
            reader.Enter();
            while (reader.Next() is { } name)
            {
                if (name == JournalNames.Result) result = ReadResult(reader);
                else reader.Skip();
            }

            return result ?? throw new JournalException("A line contains no result.");
        }
        catch (ReportFaultException fault)
        {
            throw new JournalException("A line is not valid JSON.", innerException: fault);
        }
    }

    private static TestResult ReadResult(FieldReader reader)
    {
        var f = new Fields(reader);
        TestStatus status = default;
        SenderAction action = default;
        PolicyMode? mode = null;
        UnknownCause? cause = null;
        var checks = ReadableList<Check>.Empty;
        PublishedRecord? record = null;
        PublishedPolicy? policy = null;
        PublishedTlsRptRecord? tlsRpt = null;
        var mx = ReadableList<MxHost>.Empty;
        reader.Enter();
        while (reader.Next() is { } name)
        {
            switch (name)
            {
                case nameof(TestResult.Status): status = reader.Name<TestStatus>(); break;
                case nameof(TestResult.SenderAction): action = reader.Name<SenderAction>(); break;
                case nameof(TestResult.Mode): mode = reader.Name<PolicyMode>(); break;
                case nameof(TestResult.UnknownCause): cause = reader.Name<UnknownCause>(); break;
                case nameof(TestResult.Checks): checks = reader.List(ReadCheck); break;
                case nameof(TestResult.Record): record = ReadRecord(reader); break;
                case nameof(TestResult.Policy): policy = ReadPublishedPolicy(reader); break;
                case nameof(TestResult.TlsRpt): tlsRpt = ReadTlsRpt(reader); break;
                case nameof(TestResult.Mx): mx = reader.List(ReadMx); break;
                default: f.Take(name); break;
            }
        }

        return new TestResult
        {
            DomainName = f.Required(nameof(TestResult.DomainName)),
            Status = status,
            SenderAction = action,
            Mode = mode,
            PolicyId = f.TextOrNull(nameof(TestResult.PolicyId)),
            MaxAge = f.NumberOrNull(nameof(TestResult.MaxAge)),
            Provider = f.Text(nameof(TestResult.Provider)),
            MxHosts = f.Texts(nameof(TestResult.MxHosts)),
            MxCovered = f.FlagOrNull(nameof(TestResult.MxCovered)),
            PolicyHostCertificateExpires = f.TimeOrNull(nameof(TestResult.PolicyHostCertificateExpires)),
            TlsRptRua = f.RawTexts(nameof(TestResult.TlsRptRua)),
            Problems = f.Texts(nameof(TestResult.Problems)),
            Advice = f.Text(nameof(TestResult.Advice)),
            UnknownCause = cause,
            Tested = f.Time(nameof(TestResult.Tested)),
            Duration = f.Span(nameof(TestResult.Duration)),
            Checks = checks,
            Record = record,
            Policy = policy,
            Mx = mx,
            TlsRpt = tlsRpt,
        };
    }

    private static Check ReadCheck(FieldReader reader)
    {
        var f = new Fields(reader);
        CheckStatus status = default;
        reader.Enter();
        while (reader.Next() is { } name)
        {
            if (name == nameof(Check.Status)) status = reader.Name<CheckStatus>();
            else f.Take(name);
        }

        var id = f.Required(nameof(Check.Id));
        var definition = CheckCatalogue.Find(id);
        return new Check
        {
            Id = definition?.Id ?? id,
            Title = f.TextOrNull(nameof(Check.Title)) ?? definition?.Title ?? "",
            Status = status,
            Detail = f.Text(nameof(Check.Detail)),
            Fix = f.Text(nameof(Check.Fix)),
            Reference = f.TextOrNull(nameof(Check.Reference)) ?? definition?.Reference ?? "",
            TlsRptResult = f.Text(nameof(Check.TlsRptResult)),
        };
    }

    private static PublishedRecord ReadRecord(FieldReader reader)
    {
        var f = new Fields(reader);
        RecordStatus status = default;
        StsRecord? parsed = null;
        reader.Enter();
        while (reader.Next() is { } name)
        {
            if (name == nameof(PublishedRecord.Status)) status = reader.Name<RecordStatus>();
            else if (name == nameof(PublishedRecord.Record)) parsed = ReadStsRecord(reader);
            else f.Take(name);
        }

        return new PublishedRecord
        {
            DomainName = f.Required(nameof(PublishedRecord.DomainName)),
            Name = f.Required(nameof(PublishedRecord.Name)),
            Status = status,
            Text = f.Raw(nameof(PublishedRecord.Text)) ?? "",
            TTL = f.Int32OrNull(nameof(PublishedRecord.TTL)),
            NegativeTimeToLive = f.Int32OrNull(nameof(PublishedRecord.NegativeTimeToLive)),
            CnameChain = f.RawTexts(nameof(PublishedRecord.CnameChain)),
            IsAuthenticated = f.Flag(nameof(PublishedRecord.IsAuthenticated)),
            Problem = f.Text(nameof(PublishedRecord.Problem)),
            Record = parsed,
        };
    }

    private static StsRecord ReadStsRecord(FieldReader reader)
    {
        var f = new Fields(reader);
        var findings = ReadableList<Finding>.Empty;
        reader.Enter();
        while (reader.Next() is { } name)
        {
            if (name == nameof(StsRecord.Findings)) findings = reader.List(ReadFinding);
            else f.Take(name);
        }

        return new StsRecord
        {
            IsValid = f.Flag(nameof(StsRecord.IsValid)),
            Version = f.Raw(nameof(StsRecord.Version)),
            Id = f.Raw(nameof(StsRecord.Id)),
            Text = f.Raw(nameof(StsRecord.Text)) ?? "",
            Findings = findings,
        };
    }

    private static PublishedTlsRptRecord ReadTlsRpt(FieldReader reader)
    {
        var f = new Fields(reader);
        RecordStatus status = default;
        TlsRptRecord? parsed = null;
        reader.Enter();
        while (reader.Next() is { } name)
        {
            if (name == nameof(PublishedTlsRptRecord.Status)) status = reader.Name<RecordStatus>();
            else if (name == nameof(PublishedTlsRptRecord.Record)) parsed = ReadTlsRptRecord(reader);
            else f.Take(name);
        }

        return new PublishedTlsRptRecord
        {
            DomainName = f.Required(nameof(PublishedTlsRptRecord.DomainName)),
            Name = f.Required(nameof(PublishedTlsRptRecord.Name)),
            Status = status,
            Text = f.Raw(nameof(PublishedTlsRptRecord.Text)) ?? "",
            TTL = f.Int32OrNull(nameof(PublishedTlsRptRecord.TTL)),
            NegativeTimeToLive = f.Int32OrNull(nameof(PublishedTlsRptRecord.NegativeTimeToLive)),
            CnameChain = f.RawTexts(nameof(PublishedTlsRptRecord.CnameChain)),
            IsAuthenticated = f.Flag(nameof(PublishedTlsRptRecord.IsAuthenticated)),
            Problem = f.Text(nameof(PublishedTlsRptRecord.Problem)),
            Record = parsed,
        };
    }

    private static TlsRptRecord ReadTlsRptRecord(FieldReader reader)
    {
        var f = new Fields(reader);
        var findings = ReadableList<Finding>.Empty;
        reader.Enter();
        while (reader.Next() is { } name)
        {
            if (name == nameof(TlsRptRecord.Findings)) findings = reader.List(ReadFinding);
            else f.Take(name);
        }

        return new TlsRptRecord
        {
            IsValid = f.Flag(nameof(TlsRptRecord.IsValid)),
            Version = f.Raw(nameof(TlsRptRecord.Version)),
            Rua = f.RawTexts(nameof(TlsRptRecord.Rua)),
            Text = f.Raw(nameof(TlsRptRecord.Text)) ?? "",
            Findings = findings,
        };
    }

    private static PublishedPolicy ReadPublishedPolicy(FieldReader reader)
    {
        var f = new Fields(reader);
        CertificateInfo? certificate = null;
        Policy? parsed = null;
        reader.Enter();
        while (reader.Next() is { } name)
        {
            if (name == nameof(PublishedPolicy.Certificate)) certificate = ReadCertificate(reader);
            else if (name == nameof(PublishedPolicy.Policy)) parsed = ReadPolicy(reader);
            else f.Take(name);
        }

        return new PublishedPolicy
        {
            DomainName = f.Text(nameof(PublishedPolicy.DomainName)),
            IsValid = f.Flag(nameof(PublishedPolicy.IsValid)),
            Problem = f.Text(nameof(PublishedPolicy.Problem)),
            HostedBy = f.Text(nameof(PublishedPolicy.HostedBy)),
            Cause = f.Text(nameof(PublishedPolicy.Cause)),
            Fix = f.Text(nameof(PublishedPolicy.Fix)),
            Url = f.Text(nameof(PublishedPolicy.Url)),
            Cnames = f.RawTexts(nameof(PublishedPolicy.Cnames)),
            Addresses = f.Texts(nameof(PublishedPolicy.Addresses)),
            StatusLine = f.TextOrNull(nameof(PublishedPolicy.StatusLine)),
            Server = f.TextOrNull(nameof(PublishedPolicy.Server)),
            Location = f.TextOrNull(nameof(PublishedPolicy.Location)),
            ContentType = f.TextOrNull(nameof(PublishedPolicy.ContentType)),
            ContentEncoding = f.TextOrNull(nameof(PublishedPolicy.ContentEncoding)),
            CacheControl = f.TextOrNull(nameof(PublishedPolicy.CacheControl)),
            RetryAfter = f.TextOrNull(nameof(PublishedPolicy.RetryAfter)),
            Headers = f.Texts(nameof(PublishedPolicy.Headers)),
            PageText = f.Text(nameof(PublishedPolicy.PageText)),
            HttpStatus = f.Int32OrNull(nameof(PublishedPolicy.HttpStatus)),
            MediaType = f.TextOrNull(nameof(PublishedPolicy.MediaType)),
            Size = f.Int32OrNull(nameof(PublishedPolicy.Size)),
            TlsVersion = f.TextOrNull(nameof(PublishedPolicy.TlsVersion)),
            Address = f.TextOrNull(nameof(PublishedPolicy.Address)),
            Duration = f.Span(nameof(PublishedPolicy.Duration)),
            Certificate = certificate,
            Policy = parsed,
        };
    }

    private static Policy ReadPolicy(FieldReader reader)
    {
        var f = new Fields(reader);
        PolicyMode? mode = null;
        var findings = ReadableList<Finding>.Empty;
        reader.Enter();
        while (reader.Next() is { } name)
        {
            if (name == nameof(Policy.Mode)) mode = reader.Name<PolicyMode>();
            else if (name == nameof(Policy.Findings)) findings = reader.List(ReadFinding);
            else f.Take(name);
        }

        var mx = f.RawTexts(nameof(Policy.Mx));
        return new Policy
        {
            IsValid = f.Flag(nameof(Policy.IsValid)),
            Version = f.Raw(nameof(Policy.Version)),
            Mode = mode,
            MaxAge = f.NumberOrNull(nameof(Policy.MaxAge)),
            Mx = mx,
            Findings = findings,
            Text = f.Raw(nameof(Policy.Text)) ?? "",
            PolicyDomain = f.TextOrNull(nameof(Policy.PolicyDomain)),
            Patterns = [.. mx.Select(text => MxPattern.TryParse(text, out var pattern, out _) ? pattern : null).OfType<MxPattern>()],
        };
    }

    private static MxHost ReadMx(FieldReader reader)
    {
        var f = new Fields(reader);
        StartTlsState startTls = default;
        CertificateInfo? certificate = null;
        reader.Enter();
        while (reader.Next() is { } name)
        {
            if (name == nameof(MxHost.StartTls)) startTls = reader.Name<StartTlsState>();
            else if (name == nameof(MxHost.Certificate)) certificate = ReadCertificate(reader);
            else f.Take(name);
        }

        return new MxHost
        {
            DomainName = f.Required(nameof(MxHost.DomainName)),
            Host = f.Text(nameof(MxHost.Host)),
            Preference = f.Int32OrNull(nameof(MxHost.Preference)) ?? 0,
            Addresses = f.Texts(nameof(MxHost.Addresses)).Select(text => IPAddress.TryParse(text, out var address) ? address : null).OfType<IPAddress>()
                .ToReadableList(),
            Provider = f.TextOrNull(nameof(MxHost.Provider)),
            IsCovered = f.FlagOrNull(nameof(MxHost.IsCovered)),
            CoveredBy = f.TextOrNull(nameof(MxHost.CoveredBy)),
            StartTls = startTls,
            TlsVersion = f.TextOrNull(nameof(MxHost.TlsVersion)),
            Problem = f.Text(nameof(MxHost.Problem)),
            IsMissing = f.Flag(nameof(MxHost.IsMissing)),
            IsLeftOut = f.Flag(nameof(MxHost.IsLeftOut)),
            Certificate = certificate,
        };
    }

    private static CertificateInfo ReadCertificate(FieldReader reader)
    {
        var f = new Fields(reader);
        var problems = ReadableList<CertificateProblem>.Empty;
        reader.Enter();
        while (reader.Next() is { } name)
        {
            if (name == nameof(CertificateInfo.Problems)) problems = reader.List(static item => item.Name<CertificateProblem>());
            else f.Take(name);
        }

        return new CertificateInfo
        {
            Host = f.Text(nameof(CertificateInfo.Host)),
            Subject = f.Text(nameof(CertificateInfo.Subject)),
            Issuer = f.Text(nameof(CertificateInfo.Issuer)),
            DnsNames = f.RawTexts(nameof(CertificateInfo.DnsNames)),
            NotBefore = f.Time(nameof(CertificateInfo.NotBefore)),
            NotAfter = f.Time(nameof(CertificateInfo.NotAfter)),
            Fingerprint = f.Text(nameof(CertificateInfo.Fingerprint)),
            SerialNumber = f.Text(nameof(CertificateInfo.SerialNumber)),
            SentChain = f.RawTexts(nameof(CertificateInfo.SentChain)),
            Problems = problems,
            Explanation = f.Text(nameof(CertificateInfo.Explanation)),
        };
    }

    private static Finding ReadFinding(FieldReader reader)
    {
        var f = new Fields(reader);
        FindingSeverity severity = default;
        reader.Enter();
        while (reader.Next() is { } name)
        {
            if (name == nameof(Finding.Severity)) severity = reader.Name<FindingSeverity>();
            else f.Take(name);
        }

        return new Finding
        {
            Id = f.Required(nameof(Finding.Id)),
            Severity = severity,
            Line = f.Int32OrNull(nameof(Finding.Line)) ?? 1,
            Column = f.Int32OrNull(nameof(Finding.Column)) ?? 1,
            Message = f.Text(nameof(Finding.Message)),
            SenderEffect = f.Text(nameof(Finding.SenderEffect)),
            Fix = f.Text(nameof(Finding.Fix)),
            Rule = f.Text(nameof(Finding.Rule)),
            Reference = f.Text(nameof(Finding.Reference)),
            Unlisted = f.Int32OrNull(nameof(Finding.Unlisted)) ?? 0,
        };
    }
}
