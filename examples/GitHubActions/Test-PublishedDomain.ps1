#requires -Version 7.4
#requires -Modules MtaSts
<#
.SYNOPSIS
    The step of the workflow mta-sts.yml: tests the domains of a file, and fails when one of them needs attention.

.DESCRIPTION
    Writes an annotation for each problem, and a table to the summary of the workflow's run. GitHub's own runners cannot
    connect to port 25, so STARTTLS of the MX hosts is not tested.

.PARAMETER Path
    A text file with one domain per line. Empty lines and lines that begin with # are ignored.

.PARAMETER Server
    The DNS servers to query.

.OUTPUTS
    None. The exit code is 1 when a domain fails or could not be tested.
#>
[CmdletBinding()]
param(
    [string] $Path = 'domains.txt',

    [string[]] $Server = 'https://cloudflare-dns.com/dns-query'
)

Set-StrictMode -Version 2
$ErrorActionPreference = 'Stop'
$domains = @(Get-Content -LiteralPath $Path | ForEach-Object Trim | Where-Object { $_ -and $_ -notlike '#*' })
if ($domains.Count -eq 0) { throw "There is no domain in $Path." }

# These characters have a special meaning in a workflow command.
function Format-Annotation([string] $Text) { $Text -replace '%', '%25' -replace "`r", '%0D' -replace "`n", '%0A' }

$results = @($domains | Test-MtaSts -SkipStartTls -Server $Server -ErrorVariable problems -ErrorAction Continue)
foreach ($result in $results) {
    foreach ($check in $result.Checks | Where-Object { "$($_.Status)" -in 'Warning', 'Fail', 'Unknown' }) {
        $kind = if ($check.Status -eq 'Fail') { 'error' } else { 'warning' }
        Write-Output "::$kind title=$($result.DomainName) $($check.Id)::$(Format-Annotation "$($check.Detail) $($check.Fix)")"
    }
}

if ($env:GITHUB_STEP_SUMMARY) {
    $lines = @('| domain | status | senders | mode | problems |', '| --- | --- | --- | --- | --- |')
    $lines += $results | ForEach-Object { "| $($_.DomainName) | $($_.Status) | $($_.SenderAction) | $($_.Mode) | $($_.Problems) |" }
    Add-Content -LiteralPath $env:GITHUB_STEP_SUMMARY -Value $lines -Encoding utf8
}

$bad = @($results | Where-Object { "$($_.Status)" -notin 'Pass', 'Warning', 'NotApplicable' })
Write-Output "$($results.Count) domains tested, $($bad.Count) need attention."
if ($bad.Count -gt 0 -or $problems.Count -gt 0) { exit 1 }
