#requires -Version 5.1
#requires -Modules MtaSts, Microsoft.Graph.Mail
<#
.SYNOPSIS
    Reads the TLS reports in a mailbox with Microsoft Graph, and writes them to a CSV file.

.DESCRIPTION
    Connect first, with the permission Mail.Read for the mailbox: Connect-MgGraph. A warning lists
    attachments that are not TLS reports; they are left out. The output is the totals by domain.

.PARAMETER Mailbox
    The mailbox to which the TLS-RPT record directs reports.

.PARAMETER Path
    The CSV file: one row per failure detail, or per policy without failures. A text that a spreadsheet would run as a
    formula begins with an apostrophe.

.PARAMETER Days
    The number of days to look back.

.EXAMPLE
    ./Export-TlsReport.ps1 -Mailbox tls-reports@contoso.com -Path tls-reports.csv -Days 30

.OUTPUTS
    MtaSts.TlsReportSummary: one for each domain; it shows whether the evidence is sufficient for the next stage.
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory = $true)]
    [string] $Mailbox,

    [Parameter(Mandatory = $true)]
    [string] $Path,

    [ValidateRange(1, 3650)]
    [int] $Days = 30
)

Set-StrictMode -Version 2
$since = [DateTime]::UtcNow.AddDays(-$Days).ToString('yyyy-MM-ddTHH:mm:ssZ', [cultureinfo]::InvariantCulture)
$attachments = @(
    Get-MgUserMessage -UserId $Mailbox -Filter "receivedDateTime ge $since and hasAttachments eq true" -Property Id -All |
        ForEach-Object { Get-MgUserMessageAttachment -UserId $Mailbox -MessageId $_.Id -All }
)
Write-Verbose "$($attachments.Count) attachments since $since."

# Reports have a few kilobytes each, so the script reads them twice: as rows for the file, and whole for the totals.
$problems = @()
$attachments | Read-TlsRptReport -Flatten -ErrorVariable problems -ErrorAction SilentlyContinue | Export-Csv -LiteralPath $Path -NoTypeInformation -Encoding UTF8
foreach ($problem in $problems) { Write-Warning "$problem" }
$attachments | Read-TlsRptReport -ErrorAction SilentlyContinue | Measure-TlsRptReport
