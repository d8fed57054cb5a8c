using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using MtaSts.Text;

namespace MtaSts.Policies;

/// <summary>Collects the fields of one policy: the first of several duplicates counts, except for <c>mx</c> (RFC 8461 §3.2).</summary>
/// <param name="findings">Receives the findings.</param>
internal sealed class PolicyFields(FindingList findings)
{
    private const string MaxAgeRule = "sts-policy-max-age-value";
    private const int MostMisnamed = 100;

    private readonly List<string> _mx = [];
    private readonly List<MxPattern> _patterns = [];
    private readonly List<(PolicyLine Line, string Meant)> _misnamed = [];
    private string? _version;
    private string? _mode;
    private string? _maxAge;
    private PolicyMode? _knownMode;
    private long? _seconds;
    private PolicyLine? _zero;
    private int _lastLine = 1;

    /// <summary>Adds the field of one line.</summary>
    public void Add(PolicyLine line)
    {
        _lastLine = line.Number;
        switch (line.Key)
        {
            case "version":
                if (IsFirst(line, ref _version, "Policy.Version", "sts-policy-version")) ReadVersion(line);
                break;
            case "mode":
                if (IsFirst(line, ref _mode, "Policy.Mode", "sts-policy-mode")) ReadMode(line);
                break;
            case "max_age":
                if (IsFirst(line, ref _maxAge, "Policy.MaxAge", "sts-policy-max-age")) ReadMaxAge(line);
                break;
            case "mx":
                ReadMx(line);
                break;
            default:
                if (UnknownKey.Meant(line.Key) is { } meant && line.Value.Length > 0 && _misnamed.Count < MostMisnamed) _misnamed.Add((line, meant));
                else UnknownKey.Check(line, findings);
                break;
        }
    }

    /// <summary>Checks that nothing is missing, and creates the policy.</summary>
    public Policy ToPolicy(string text)
    {
        var isPolicy = !findings.HasErrors || _version is not null || _mode is not null || _misnamed.Count > 1;
        TakeMisnamed();
        if (isPolicy) CheckRequired();
        if (_zero is { } zero)
        {
            findings.Warning(
                "Policy.MaxAge", zero.Number, zero.ValueColumn, MaxAgeRule, "max_age is 0.",
                "The policy expires as soon as it is fetched: no sender remembers it, so an attacker only needs to block one fetch.",
                $"Write 'max_age: {UsualMaxAge}'.");
        }

        return new Policy
        {
            IsValid = !findings.HasErrors,
            Version = _version,
            Mode = _knownMode,
            MaxAge = _seconds,
            Mx = _mx.ToReadableList(),
            Patterns = _patterns,
            Text = text,
            Findings = findings.ToReadableList(),
        };
    }

    private string UsualMaxAge => PolicyBuilder.DefaultMaxAge(_knownMode ?? PolicyMode.Testing).ToString(CultureInfo.InvariantCulture);

    /// <summary>A line with a misspelled key stands for the key where the policy lacks it; its value is read too, to show what was meant.</summary>
    private void TakeMisnamed()
    {
        var hasMx = _mx.Count > 0;
        foreach (var (line, meant) in _misnamed)
        {
            switch (meant)
            {
                case "version" when _version is null:
                    UnknownKey.InPlaceOf(meant, "Policy.Version", "sts-policy-version", line, findings);
                    _version = line.Value;
                    ReadVersion(line);
                    break;
                case "mode" when _mode is null:
                    UnknownKey.InPlaceOf(meant, "Policy.Mode", "sts-policy-mode", line, findings);
                    _mode = line.Value;
                    ReadMode(line);
                    break;
                case "max_age" when _maxAge is null:
                    UnknownKey.InPlaceOf(meant, "Policy.MaxAge", "sts-policy-max-age", line, findings);
                    _maxAge = line.Value;
                    ReadMaxAge(line);
                    break;
                case "mx" when !hasMx:
                    UnknownKey.InPlaceOf(meant, "Policy.Mx", "sts-policy-mx", line, findings);
                    ReadMx(line);
                    break;
                default:
                    UnknownKey.Check(line, findings);
                    break;
            }
        }
    }

    private bool IsFirst(PolicyLine line, ref string? value, string id, string rule)
    {
        if (value is null)
        {
            value = line.Value;
            return true;
        }

        findings.Warning(id, line.Number, line.KeyColumn, rule, $"'{line.Key}' appears more than once; '{SafeText.Excerpt(value)}' counts.",
            "Senders use the first and ignore the rest.", $"Keep one '{line.Key}'.");
        return false;
    }

    private void ReadVersion(PolicyLine line)
    {
        if (_version == "STSv1") return;
        findings.Error("Policy.Version", line.Number, line.ValueColumn, "sts-policy-version-value", $"The version is '{SafeText.Excerpt(_version)}'.",
            PolicyParser.Rejected, "Write 'version: STSv1', in exactly this case.");
    }

    private void ReadMode(PolicyLine line)
    {
        _knownMode = _mode switch { "none" => PolicyMode.None, "testing" => PolicyMode.Testing, "enforce" => PolicyMode.Enforce, _ => null };
        if (_knownMode is not null) return;
        findings.Error("Policy.Mode", line.Number, line.ValueColumn, "sts-policy-mode-value", $"The mode is '{SafeText.Excerpt(_mode)}'.",
            PolicyParser.Rejected, "Write 'mode: testing', 'mode: enforce' or 'mode: none', in lower case.");
    }

    private void ReadMaxAge(PolicyLine line)
    {
        var value = _maxAge!;
        if (value.Length is 0 or > 10 || value.Any(c => c is < '0' or > '9'))
        {
            findings.Error(
                "Policy.MaxAge", line.Number, line.ValueColumn, MaxAgeRule, $"max_age is '{SafeText.Excerpt(value)}', not 1 to 10 digits.",
                PolicyParser.Rejected, "Write a number of seconds, for example 'max_age: 604800' for one week.");
            return;
        }

        _seconds = long.Parse(value, NumberStyles.None, CultureInfo.InvariantCulture);
        if (_seconds > PolicyWriter.LargestMaxAge)
        {
            findings.Error(
                "Policy.MaxAge", line.Number, line.ValueColumn, MaxAgeRule,
                $"max_age is {value} seconds; the largest allowed value is {PolicyWriter.LargestMaxAge}.",
                "Senders differ: some use the largest allowed value, others reject the policy.", "Write at most 'max_age: 31557600' (one year).");
        }
        else if (_seconds == 0)
        {
            _zero = line; // what to write instead depends on the mode, which may follow
        }
    }

    private void ReadMx(PolicyLine line)
    {
        var value = line.Value;
        if (!MxPattern.TryParse(value, out var pattern, out var problem))
        {
            findings.Error("Policy.Mx", line.Number, line.ValueColumn, "sts-policy-mx-value", $"mx '{SafeText.Excerpt(value)}': {problem}.",
                PolicyParser.Rejected, MeantPattern.Lines(value) is { } meant
                    ? $"Write {meant}."
                    : "Write one host name, or '*.' and a domain, per line, as the domain's MX records need.");
        }
        else if (_patterns.Any(p => p.IsWildcard == pattern.IsWildcard && p.Name == pattern.Name))
        {
            findings.Warning(
                "Policy.Hygiene", line.Number, line.KeyColumn, "sts-policy-mx", $"mx '{value}' appears more than once.", "Nothing changes for senders.",
                "Keep one of the lines.");
            return;
        }
        else
        {
            if (AddressText.IsAddress(value))
            {
                findings.Warning("Policy.Mx", line.Number, line.ValueColumn, "sts-policy-mx-value", $"mx '{value}' is an IP address.",
                    "It matches no MX record: an MX record always contains a host name.", "Write the host name of the MX record.");
            }

            _patterns.Add(pattern);
        }

        _mx.Add(value);
    }

    private void CheckRequired()
    {
        if (_version is null) Missing("Policy.Version", "sts-policy-version", "version", "version: STSv1");
        if (_mode is null) Missing("Policy.Mode", "sts-policy-mode", "mode", "mode: testing");
        if (_maxAge is null) Missing("Policy.MaxAge", "sts-policy-max-age", "max_age", "max_age: " + UsualMaxAge);
        if (_mx.Count == 0 && _knownMode != PolicyMode.None) Missing("Policy.Mx", "sts-policy-mx", "mx", null);
    }

    private void Missing(string id, string rule, string key, string? example) =>
        findings.Error(
            id, _lastLine, 1, rule, $"'{key}' is missing.", PolicyParser.Rejected,
            example is null ? $"Add one '{key}' line for each MX host of the domain." : $"Add a line such as '{example}'.");
}
