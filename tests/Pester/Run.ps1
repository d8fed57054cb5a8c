# Runs inside the child process that Invoke-Suite.ps1 starts.
param([string] $Filter = '', [string] $ExcludeTag = '')

Set-StrictMode -Version 2
$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
Import-Module Pester -MinimumVersion 5.0

$configuration = New-PesterConfiguration
$names = @($Filter -split ',')
$configuration.Run.Path = @(Get-ChildItem -Path $PSScriptRoot -Filter '*.Tests.ps1' |
    Where-Object { $file = $_.Name; @($names | Where-Object { $file -like "*$_*" }).Count -gt 0 } | ForEach-Object FullName)
$configuration.Filter.ExcludeTag = @($ExcludeTag -split ',' -ne '')
$configuration.Run.PassThru = $true
$configuration.Output.Verbosity = 'Normal'
$result = Invoke-Pester -Configuration $configuration
$failed = $result.FailedCount + $result.FailedBlocksCount + $result.FailedContainersCount
'Pester: {0} passed, {1} failed, {2} skipped' -f $result.PassedCount, $failed, ($result.SkippedCount + $result.NotRunCount)
if ($failed -gt 0 -or $result.PassedCount -eq 0) { exit 1 }
