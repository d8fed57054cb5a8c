#requires -Version 5.1
<#
.SYNOPSIS
    Runs the Pester suite in a child process against a laid-out module, and ends with one line of totals.

.DESCRIPTION
    A loaded DLL stays loaded and locked, so the tests run in a separate process. The lab is served
    for the whole suite; the tests find it through the environment variable MTASTS_LAB.

.PARAMETER Module
    The path of the MtaSts.psd1 of the laid-out module.

.PARAMETER Filter
    Only the files whose names contain it, or one of several texts with commas between them, for example 'Get.,Help'.

.PARAMETER ExcludeTag
    Tags of tests to leave out; they count as skipped. 'MatchingBuild' is the tag of tests that need the build of the PowerShell
    that runs them: net8.0 in PowerShell 7, netstandard2.0 in Windows PowerShell 5.1. 'NotUnderWine' is that of tests that fail or never end there.
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory = $true)]
    [string] $Module,

    [string] $Filter = '',

    [string[]] $ExcludeTag = @()
)

Set-StrictMode -Version 2
$ErrorActionPreference = 'Stop'
$module = (Resolve-Path -LiteralPath $Module).ProviderPath
$engine = (Get-Process -Id $PID).Path
if ([System.IO.Path]::GetFileNameWithoutExtension($engine) -eq 'dotnet') {
    # PowerShell as a .NET tool runs inside dotnet; the tool's command starts another one.
    $engine = (Get-Command -Name pwsh -CommandType Application | Select-Object -First 1).Source
}
if (-not (Get-Module -ListAvailable -Name Pester | Where-Object { $_.Version.Major -ge 5 })) {
    Write-Host ('Pester 5 is not installed, so the end-to-end suite was skipped. Install it with: Install-Module Pester -Scope CurrentUser. ' +
        'Or run the suite in output/powershell/pwsh, which "dotnet build tests/Pester -t:GetPowerShell" fetches with Pester.')
    exit 3
}

. (Join-Path $PSScriptRoot 'Lab.ps1')
$lab = Start-Lab
try {
    $env:MTASTS_LAB = $lab.Settings
    $env:MTASTS_MODULE = $module
    $env:MTASTS_ENGINE = $engine
    # A parameter that ends with a colon would take the next argument as its value, so empty ones are left out.
    $options = @(if ($Filter) { "-Filter:$Filter" }; if ($ExcludeTag) { "-ExcludeTag:$($ExcludeTag -join ',')" })
    & $engine -NoProfile -NonInteractive -File (Join-Path $PSScriptRoot 'Run.ps1') @options
    $code = $LASTEXITCODE
}
finally {
    Stop-Lab $lab
    Remove-Item Env:MTASTS_LAB, Env:MTASTS_MODULE, Env:MTASTS_ENGINE -ErrorAction SilentlyContinue
}
exit $code
