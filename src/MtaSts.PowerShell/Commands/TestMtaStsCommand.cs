using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using MtaSts.Checking;
using MtaSts.PowerShell.Common;

namespace MtaSts.PowerShell.Commands;

/// <summary>Tests a domain's whole MTA-STS and TLS-RPT deployment.</summary>
[Cmdlet(VerbsDiagnostic.Test, "MtaSts", DefaultParameterSetName = PublishedSet)]
[OutputType(typeof(TestResult), typeof(bool))]
public sealed class TestMtaStsCommand : LiveCommand<TestResult>
{
    private const string PublishedSet = "Published";
    private const string PolicySet = "Policy";
    private const string PolicyPathSet = "PolicyPath";

    private TestOptions _options = new();

    /// <summary>A policy that is not published yet, to be tested against the live MX hosts.</summary>
    [Parameter(ParameterSetName = PolicySet, Mandatory = true)]
    [ValidateNotNull]
    public PSObject? Policy { get; set; }

    /// <summary>A file with a policy that is not published yet.</summary>
    [Parameter(ParameterSetName = PolicyPathSet, Mandatory = true)]
    [ValidateNotNullOrEmpty]
    public string PolicyPath { get; set; } = "";

    /// <summary>Leave the MX hosts' STARTTLS alone, for networks where port 25 is closed.</summary>
    [Parameter]
    public SwitchParameter SkipStartTls { get; set; }

    /// <summary>Give only True (Pass or Warning) or False.</summary>
    [Parameter]
    public SwitchParameter Quiet { get; set; }

    /// <inheritdoc/>
    protected override string Activity => "Testing MTA-STS";

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        _options = new TestOptions { SkipStartTls = SkipStartTls, Policy = ReadPolicy() };
        base.BeginProcessing();
    }

    /// <inheritdoc/>
    private protected override Task<TestResult> RunAsync(NetworkSession session, string domain, CancellationToken cancellationToken) =>
        session.Checker.TestAsync(domain, _options, cancellationToken);

    /// <inheritdoc/>
    protected override void Write(string domain, TestResult result)
    {
        if (Quiet) WriteObject(result.Status is TestStatus.Pass or TestStatus.Warning);
        else WriteObject(result);
    }

    private Policy? ReadPolicy()
    {
        if (ParameterSetName == PublishedSet) return null;
        var input = ParameterSetName == PolicySet ? PolicyInput.Read(Policy!) : PolicyInput.ReadFile(this, PolicyPath);
        if (input.Error is not null) ThrowTerminatingError(input.Error);
        return input.Value;
    }
}
