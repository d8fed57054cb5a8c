using MtaSts.Text;

namespace MtaSts;

/// <summary>How much a result type matters to the receiving domain.</summary>
public enum TlsResultSeverity : long
{
    /// <summary>The receiving domain need not change anything.</summary>
    Low,

    /// <summary>Mail arrives, but its protection is weaker than it should be.</summary>
    Medium,

    /// <summary>Mail is refused, or will be as soon as the policy says <c>enforce</c>.</summary>
    High,

    /// <summary>There is no TLS at all: under a policy in <c>enforce</c> the host receives no mail, otherwise it receives mail in the clear.</summary>
    Critical,
}

/// <summary>What a result type of a TLS report means and what to do about it (RFC 8460 §4.3).</summary>
public sealed class TlsResultType
{
    internal TlsResultType(string name, TlsResultSeverity severity, string section, string meaning, string[] likelyCauses, string action)
    {
        Name = name;
        Severity = severity;
        Section = section;
        Meaning = meaning;
        LikelyCauses = likelyCauses.ToReadableList();
        Action = action;
    }

    /// <summary>As written in reports, for example <c>certificate-expired</c>.</summary>
    public string Name { get; }

    /// <summary>How much it matters.</summary>
    public TlsResultSeverity Severity { get; }

    /// <summary>What the sender saw.</summary>
    public string Meaning { get; }

    /// <summary>The usual causes, the most frequent first.</summary>
    public ReadableList<string> LikelyCauses { get; }

    /// <summary>What to do, in the order to do it.</summary>
    public string Action { get; }

    /// <summary>Where it is defined, for example <c>RFC 8460 section 4.3.1</c>.</summary>
    public string Section { get; }

    /// <summary>The <see cref="Name"/>.</summary>
    public override string ToString() => Name;
}
