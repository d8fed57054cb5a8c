using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using MtaSts.Checks;
using MtaSts.PowerShell.Input;
using MtaSts.PowerShell.Output;
using MtaSts.PowerShell.Parameters;
using MtaSts.Scanning;
using MtaSts.Text;

namespace MtaSts.PowerShell.Commands;

/// <summary>Tests a domain's whole MTA-STS and TLS-RPT deployment.</summary>
[Cmdlet(VerbsDiagnostic.Test, "MtaSts", DefaultParameterSetName = PublishedSet)]
[OutputType(typeof(TestResult), typeof(TestResultRow), typeof(bool))]
public sealed class TestMtaStsCommand : LiveCommand<TestResult>
{
    private const string PublishedSet = "Published";
    private const string PolicySet = "Policy";
    private const string PolicyPathSet = "PolicyPath";

    private Policy? _policy;
    private Dictionary<string, EarlierResult> _earlier = [];
    private bool _isDomainNamed;
    private bool _isPolicyNamed;

    /// <inheritdoc/>
    [Parameter(ParameterSetName = PublishedSet, Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Parameter(ParameterSetName = PolicySet, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Parameter(ParameterSetName = PolicyPathSet, Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Domain", "Name", "Id")]
    [DomainNameTransformation]
    [ArgumentCompleter(typeof(DomainNameCompleter))]
#pragma warning disable CA1819 // Parameters are arrays
    public override string?[]? DomainName { get; set; }
#pragma warning restore CA1819

    /// <summary>A policy that is not published yet, to be tested against the live MX hosts. Policies of New-MtaStsPolicy can be piped in.</summary>
    [Parameter(ParameterSetName = PolicySet, Mandatory = true, ValueFromPipeline = true)]
    [ValidateNotNull]
    public PSObject? Policy { get; set; }

    /// <summary>A file with a policy that is not published yet.</summary>
    [Parameter(ParameterSetName = PolicyPathSet, Mandatory = true)]
    [ValidateNotNullOrEmpty]
    public string PolicyPath { get; set; } = "";

    /// <summary>Skip STARTTLS of the MX hosts, for networks where port 25 is closed.</summary>
    [Parameter]
    public SwitchParameter SkipStartTls { get; set; }

    /// <summary>Warn when a certificate ends in fewer days than this.</summary>
    [Parameter]
    [ValidateRange(0, 365)]
    public int WarnDays { get; set; } = TestOptions.DefaultWarnDays;

#pragma warning disable CA1819 // Parameters are arrays
    /// <summary>Earlier results, to report what has changed: from a variable, Import-Clixml, ConvertFrom-Json or Import-Csv.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public PSObject[] Reference { get; set; } = [];
#pragma warning restore CA1819

    /// <summary>Return one row per check that needs attention, and one for a domain without any, for Export-Csv.</summary>
    [Parameter]
    public SwitchParameter Flatten { get; set; }

    /// <summary>Return the checks that need attention alone, as rows with their domain.</summary>
    [Parameter]
    public SwitchParameter ProblemsOnly { get; set; }

    /// <summary>Return only True (Pass or Warning) or False.</summary>
    [Parameter]
    public SwitchParameter Quiet { get; set; }

    /// <inheritdoc/>
    protected override string Activity => "Testing MTA-STS";

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        if (Quiet && (Flatten || ProblemsOnly)) ThrowTerminatingError(ErrorRecords.QuietRows());
        _isDomainNamed = MyInvocation.BoundParameters.ContainsKey(nameof(DomainName));
        _isPolicyNamed = MyInvocation.BoundParameters.ContainsKey(nameof(Policy));
        if (_isPolicyNamed) _policy = Required(PolicyInput.Read(this, Policy!));
        else if (PolicyPath.Length > 0) _policy = Required(PolicyInput.ReadFile(this, PolicyPath));
        _earlier = ReadReference();
        base.BeginProcessing();
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (!TryReadPipedPolicy(out var piped)) return;
        var policy = piped ?? _policy;
        if (piped is not null && !_isDomainNamed)
        {
            if (piped.PolicyDomain is { } domain) Add(domain, policy);
            else WriteError(ErrorRecords.NoPolicyDomain(piped));
            return;
        }

        // A policy that was made for a domain is tested for it.
        foreach (var input in DomainName is { Length: > 0 } names ? names : [policy?.PolicyDomain ?? ""]) Add(input, policy);
    }

    /// <inheritdoc/>
    private protected override Task<TestResult> RunAsync(NetworkSession session, LiveItem item, CancellationToken cancellationToken) =>
        session.Checker.TestAsync(item.Domain, OptionsFor(item.Domain, (Policy?)item.Tag), cancellationToken);

    /// <inheritdoc/>
    protected override void Write(string domain, TestResult result)
    {
        if (Quiet) WriteObject(result.Status is TestStatus.Pass or TestStatus.Warning);
        else if (!Flatten && !ProblemsOnly) WriteObject(result);
        else WriteObject(TestResultFlattener.Flatten(result).Where(row => !ProblemsOnly || row.CheckStatus is not null), enumerateCollection: true);
    }

    /// <summary>
    /// Any pipeline input may be bound to this parameter. A policy is used as such; anything else is
    /// a domain, unless the command already has the domain.
    /// </summary>
    private bool TryReadPipedPolicy(out Policy? policy)
    {
        policy = null;
        if (_isPolicyNamed || Policy is null) return true;
        if (Policy.BaseObject is not (MtaSts.Policy or FileInfo) && !_isDomainNamed) return true;
        if (Policy.BaseObject is MtaSts.Policy or PublishedPolicy or RolloutStep or FileInfo)
        {
            var read = PolicyInput.Read(this, Policy);
            policy = read.Value;
            if (read.Error is null) return true;
            WriteError(read.Error);
            return false;
        }

        WriteError(ErrorRecords.NotAPolicy(Policy.BaseObject));
        return false;
    }

    private TestOptions OptionsFor(string domain, Policy? policy) => new()
    {
        SkipStartTls = SkipStartTls,
        Servers = Server.ToReadableList(),
        Policy = policy,
        WarnDays = WarnDays,
        Earlier = _earlier.TryGetValue(domain, out var earlier) ? earlier : null,
    };

    private Dictionary<string, EarlierResult> ReadReference()
    {
        var earlier = ReferenceInput.Read(Reference);
        if (earlier.Error is not null) ThrowTerminatingError(earlier.Error);
        return earlier.Value!;
    }

    private Policy? Required(Parsed<Policy> input)
    {
        if (input.Error is not null) ThrowTerminatingError(input.Error);
        return input.Value;
    }
}
