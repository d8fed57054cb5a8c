using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;
using MtaSts.PowerShell.Input;
using MtaSts.PowerShell.Output;
using MtaSts.PowerShell.Parameters;
using MtaSts.Text;
using MtaSts.Watching;

namespace MtaSts.PowerShell.Commands;

/// <summary>Compares results of Test-MtaSts with an accepted baseline, and reports what is new, open, resolved or changed.</summary>
[Cmdlet(VerbsData.Compare, "MtaSts", DefaultParameterSetName = CompareSet, SupportsShouldProcess = true)]
[OutputType(typeof(BaselineChange))]
public sealed class CompareMtaStsCommand : PSCmdlet
{
    private const string CompareSet = "Compare";
    private const string AcceptSet = "Accept";
    private const string RemoveSet = "Remove";
    private const int MostNamed = 5;

    private readonly SortedDictionary<string, int> _notChecked = new(StringComparer.Ordinal);
    private readonly RejectedInputs _rejected = new();
    private string _file = "";
    private BaselineFile? _baseline;
    private WildcardPattern[] _domains = [];
    private WildcardPattern[] _checks = [];
    private int _results;
    private int _selected;
    private int _removed;
    private bool _isRefused;
    private bool _isWhatIf;

    /// <summary>The baseline file.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = "";

#pragma warning disable CA1819 // Parameters are arrays
    /// <summary>Results of Test-MtaSts, of this session or saved.</summary>
    [Parameter(ValueFromPipeline = true, ParameterSetName = CompareSet)]
    [Parameter(ValueFromPipeline = true, ParameterSetName = AcceptSet)]
    [AllowNull]
    [AllowEmptyCollection]
    public PSObject?[]? InputObject { get; set; }

    /// <summary>Accept what is open: it is known from now on, and no longer reported.</summary>
    [Parameter(Mandatory = true, ParameterSetName = AcceptSet)]
    public SwitchParameter Accept { get; set; }

    /// <summary>Accept for these domains only; wildcards are allowed.</summary>
    [Parameter(ParameterSetName = AcceptSet)]
    [Alias("Domain", "Name", "Id")]
    [DomainArgumentTransformation]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(DomainNameCompleter))]
    public string[] DomainName { get; set; } = [];

    /// <summary>Accept these checks only; wildcards are allowed.</summary>
    [Parameter(ParameterSetName = AcceptSet)]
    [Alias("Check")]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(CheckIdCompleter))]
    public string[] CheckId { get; set; } = [];

    /// <summary>Domains to take out of the baseline, with all that was accepted and is open for them.</summary>
    [Parameter(Mandatory = true, ParameterSetName = RemoveSet)]
    [DomainArgumentTransformation]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(DomainNameCompleter))]
    public string[] Remove { get; set; } = [];
#pragma warning restore CA1819

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        GivenDomain.RequireText(this, DomainName);
        _file = FilePaths.ToWrite(this, Path);
        _domains = DomainName.Select(name => WildcardPattern.Get(MeantBy(name), WildcardOptions.IgnoreCase)).ToArray();
        _checks = CheckId.Select(id => WildcardPattern.Get(id, WildcardOptions.IgnoreCase)).ToArray();
        try
        {
            _baseline = BaselineFile.Open(_file);
        }
        catch (BaselineException error)
        {
            ThrowTerminatingError(ErrorRecords.InvalidBaseline(_file, error));
        }
        catch (Exception error) when (IsOfFile(error))
        {
            ThrowTerminatingError(ErrorRecords.FileUnreadable(_file, error));
        }
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (InputObject is null && MyInvocation.ExpectingInput) Compare(null); // a null from the pipeline
        foreach (var input in InputObject ?? [])
        {
            if (input?.BaseObject is object?[] several)
            {
                foreach (var one in several) Compare(one is null ? null : PSObject.AsPSObject(one));
            }
            else
            {
                Compare(input);
            }
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        foreach (var (first, count, reason) in _rejected.Reasons) WriteError(ErrorRecords.NotAResult(first, count, reason));
        var isRemoving = ParameterSetName == RemoveSet;
        if (_baseline!.IsNew && _results == 0)
        {
            if (!_isRefused) WriteError(ErrorRecords.NoBaseline(_file, isRemoving));
            return;
        }

        if (isRemoving) RemoveAll();

        if (!isRemoving)
        {
            foreach (var change in _baseline.Baseline.NotCompared()) Give(change);
            WarnOfNotChecked();
            if (_selected == 0 && _domains.Length + _checks.Length > 0) WriteError(ErrorRecords.NothingToAccept(_file, Selection()));
        }

        if (_results > 0 || _selected > 0 || _removed > 0) Save();
    }

    private void Compare(PSObject? input)
    {
        if (ResultInput.Read(input, out var problem) is not { } result)
        {
            _isRefused = true;
            _rejected.Add(input, problem);
            return;
        }

        SeenDomains.OfProcess.Add(result.DomainName);
        if (_baseline!.Baseline.Compare(result, out var notChecked) is not { } changes)
        {
            WriteWarning(FormattableString.Invariant(
                $"The result for {result.DomainName} from {result.Tested:yyyy-MM-dd HH:mm} UTC is older than one compared before, so it was left out."));
            return;
        }

        _results++;
        if (notChecked.Count > 0) _notChecked[result.DomainName] = notChecked.Count;
        foreach (var change in changes) Give(change);
    }

    private void Give(BaselineChange change) => WriteObject(AcceptIfSelected(change) ? Accepted(change) : change);

    private bool AcceptIfSelected(BaselineChange change)
    {
        if (!Accept || change.State == ChangeState.Resolved) return false;
        if (_domains.Length > 0 && !_domains.Any(pattern => pattern.IsMatch(change.DomainName))) return false;
        if (_checks.Length > 0 && !_checks.Any(pattern => pattern.IsMatch(change.CheckId))) return false;
        _selected++;
        return Allows(change.DomainName, $"Accept {change.CheckId}") && _baseline!.Baseline.Accept(change.DomainName, change.CheckId);
    }

    private void RemoveAll()
    {
        foreach (var name in Remove)
        {
            var domain = MeantBy(name);
            if (GivenDomain.WhyNotText(name) is { } error) WriteError(error);
            else if (!_baseline!.Baseline.Contains(domain)) WriteError(ErrorRecords.NotInBaseline(name, _file));
            else if (Allows(domain, "Remove the domain from the baseline") && _baseline.Baseline.Remove(domain)) _removed++;
        }
    }

    private bool Allows(string target, string action)
    {
        var isAllowed = ShouldProcess($"{action}: {target}", $"{action}: {target}?", "Compare-MtaSts", out var reason);
        _isWhatIf |= reason == ShouldProcessReason.WhatIf;
        return isAllowed;
    }

    /// <summary>What was seen is recorded even when nothing was accepted; only -WhatIf leaves the file alone.</summary>
    private void Save()
    {
        if (_isWhatIf) return;
        if (ParameterSetName == CompareSet && !ShouldProcess(_file, "Record what is open")) return;
        try
        {
            _baseline!.Save();
        }
        catch (Exception error) when (IsOfFile(error))
        {
            ThrowTerminatingError(ErrorRecords.BaselineNotWritten(_file, error));
        }
    }

    private void WarnOfNotChecked()
    {
        if (_notChecked.Count == 0) return;
        var named = ShortList.Join(_notChecked.Select(entry => FormattableString.Invariant($"{entry.Key} ({entry.Value})")), MostNamed);
        WriteWarning($"Checks were Unknown for {named}. They neither open nor resolve a fault.");
    }

    private string Selection()
    {
        var parts = new List<string>(2);
        if (DomainName.Length > 0) parts.Add("-DomainName " + SafeText.Excerpt(string.Join(", ", DomainName), 100));
        if (CheckId.Length > 0) parts.Add("-CheckId " + SafeText.Excerpt(string.Join(", ", CheckId), 100));
        return parts.Count == 0 ? "" : $" with {string.Join(" and ", parts)}";
    }

    /// <summary>A name with umlauts is looked for in A-label form; a pattern as it stands.</summary>
    private static string MeantBy(string name) => Text.DomainName.TryParse(name, out var domain, out _) ? domain : name;

    private static bool IsOfFile(Exception error) =>
        error is IOException or UnauthorizedAccessException or NotSupportedException or System.Security.SecurityException;

    private static BaselineChange Accepted(BaselineChange change) => new()
    {
        DomainName = change.DomainName,
        State = change.State,
        Severity = change.Severity,
        CheckId = change.CheckId,
        Since = change.Since,
        LastSeen = change.LastSeen,
        IsNew = change.IsNew,
        IsConfirmed = change.IsConfirmed,
        IsAccepted = true,
        Detail = change.Detail,
        Fix = change.Fix,
    };
}
