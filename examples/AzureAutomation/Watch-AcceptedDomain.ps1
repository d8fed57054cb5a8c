#requires -Version 5.1
#requires -Modules MtaSts, ExchangeOnlineManagement
<#
.SYNOPSIS
    Azure Automation runbook: tests all accepted domains of a tenant, compares them with an accepted baseline, and sends a
    digest of what is new, open, resolved or changed.

.DESCRIPTION
    Schedule it daily. The automation account needs a managed identity that may read the accepted domains, and the modules
    MtaSts and ExchangeOnlineManagement. A fault or a drift is in the digest of every day until it is gone or accepted.

    The baseline is a file of Compare-MtaSts. It is kept in one of two places:
    - An automation variable of type string, for up to about 1,000 domains: a variable holds one megabyte. Make it with the
      value ''.
    - A blob in a storage account, for more. The identity needs the role Storage Blob Data Contributor on the container,
      and the module Az.Storage. Versioning of the container keeps every earlier state.

    To accept a change, start the runbook by hand with -Accept. To make the first run, give -Begin: without it a baseline
    that is missing is an error, so that a lost one is not taken for a new one.

    With -MailTo it needs the modules Microsoft.Graph.Authentication and Microsoft.Graph.Users.Actions, and the permission
    Mail.Send. With -TeamsVariable it posts an Adaptive Card to a Teams workflow ("When a Teams webhook request is
    received"). The workflow's URL holds a signature: keep it in an encrypted automation variable.

    Outbound port 25 is closed in Azure, so the runbook does not test STARTTLS of the MX hosts. It tests everything else.

.PARAMETER Organization
    The tenant's first domain, for example contoso.onmicrosoft.com.

.PARAMETER Variable
    The automation variable that keeps the baseline, when no storage account is given.

.PARAMETER StorageAccount
    The storage account that keeps the baseline.

.PARAMETER Container
    The container in the storage account. The blob is called mta-sts-baseline.json.

.PARAMETER Begin
    Begin a new baseline when there is none.

.PARAMETER Accept
    What to accept, each as a domain and a check id, with wildcards: 'contoso.com Drift.*'.

.PARAMETER Server
    The DNS servers to ask. Public ones give the answers that senders see.

.PARAMETER WarnDays
    Warn when a certificate ends in fewer days than this.

.PARAMETER MailTo
    Who gets the digest by mail.

.PARAMETER MailFrom
    The mailbox to send from.

.PARAMETER TeamsVariable
    The encrypted automation variable with the URL of the Teams workflow.

.PARAMETER FailOn
    The severity of an open fault from which on the job fails: Fail, Warning or Never. Warnings are written otherwise.

.OUTPUTS
    The objects of Compare-MtaSts: one for each change and open fault.
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory = $true)]
    [string] $Organization,

    [string] $Variable = 'MtaStsBaseline',

    [string] $StorageAccount,

    [string] $Container = 'mta-sts',

    [switch] $Begin,

    [string[]] $Accept = @(),

    [string[]] $Server = 'https://cloudflare-dns.com/dns-query',

    [int] $WarnDays = 14,

    [string] $MailTo,

    [string] $MailFrom,

    [string] $TeamsVariable,

    [ValidateSet('Fail', 'Warning', 'Never')]
    [string] $FailOn = 'Fail'
)

Set-StrictMode -Version 2
$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
if ($MailTo -and -not $MailFrom) { throw 'Name the mailbox to send from with -MailFrom.' }

$blob = 'mta-sts-baseline.json'
$path = Join-Path ([System.IO.Path]::GetTempPath()) "mta-sts-baseline-$([guid]::NewGuid().ToString('N')).json"
$encoding = New-Object System.Text.UTF8Encoding $false
$storage = $null

# Fetch the baseline.
if ($StorageAccount) {
    $null = Connect-AzAccount -Identity
    $storage = New-AzStorageContext -StorageAccountName $StorageAccount -UseConnectedAccount
    # Asked by prefix: a missing blob gives nothing, and a missing container or right gives an error.
    $found = @(Get-AzStorageBlob -Context $storage -Container $Container -Prefix $blob | Where-Object Name -EQ $blob)
    if ($found.Count -gt 0) { $null = Get-AzStorageBlobContent -Context $storage -Container $Container -Blob $blob -Destination $path -Force }
}
else {
    $text = [string](Get-AutomationVariable -Name $Variable)
    if ($text.Trim()) { [System.IO.File]::WriteAllText($path, $text, $encoding) }
}
if (-not $Begin -and -not (Test-Path -LiteralPath $path)) { throw 'There is no baseline. If this is the first run, give -Begin; if not, put back an earlier one.' }

try {
    # Test all domains. One that cannot be tested is named in the digest, and the others are tested all the same.
    Connect-ExchangeOnline -ManagedIdentity -Organization $Organization -ShowBanner:$false
    $domains = @(Get-AcceptedDomain | Where-Object DomainName -NotLike '*.onmicrosoft.com' | ForEach-Object DomainName)
    if ($domains.Count -eq 0) { throw 'The tenant has no accepted domain that this identity can see.' }
    $results = @($domains | Test-MtaSts -SkipStartTls -Server $Server -WarnDays $WarnDays -ErrorAction Continue -ErrorVariable notTested)

    # Compare, then accept what was asked for.
    $changes = @($results | Compare-MtaSts -Path $path -WarningVariable warnings)
    $accepted = @(
        foreach ($selection in $Accept) {
            $domain, $check = $selection.Trim() -split '\s+', 2
            if (-not $check) { throw "'$selection' is not a domain and a check id: write, for example, 'contoso.com Drift.*'." }
            Compare-MtaSts -Path $path -Accept -DomainName $domain -CheckId $check -ErrorAction Continue | Where-Object IsAccepted
        }
    )
    $changes = @($changes | Where-Object { $change = $_; -not ($accepted | Where-Object { $_.DomainName -eq $change.DomainName -and $_.CheckId -eq $change.CheckId }) })
    $changes

    # The digest: what is worst and newest first.
    $severities = 'Fail', 'Warning', 'Info'
    $states = 'New', 'Drift', 'Persisting', 'Resolved'
    $ordered = @($changes | Sort-Object { $states.IndexOf("$($_.State)") }, { $severities.IndexOf("$($_.Severity)") }, DomainName, CheckId)
    $counts = foreach ($state in $states) { '{0} {1}' -f @($ordered | Where-Object { "$($_.State)" -eq $state }).Count, $state.ToLowerInvariant() }
    $subject = 'MTA-STS: {0} ({1} of {2} domains tested)' -f ($counts -join ', '), $results.Count, $domains.Count
    $notes = @($warnings | ForEach-Object { "$_" }) + @($notTested | ForEach-Object { "Not tested: $_" }) +
        @($accepted | ForEach-Object { "Accepted: $($_.DomainName) $($_.CheckId)" })
    $lines = @(
        foreach ($change in $ordered) {
            [pscustomobject]@{
                Title    = '{0}, {1}: {2} {3}, since {4:yyyy-MM-dd}' -f $change.State, $change.Severity, $change.DomainName, $change.CheckId, $change.Since
                Text     = ("$($change.Detail) $($change.Fix)").Trim()
                Severity = "$($change.Severity)"
                State    = "$($change.State)"
            }
        }
    )

    if ($MailTo) {
        Connect-MgGraph -Identity -NoWelcome
        $body = @($lines | ForEach-Object { $_.Title; "  $($_.Text)"; '' }) + $notes
        if ($body.Count -eq 0) { $body = 'Nothing is open.' }
        $message = @{
            subject      = $subject
            body         = @{ contentType = 'text'; content = ($body -join "`r`n") }
            toRecipients = @(@{ emailAddress = @{ address = $MailTo } })
        }
        Send-MgUserMail -UserId $MailFrom -BodyParameter @{ message = $message; saveToSentItems = $false }
    }

    if ($TeamsVariable) {
        # A card may have 28 KB. RichTextBlock shows text as it stands: what strangers wrote is never read as Markdown.
        $most = 20
        $colors = @{ Fail = 'Attention'; Warning = 'Warning'; Info = 'Accent' }
        $blocks = @(@{ type = 'TextBlock'; text = $subject; weight = 'Bolder'; size = 'Medium'; wrap = $true })
        foreach ($line in $lines | Select-Object -First $most) {
            $text = if ($line.Text.Length -gt 300) { $line.Text.Substring(0, 300) + '...' } else { $line.Text }
            $color = if ($line.State -eq 'Resolved') { 'Good' } else { $colors[$line.Severity] }
            $blocks += @{
                type    = 'RichTextBlock'
                inlines = @(@{ type = 'TextRun'; text = $line.Title; weight = 'Bolder'; color = $color }, @{ type = 'TextRun'; text = " $text" })
            }
        }
        $rest = @(if ($lines.Count -gt $most) { "$($lines.Count - $most) more are in the output of the job." }) + @($notes | Select-Object -First 5)
        if ($lines.Count -eq 0) { $rest = @('Nothing is open.') + $rest }
        foreach ($note in $rest) {
            $text = if ($note.Length -gt 300) { $note.Substring(0, 300) + '...' } else { $note }
            $blocks += @{ type = 'RichTextBlock'; inlines = @(@{ type = 'TextRun'; text = $text; isSubtle = $true }) }
        }
        $card = @{ type = 'AdaptiveCard'; '$schema' = 'http://adaptivecards.io/schemas/adaptive-card.json'; version = '1.4'; body = $blocks }
        $payload = @{ type = 'message'; attachments = @(@{ contentType = 'application/vnd.microsoft.card.adaptive'; contentUrl = $null; content = $card }) }
        $json = [System.Text.Encoding]::UTF8.GetBytes((ConvertTo-Json -InputObject $payload -Depth 10 -Compress))
        $null = Invoke-RestMethod -Method Post -Uri (Get-AutomationVariable -Name $TeamsVariable) -ContentType 'application/json; charset=utf-8' -Body $json
    }

    # Last of all: what was not told is told again next time.
    if ($storage) {
        $null = Set-AzStorageBlobContent -Context $storage -Container $Container -Blob $blob -File $path -Force
    }
    else {
        $text = [System.IO.File]::ReadAllText($path, $encoding)
        if ($text.Length -gt 1000000) { throw 'The baseline is too large for an automation variable. Keep it in a storage account: -StorageAccount.' }
        Set-AutomationVariable -Name $Variable -Value $text
    }
}
finally {
    Remove-Item -LiteralPath $path -ErrorAction SilentlyContinue
}

# A failed job shows in the portal, and an alert of Azure Monitor can rest on it.
$open = @($changes | Where-Object { "$($_.State)" -ne 'Resolved' })
$failing = @($open | Where-Object { "$($_.Severity)" -eq 'Fail' -or ($FailOn -eq 'Warning' -and "$($_.Severity)" -eq 'Warning') })
if ($FailOn -ne 'Never' -and $failing.Count -gt 0) { throw "$($failing.Count) open: $(@($failing | ForEach-Object { "$($_.DomainName) $($_.CheckId)" }) -join ', ')" }
if ($notTested.Count -gt 0) { throw "$($notTested.Count) domains were not tested: $notTested" }
foreach ($change in $open) { Write-Warning "$change" }
