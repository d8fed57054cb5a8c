#requires -Version 5.1
#requires -Modules MtaSts, Az.Accounts, Az.Automation
<#
.SYNOPSIS
    Azure Automation runbook: measures the TLS reports of very many domains in shards, one job each, and adds the sums.

.DESCRIPTION
    Started without -Shard it is the first job: it starts one job of this runbook per shard, at most -AtOnce at a time, waits, starts a shard whose job
    failed once more, and adds the sums. Started with -Shard it measures the domains of that shard and writes their sums. Each domain is in the same
    shard on every machine, and the result is that of one machine which measures everything.

    Run it on hybrid runbook workers that see the folders -Path and -SumPath, for example on a file share; the jobs can run on as many workers as the
    group has. The managed identity needs the role Automation Operator. The sums of a run are in a folder of its -RunId: a run that was stopped continues
    with the shards that are missing when it is started with the same -RunId.

    Each job reads all reports and counts those of its domains. 16 jobs therefore take the memory of a sixteenth each, and not a sixteenth of the time
    for reading. For one machine that has the memory, Measure-TlsRptReport without shards is the fastest. See docs/scale.md.

.PARAMETER Path
    The folder of Export-TlsRptReport.

.PARAMETER SumPath
    The folder for the sums of the shards.

.PARAMETER Shards
    How many shards there are. For 50,000 domains 16 are plenty.

.PARAMETER Shard
    The shard to measure, such as 3/16. The first job sets it for the others.

.PARAMETER GroupBy
    How to group, as in Measure-TlsRptReport.

.PARAMETER RunId
    The name of the run. By default the date, so that the runs of a day share their sums.

.PARAMETER AtOnce
    How many jobs run at the same time.

.PARAMETER AutomationAccount
    The automation account, for the first job.

.PARAMETER ResourceGroup
    Its resource group.

.PARAMETER RunOn
    The group of hybrid runbook workers.

.PARAMETER Runbook
    The name of this runbook.

.OUTPUTS
    The totals of Measure-TlsRptReport; with -Shard nothing.
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory = $true)]
    [string] $Path,

    [Parameter(Mandatory = $true)]
    [string] $SumPath,

    [ValidateRange(1, 1000)]
    [int] $Shards = 16,

    [ValidatePattern('^(\d+/\d+)?$')]
    [string] $Shard,

    [string[]] $GroupBy = 'Domain',

    [ValidatePattern('^[A-Za-z0-9-]+$')]
    [string] $RunId = [DateTime]::UtcNow.ToString('yyyy-MM-dd', [cultureinfo]::InvariantCulture),

    [ValidateRange(1, 200)]
    [int] $AtOnce = 8,

    [string] $AutomationAccount,

    [string] $ResourceGroup,

    [string] $RunOn,

    [string] $Runbook = 'Measure-TlsReportShard'
)

Set-StrictMode -Version 2
$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
if (-not (Test-Path -LiteralPath $Path -PathType Container)) { throw "There is no folder '$Path'. Write it with Export-TlsRptReport first." }
$folder = Join-Path $SumPath $RunId
$null = New-Item -ItemType Directory -Path $folder -Force

function Get-SumFile([string] $Name) { Join-Path $folder "shard-$($Name -replace '/', '-of-').xml" }

if ($Shard) {
    # A file that cannot be read is an error: a sum without it would be less than the whole. The file of the sums is there whole or not at all.
    $sums = @(Read-TlsRptReport -Path $Path -Recurse -ErrorAction Stop | Measure-TlsRptReport -GroupBy $GroupBy -Shard $Shard -ErrorAction Stop)
    $draft = Join-Path $folder ".$([guid]::NewGuid().ToString('N')).tmp"
    Export-Clixml -LiteralPath $draft -InputObject $sums -Depth 3
    Move-Item -LiteralPath $draft -Destination (Get-SumFile $Shard) -Force
    return
}

foreach ($name in 'AutomationAccount', 'ResourceGroup', 'RunOn') {
    if (-not (Get-Variable -Name $name -ValueOnly)) { throw "The first job needs -$name to start the others." }
}
$null = Connect-AzAccount -Identity
$account = @{ AutomationAccountName = $AutomationAccount; ResourceGroupName = $ResourceGroup }
$waiting = New-Object System.Collections.Generic.Queue[string]
for ($i = 1; $i -le $Shards; $i++) { if (-not (Test-Path -LiteralPath (Get-SumFile "$i/$Shards"))) { $waiting.Enqueue("$i/$Shards") } }

$running = @{}
$attempts = @{}
$failed = New-Object System.Collections.Generic.List[string]
while ($waiting.Count -gt 0 -or $running.Count -gt 0) {
    while ($waiting.Count -gt 0 -and $running.Count -lt $AtOnce) {
        $next = $waiting.Dequeue()
        $attempts[$next] = 1 + $(if ($attempts.ContainsKey($next)) { $attempts[$next] } else { 0 })
        $parameters = @{ Path = $Path; SumPath = $SumPath; Shard = $next; GroupBy = $GroupBy; RunId = $RunId }
        $running[$next] = (Start-AzAutomationRunbook @account -Name $Runbook -RunOn $RunOn -Parameters $parameters).JobId
    }

    Start-Sleep -Seconds 15
    foreach ($name in @($running.Keys)) {
        $job = Get-AzAutomationJob @account -Id $running[$name]
        if ($job.Status -notin 'Completed', 'Failed', 'Stopped', 'Suspended') { continue }
        $running.Remove($name)
        if ($job.Status -eq 'Completed' -and (Test-Path -LiteralPath (Get-SumFile $name))) { continue }
        if ($attempts[$name] -lt 2) { $waiting.Enqueue($name) } else { $failed.Add("$name ($($job.Status), job $($job.JobId))") }
    }
}

# A total without a shard would be wrong, and look right.
if ($failed.Count -gt 0) { throw "These shards were not measured: $($failed -join ', '). Start the runbook again with -RunId $RunId to measure them." }
1..$Shards | ForEach-Object { Import-Clixml -LiteralPath (Get-SumFile "$_/$Shards") } | Measure-TlsRptReport -GroupBy $GroupBy
