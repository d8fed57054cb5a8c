# Tests every domain of the served lab with Test-MtaSts, and compares each verdict with the expected one.
param([string] $Module, [string] $Settings)

$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
Import-Module $Module
$lab = Get-Content -LiteralPath $Settings -Raw | ConvertFrom-Json
$options = @{
    Server = $lab.Server; HttpsPort = $lab.HttpsPort; SmtpPort = $lab.SmtpPort; TrustedRoot = $lab.TrustedRoot
    AllowPrivateAddress = $true; NoProxy = $true; TimeoutSec = 5
}
$results = @{}
$lab.Domains.Name | Test-MtaSts @options | ForEach-Object { $results[$_.DomainName] = $_ }
$hasTls13 = "$(($results['healthy.test'].Checks | Where-Object Id -eq PolicyHost.TlsVersion).Detail)" -match 'TLS 1\.3'
"This host offers TLS $(if ($hasTls13) { '1.3' } else { '1.2 at most' })."
$passed = $failed = 0
foreach ($domain in $lab.Domains) {
    $result = $results[$domain.Name]
    $verdict = if ($hasTls13) { $domain.Expected } else { $domain.ExpectedWithoutTls13 }
    $expected = "$($verdict.Status) $($verdict.SenderAction) $(($verdict.Problems | Sort-Object) -join ' ')"
    $got = if ($result) { "$($result.Status) $($result.SenderAction) $(($result.Problems | Sort-Object) -join ' ')" } else { 'no result' }
    if ($got -eq $expected) { $passed++; continue }
    $failed++
    "FAILED: $($domain.Name): expected $expected; got $got"
    if ($result) { $result.Checks | Where-Object IsProblem | ForEach-Object { "        $($_.Id): $($_.Detail)" } }
}
'Verdicts: {0} passed, {1} failed, 0 skipped' -f $passed, $failed
