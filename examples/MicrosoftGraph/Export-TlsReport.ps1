#requires -Version 5.1
#requires -Modules MtaSts, Microsoft.Graph.Mail
<#
.SYNOPSIS
    Reads the TLS reports in a mailbox with Microsoft Graph, and writes them to a CSV file.

.DESCRIPTION
    Connect first, with the permission Mail.Read for the mailbox: Connect-MgGraph. Attachments that are not TLS reports
    are named in a warning and left out. The totals by domain are given as objects.

.PARAMETER Mailbox
    The mailbox that the TLS-RPT record names.

.PARAMETER Path
    The CSV file: one row a failure detail, or one a policy without failures. A text that a spreadsheet would run as a
    formula begins with an apostrophe.

.PARAMETER Days
    How far back to look.

.EXAMPLE
    ./Export-TlsReport.ps1 -Mailbox tls-reports@contoso.com -Path tls-reports.csv -Days 30

.OUTPUTS
    MtaSts.TlsReportSummary: one for each domain, with whether the evidence is enough for the next stage.
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

# A report is a few kilobytes, so they are read twice: as rows for the file, and whole for the totals.
$problems = @()
$attachments | Read-TlsRptReport -Flatten -ErrorVariable problems -ErrorAction SilentlyContinue | Export-Csv -LiteralPath $Path -NoTypeInformation -Encoding UTF8
foreach ($problem in $problems) { Write-Warning "$problem" }
$attachments | Read-TlsRptReport -ErrorAction SilentlyContinue | Measure-TlsRptReport
