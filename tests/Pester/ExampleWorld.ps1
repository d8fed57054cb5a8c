# The environment for the examples of the help and the scripts in examples/: substitutes for cloud cmdlets, a folder
# with reports and files, and the lab in place of the Internet. Dot-sourced by tests after Common.ps1.

function New-ExampleReport {
    param([string] $Domain, [DateTime] $Day, [string] $Organization, [int] $Failure)
    $text = $Day.ToString('yyyy-MM-dd', [cultureinfo]::InvariantCulture)
    $policy = [ordered]@{
        policy  = [ordered]@{ 'policy-type' = 'sts'; 'policy-string' = @('version: STSv1', 'mode: testing', 'mx: *.mail.protection.outlook.com', 'max_age: 86400'); 'policy-domain' = $Domain; 'mx-host' = @('contoso-com.mail.protection.outlook.com') }
        summary = [ordered]@{ 'total-successful-session-count' = 100; 'total-failure-session-count' = $Failure }
    }
    if ($Failure) {
        $policy['failure-details'] = @([ordered]@{ 'result-type' = 'certificate-expired'; 'sending-mta-ip' = '192.0.2.1'; 'receiving-mx-hostname' = 'contoso-com.mail.protection.outlook.com'; 'failed-session-count' = $Failure })
    }
    [ordered]@{
        'organization-name' = $Organization
        'date-range'        = [ordered]@{ 'start-datetime' = "${text}T00:00:00Z"; 'end-datetime' = "${text}T23:59:59Z" }
        'contact-info'      = 'tls@sender.example'
        'report-id'         = "$Domain-$text-$Organization"
        policies            = @($policy)
    } | ConvertTo-Json -Depth 8
}

function ConvertTo-Gzip {
    param([string] $Text)
    $memory = New-Object System.IO.MemoryStream
    $gzip = New-Object System.IO.Compression.GZipStream $memory, ([System.IO.Compression.CompressionMode]::Compress)
    $bytes = [System.Text.Encoding]::UTF8.GetBytes($Text)
    $gzip.Write($bytes, 0, $bytes.Length)
    $gzip.Dispose()
    , $memory.ToArray()
}

# A failure three weeks ago, then good days up to yesterday: sufficient for the second stage.
function Save-ExampleFile {
    param([string] $Folder)
    $reports = New-Item -ItemType Directory -Path (Join-Path $Folder 'reports/older') -Force
    $today = [DateTime]::UtcNow.Date
    foreach ($back in 1..17) {
        $bytes = ConvertTo-Gzip (New-ExampleReport -Domain contoso.com -Day $today.AddDays(-$back) -Organization "Sender $($back % 2)" -Failure ([int]($back -eq 17) * 3))
        [System.IO.File]::WriteAllBytes((Join-Path $reports.Parent.FullName "contoso.com-$back.json.gz"), $bytes)
    }
    $mail = @(
        'From: tls@sender.example', 'To: tls-reports@contoso.com', 'Subject: A report', 'MIME-Version: 1.0'
        'Authentication-Results: mx.contoso.com; dkim=pass header.d=sender.example'
        'Content-Type: application/tlsrpt+gzip', 'Content-Transfer-Encoding: base64', ''
        [Convert]::ToBase64String((ConvertTo-Gzip (New-ExampleReport -Domain fabrikam.com -Day $today.AddDays(-1) -Organization 'Sender 1')), 'InsertLineBreaks')
    ) -join "`r`n"
    [System.IO.File]::WriteAllText((Join-Path $reports.FullName 'mail.eml'), $mail)
    # Mails with a signature of the organization, and with that of another domain.
    $mails = New-Item -ItemType Directory -Path (Join-Path $Folder 'mails') -Force
    [System.IO.File]::WriteAllText((Join-Path $mails.FullName 'forged.eml'), $mail.Replace('header.d=sender.example', 'header.d=other.example'))
    $contact = if ((New-ExampleReport -Domain fabrikam.com -Day $today.AddDays(-1) -Organization 'Sender 1') -match '@([a-z.]+)"') { $Matches[1] } else { 'sender.example' }
    [System.IO.File]::WriteAllText((Join-Path $mails.FullName 'signed.eml'), $mail.Replace('header.d=sender.example', "header.d=$contact"))
    [System.IO.File]::WriteAllText((Join-Path $Folder 'mta-sts.txt'), "version: STSv1`nmode: testing`n`nmx: *.mail.protection.outlook.com`nmax_age: 86400`n")
    [System.IO.File]::WriteAllText((Join-Path $Folder 'record.txt'), "v=STSv1; id=20260101000000;`n")
    [System.IO.File]::WriteAllText((Join-Path $Folder 'tls-record.txt'), "v=TLSRPTv1; rua=mailto:tls-reports@contoso.com`n")
    $baseline = '{"format":"MtaSts baseline","version":1,"domains":1}', ('{"domain":"contoso.com","accepted":{"mxHosts":["old.contoso.com"]},"differing":{"mxHosts":["new.contoso.com"]},' +
        '"open":[{"check":"Drift.MxChanged","severity":"Warning","since":"2026-01-01T06:00:00Z","lastSeen":"2026-01-02T06:00:00Z","detail":"The MX hosts differ.","fix":"Accept it."}]}')
    [System.IO.File]::WriteAllText((Join-Path $Folder 'baseline.json'), ($baseline -join "`n"))
    [System.IO.File]::WriteAllText((Join-Path $Folder 'domains.csv'), "Domain`ncontoso.com`nno-mta-sts.test`n")
}

# Every cmdlet of ours that uses the network is directed to the lab.
function Get-LabDefault {
    $defaults = @{}
    foreach ($noun in 'MtaSts*', 'TlsRpt*') {
        foreach ($name in $Lab.Keys) { $defaults["*-${noun}:$name"] = $Lab[$name] }
    }
    $defaults
}

function Get-AcceptedDomain {
    foreach ($name in 'contoso.com', 'fabrikam.com', 'no-mta-sts.test', 'tlsrpt-two.test') {
        # As in Exchange Online: Name is the administrator's name for it, DomainName the domain.
        [pscustomobject]@{ Name = "The $name"; DomainName = $name; DomainType = 'Authoritative'; Default = $false }
    }
}

function Get-DnssecStatusForVerifiedDomain {
    [CmdletBinding()]
    param([Parameter(Mandatory = $true, Position = 0)] [string] $DomainName, [switch] $SkipMtaStsValidation)
    if ($DomainName -eq 'fabrikam.com') { throw 'The domain is not verified.' }
    [pscustomobject]@{ DnssecFeatureStatus = $(if ($SkipMtaStsValidation) { 'Disabled' } else { 'Enabled' }) }
}

function Get-AzDnsZone { param($Name, $ResourceGroupName) [pscustomobject]@{ Name = $Name; ResourceGroupName = $ResourceGroupName } }
function New-AzDnsRecordConfig { param($Value) [pscustomobject]@{ Value = $Value } }
function New-AzDnsRecordSet { param($Zone, $Name, $RecordType, $Ttl, $DnsRecords) [pscustomobject]@{ Zone = $Zone.Name; Name = $Name; RecordType = $RecordType; Ttl = $Ttl; Value = $DnsRecords.Value } }
function Invoke-RestMethod { param($Method, $Uri, $Headers, $ContentType, $Body) [pscustomobject]@{ Method = $Method; Uri = $Uri; Headers = $Headers; ContentType = $ContentType; Body = $Body } }

function Send-MgUserMail {
    param($UserId, $BodyParameter)
    foreach ($attachment in $BodyParameter.message.attachments) {
        if (-not [System.Text.Encoding]::UTF8.GetString([Convert]::FromBase64String($attachment.contentBytes)).StartsWith('<!DOCTYPE html>')) { throw 'The stand-in wants the page that the example attaches.' }
    }
}

function Get-MgUserMessage {
    param($UserId, $Filter, $Property, [switch] $All)
    if (-not ($UserId -and $Filter -and $Property -and $All)) { throw 'The stand-in wants what the example gives.' }
    foreach ($id in 1..3) { [pscustomobject]@{ Id = "message-$id"; Subject = "Report $id"; ReceivedDateTime = [DateTime]::UtcNow } }
}

# The generic type of attachment, as Microsoft Graph's cmdlet gives it: the content is among the additional properties.
function Get-MgUserMessageAttachment {
    param($UserId, $MessageId, [switch] $All)
    if ($MessageId -eq 'message-3') { return [pscustomobject]@{ Name = 'logo.png'; AdditionalProperties = @{ contentBytes = 'iVBORw0KGgo=' } } }
    $day = [DateTime]::UtcNow.Date.AddDays(-[int]($MessageId -replace '\D').PadLeft(1, '1'))
    $failure = [int]($MessageId -eq 'message-2') * 4
    $bytes = ConvertTo-Gzip (New-ExampleReport -Domain contoso.com -Day $day -Organization '=Sender' -Failure $failure)
    [pscustomobject]@{ Name = 'report.json.gz'; AdditionalProperties = @{ '@odata.type' = '#microsoft.graph.fileAttachment'; contentBytes = [Convert]::ToBase64String($bytes) } }
}
