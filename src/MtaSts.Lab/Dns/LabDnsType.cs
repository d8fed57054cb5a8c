namespace MtaSts.Lab.Dns;

/// <summary>The DNS types that the lab serves, with their numbers (RFC 1035 §3.2.2, RFC 3596, RFC 6698).</summary>
public enum LabDnsType
{
    A = 1,
    Cname = 5,
    Soa = 6,
    Mx = 15,
    Txt = 16,
    Aaaa = 28,
    Opt = 41,
    Tlsa = 52,
}
