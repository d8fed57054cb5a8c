using MtaSts.Text;

namespace MtaSts;

/// <summary>A JSON member that RFC 8460 does not know, kept as it was sent.</summary>
public sealed class TlsReportMember
{
    /// <summary>Makes a member.</summary>
    /// <param name="parent">The object it stands in, seen from the report, policy or failure detail that keeps it:
    /// empty, <c>date-range</c>, <c>policy</c> or <c>summary</c>.</param>
    /// <param name="name">The member's name.</param>
    /// <param name="json">Its value as JSON text.</param>
    public TlsReportMember(string parent, string name, string json)
    {
        Parent = parent;
        Name = name;
        Json = json;
    }

    /// <summary>
    /// The object it stands in: empty for the report, policy or failure detail itself, else <c>date-range</c>,
    /// <c>policy</c> or <c>summary</c>.
    /// </summary>
    public string Parent { get; }

    /// <summary>The member's name, raw.</summary>
    public string Name { get; }

    /// <summary>Its value as JSON text without white space.</summary>
    public string Json { get; }

    /// <summary><c>name=value</c>, safe to show.</summary>
    public override string ToString() => SafeText.Clean((Parent.Length == 0 ? Name : Parent + "." + Name) + "=" + Json);
}
