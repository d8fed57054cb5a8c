using System;

namespace MtaSts.Dns.Wire;

/// <summary>Names of the response codes (IANA DNS parameters).</summary>
internal static class ResponseCode
{
    public const int NoError = 0;
    public const int FormErr = 1;
    public const int ServFail = 2;
    public const int NxDomain = 3;
    public const int NotImp = 4;
    public const int Refused = 5;
    public const int BadVers = 16;

    public static string Name(int code) => code switch
    {
        NoError => "NOERROR",
        FormErr => "FORMERR",
        ServFail => "SERVFAIL",
        NxDomain => "NXDOMAIN",
        NotImp => "NOTIMP",
        Refused => "REFUSED",
        6 => "YXDOMAIN",
        7 => "YXRRSET",
        8 => "NXRRSET",
        9 => "NOTAUTH",
        10 => "NOTZONE",
        BadVers => "BADVERS",
        23 => "BADCOOKIE",
        _ => FormattableString.Invariant($"RCODE {code}"),
    };
}
