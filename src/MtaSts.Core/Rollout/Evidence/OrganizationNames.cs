using System;
using System.Collections.Generic;

namespace MtaSts.Rollout.Evidence;

/// <summary>The names of organizations as sent, and the senders of reports, each kept once, by number.</summary>
internal sealed class OrganizationNames
{
    /// <summary>Organizations past this number share it.</summary>
    public const int Rest = (1 << 20) - 1;

    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly List<string> _names = [];
    private readonly List<int> _owners = []; // the organization that a sender's reports name

    /// <summary>The number of a name.</summary>
    public int NumberOf(string name) => NumberOf(name, name, -1);

    /// <summary>
    /// The number of a sender: an organization's name and who signed. Reports with one name and different signatures are not of one sender.
    /// </summary>
    /// <param name="organization">The name in the report.</param>
    /// <param name="signer">The domain that signed; empty for none; null when the report did not come by mail.</param>
    public int NumberOf(string organization, string? signer) =>
        signer is null ? NumberOf(organization) : NumberOf(organization + "\u0001" + signer, organization, NumberOf(organization));

    /// <summary>The number of the organization that a sender's reports name.</summary>
    public int OwnerOf(int sender) => sender < _owners.Count && _owners[sender] >= 0 ? _owners[sender] : sender;

    private int NumberOf(string key, string name, int owner)
    {
        if (_numbers.TryGetValue(key, out var number)) return number;
        if (_names.Count >= Rest) return Rest;
        _names.Add(name);
        _owners.Add(owner);
        return _numbers[key] = _names.Count - 1;
    }

    /// <summary>The name of a number.</summary>
    public string NameOf(int number) => number < _names.Count ? _names[number] : "(others)";
}
