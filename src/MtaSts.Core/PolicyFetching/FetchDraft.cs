using System;
using System.Net;
using MtaSts.Dns;
using MtaSts.Net.Transport;

namespace MtaSts.PolicyFetching;

/// <summary>A fetch in progress: each step stores here what it saw.</summary>
internal sealed class FetchDraft
{
    public AddressLookup? Lookup { get; init; }

    public Uri? Proxy { get; init; }

    public IPAddress? Address { get; set; }

    public TcpFailure TcpFailure { get; set; }

    public TlsFailure TlsFailure { get; set; }

    public string? TlsVersion { get; set; }

    public CertificateInfo? Certificate { get; set; }

    public HttpAnswer? Answer { get; set; }

    /// <summary>True when the exchange ended in its own TLS handshake, through a proxy.</summary>
    public bool HasFailedHandshake { get; set; }

    public FetchFailure Failure { get; private set; }

    public string Error { get; private set; } = "";

    public FetchDraft Fail(FetchFailure failure, string error)
    {
        Failure = failure;
        Error = error;
        return this;
    }

    public PolicyFetch Finish(string host, Uri url, TimeSpan elapsed)
    {
        var type = MediaTypeHeader.Read(Answer?.ContentType);
        return new PolicyFetch
        {
            Host = host,
            Url = url,
            Failure = Failure,
            TcpFailure = TcpFailure,
            TlsFailure = TlsFailure,
            Error = Error,
            Lookup = Lookup,
            Address = Address,
            Proxy = Proxy,
            TlsVersion = TlsVersion,
            Certificate = Certificate,
            StatusLine = Answer?.StatusLine,
            Status = Answer?.Status,
            Headers = Answer?.Headers ?? HttpHeaders.None,
            MediaType = type.MediaType,
            Charset = type.Charset,
            ContentEncoding = Answer?.ContentEncoding,
            Location = Answer?.Location,
            Body = Answer?.Body,
            IsTooLarge = Answer?.IsTooLarge ?? false,
            Elapsed = elapsed,
        };
    }
}
