#requires -Version 5.1
#requires -Modules MtaSts, ExchangeOnlineManagement
<#
.SYNOPSIS
    Azure Automation runbook: tests all accepted domains of a tenant, and reports what has changed since the last run.

.DESCRIPTION
    Schedule it daily. The automation account needs a managed identity that may read the accepted domains, the modules
    MtaSts and ExchangeOnlineManagement (for -MailTo also Microsoft.Graph.Authentication and
    Microsoft.Graph.Users.Actions, and the permission Mail.Send), and a variable of type string for the last results.
    Create the variable with the value '[]'.

    Outbound port 25 is closed in Azure, so the runbook does not test STARTTLS of the MX hosts. It tests everything else.

.PARAMETER Organization
    The tenant's first domain, for example contoso.onmicrosoft.com.

.PARAMETER Variable
    The automation variable that keeps the last results.

.PARAMETER Server
    The DNS server to query. Use a public one, so that the answers are those that senders see.

.PARAMETER MailTo
    The recipient of a mail when something has changed. Without it the runbook only writes the changes to its output.

.PARAMETER MailFrom
    The mailbox to send from.

.OUTPUTS
    One object for each domain that changed or needs attention: Domain, Was, Is, Senders, Changes, Problems, Advice.
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory = $true)]
    [string] $Organization,

    [string] $Variable = 'MtaStsLastResults',

    [string[]] $Server = 'https://cloudflare-dns.com/dns-query',

    [string] $MailTo,

    [string] $MailFrom
)

Set-StrictMode -Version 2
$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
if ($MailTo -and -not $MailFrom) { throw 'Name the mailbox to send from with -MailFrom.' }

Connect-ExchangeOnline -ManagedIdentity -Organization $Organization -ShowBanner:$false

# In Windows PowerShell 5.1 ConvertFrom-Json returns a list as one object; the brackets and the pipe split it.
$last = @((Get-AutomationVariable -Name $Variable) | ConvertFrom-Json | ForEach-Object { $_ })
$test = @{ SkipStartTls = $true; Server = $Server }
if ($last.Count -gt 0) { $test.Reference = $last }
$results = @(Get-AcceptedDomain | Where-Object DomainName -NotLike '*.onmicrosoft.com' | Test-MtaSts @test)

# Only what -Reference compares: a variable holds 1 MB, which is enough for about 1,000 domains.
$keep = foreach ($result in $results) {
    [ordered]@{
        DomainName   = $result.DomainName
        Status       = "$($result.Status)"
        SenderAction = "$($result.SenderAction)"
        Tested       = $result.Tested.ToString('o')
        PolicyId     = $result.PolicyId
        MxHosts      = @($result.MxHosts)
        Policy       = if ($result.Policy) {
            @{ Text = $result.Policy.Text; Certificate = @{ Fingerprint = $(if ($result.Policy.Certificate) { $result.Policy.Certificate.Fingerprint }) } }
        }
    }
}

$changed = @(
    foreach ($result in $results) {
        $was = $last | Where-Object DomainName -EQ $result.DomainName | Select-Object -First 1
        $drift = @($result.Checks | Where-Object { $_.Id -like 'Drift.*' -and "$($_.Status)" -in 'Info', 'Warning', 'Fail' })
        $isNew = $null -eq $was -or $was.Status -ne "$($result.Status)" -or $was.SenderAction -ne "$($result.SenderAction)"
        if ($isNew -or $drift.Count -gt 0) {
            [pscustomobject]@{
                Domain   = $result.DomainName
                Was      = if ($was) { $was.Status } else { 'not tested' }
                Is       = "$($result.Status)"
                Senders  = "$($result.SenderAction)"
                Changes  = ($drift | ForEach-Object Detail) -join ' '
                Problems = "$($result.Problems)"
                Advice   = $result.Advice
            }
        }
    }
)
$changed

if ($changed.Count -gt 0 -and $MailTo) {
    Connect-MgGraph -Identity -NoWelcome
    $message = @{
        subject      = "MTA-STS: $($changed.Count) of $($results.Count) domains changed"
        body         = @{ contentType = 'Text'; content = ($changed | Format-List | Out-String -Width 120).Trim() }
        toRecipients = @(@{ emailAddress = @{ address = $MailTo } })
    }
    Send-MgUserMail -UserId $MailFrom -BodyParameter @{ message = $message; saveToSentItems = $false }
}

# This comes last: changes that could not be reported are reported again next time.
Set-AutomationVariable -Name $Variable -Value (ConvertTo-Json -InputObject @($keep) -Depth 5 -Compress)
