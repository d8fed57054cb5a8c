#requires -Version 5.1
#requires -Modules MtaSts, ExchangeOnlineManagement
<#
.SYNOPSIS
    Shows, for every accepted domain of Exchange Online, how mail to it is protected: MTA-STS, TLS reports, DNSSEC for DANE.

.DESCRIPTION
    Tests all domains, and gets the DNSSEC state of those that receive mail in Exchange Online. Connect first:
    Connect-ExchangeOnline.

.PARAMETER SkipStartTls
    Use it where outbound port 25 is closed.

.PARAMETER Server
    The DNS servers to query instead of the system's.

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
