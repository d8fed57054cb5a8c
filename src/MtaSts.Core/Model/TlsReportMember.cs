using MtaSts.Text;

namespace MtaSts;

/// <summary>A JSON member that RFC 8460 does not define, kept as it was sent.</summary>
public sealed class TlsReportMember
{
    /// <summary>Creates a member.</summary>
    /// <param name="parent">The object that contains it, seen from the report, policy or failure detail that keeps it:
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
    /// The object that contains it: empty for the report, policy or failure detail itself, otherwise <c>date-range</c>,
    /// <c>policy</c> or <c>summary</c>.
    /// </summary>
    public string Parent { get; }

    /// <summary>The member's name as sent.</summary>
    public string Name { get; }

    /// <summary>Its value as JSON text without white space.</summary>
    public string Json { get; }

    /// <summary><c>name=value</c>, safe to show.</summary>
    public override string ToString() => SafeText.Clean((Parent.Length == 0 ? Name : Parent + "." + Name) + "=" + Json);
}
