# The net8.0 build asks for TLS sessions that are not resumed, which Wine refuses before the server has answered. That is a fault of this
# machine, and must not be reported as one of the server.
param([string] $Module, [string] $Settings)

$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
Import-Module $Module
$lab = Get-Content -LiteralPath $Settings -Raw | ConvertFrom-Json
$result = Test-MtaSts healthy.test -Server $lab.Server -HttpsPort $lab.HttpsPort -SmtpPort $lab.SmtpPort -TrustedRoot $lab.TrustedRoot -AllowPrivateAddress -NoProxy
$tls = $result.Checks | Where-Object Id -in PolicyHost.TlsVersion, StartTls.TlsVersion
$isRight = $result.Status -eq 'Unknown' -and $result.SenderAction -eq 'Unknown' -and
    @($tls | Where-Object { $_.Status -eq 'Unknown' -and $_.Detail -match 'this machine (could not begin|ended) the TLS handshake' }).Count -eq 2
if (-not $isRight) { "FAILED: $($result.Status), $($result.SenderAction)"; $tls | ForEach-Object { "        $($_.Id): $($_.Status): $($_.Detail)" } }
'A TLS fault of this machine: {0} passed, {1} failed, 0 skipped' -f [int]$isRight, [int](-not $isRight)
