# Dot-sourced by each test file: the module, and the parameters that direct a live cmdlet to the lab.

Set-StrictMode -Version 2
Import-Module $env:MTASTS_MODULE -Force
$settings = Get-Content -LiteralPath $env:MTASTS_LAB -Raw | ConvertFrom-Json
$Lab = @{
    Server              = $settings.Server
    HttpsPort           = $settings.HttpsPort
    SmtpPort            = $settings.SmtpPort
    TrustedRoot         = $settings.TrustedRoot
    AllowPrivateAddress = $true
    NoProxy             = $true
    TimeoutSec          = 3
}
