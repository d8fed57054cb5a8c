#requires -Version 5.1
#requires -Modules MtaSts, ExchangeOnlineManagement
<#
.SYNOPSIS
    Shows, for every accepted domain of Exchange Online, how mail to it is protected: MTA-STS, TLS reports, DNSSEC for DANE.

.DESCRIPTION
    Tests all domains and asks Exchange Online for the state of DNSSEC of those that receive mail there. Connect first:
    Connect-ExchangeOnline.

.PARAMETER SkipStartTls
    For a place where outbound port 25 is closed.

.PARAMETER Server
    DNS servers to ask instead of the system's.

.EXAMPLE
    ./Get-DomainTransportSecurity.ps1 -SkipStartTls | Export-Csv transport-security.csv -NoTypeInformation

.OUTPUTS
    One object for each domain: Domain, MtaSts, Senders, Mode, TlsReports, Dnssec, Advice.
#>
[CmdletBinding()]
param(
    [switch] $SkipStartTls,

    [string[]] $Server
)

Set-StrictMode -Version 2
$test = @{ SkipStartTls = $SkipStartTls }
if ($Server) { $test.Server = $Server }

Get-AcceptedDomain | Test-MtaSts @test | ForEach-Object {
    $result = $_
    $dnssec = if ("$($result.Provider)" -notlike '*Microsoft 365*') {
        'not at Microsoft 365'
    }
    else {
        # An error for one domain, for example one that is not verified, is a finding about that domain.
        try { "$((Get-DnssecStatusForVerifiedDomain -DomainName $result.DomainName -ErrorAction Stop).DnssecFeatureStatus)" }
        catch { "unknown: $($_.Exception.Message)" }
    }
    [pscustomobject]@{
        Domain     = $result.DomainName
        MtaSts     = "$($result.Status)"
        Senders    = "$($result.SenderAction)"
        Mode       = "$($result.Mode)"
        TlsReports = "$($result.TlsRptRua)"
        Dnssec     = $dnssec
        Advice     = $result.Advice
    }
}
