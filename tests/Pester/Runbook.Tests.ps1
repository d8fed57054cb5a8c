# Fourteen days of the runbook in examples/AzureAutomation over the lab: faults come, stay, cannot be seen for a day, and go;
# policies drift, and one change is accepted. Each day's digest has to be right.
BeforeAll {
    . "$PSScriptRoot/FolderLab.ps1"
    Import-StagedModule
    $lab = Start-FolderLab
    $net = $lab.Net
    $file = (Resolve-Path "$PSScriptRoot/../../examples/AzureAutomation/Watch-AcceptedDomain.ps1").ProviderPath
    $script = Join-Path $TestDrive 'Watch-AcceptedDomain.ps1'
    [System.IO.File]::WriteAllText($script, ((Get-Content -LiteralPath $file -Raw) -replace '(?m)^#requires -Modules.*$'))

    $cloud = @{ Baseline = ''; Blob = $null; Mail = $null; Post = $null; Day = 0; IsDown = $false; Domains = @('rollout.test', 'healthy.test', 'fabrikam.com') }

    # The cmdlets of the cloud, and Test-MtaSts with the lab behind it and the date of the simulated day.
    function Connect-ExchangeOnline { param([switch] $ManagedIdentity, $Organization, $ShowBanner) if (-not $ManagedIdentity) { throw 'A runbook has no user.' } }
    function Connect-MgGraph { param([switch] $Identity, [switch] $NoWelcome) if (-not $Identity) { throw 'A runbook has no user.' } }
    function Connect-AzAccount { param([switch] $Identity) if (-not $Identity) { throw 'A runbook has no user.' } }
    function New-AzStorageContext { param($StorageAccountName, [switch] $UseConnectedAccount) if (-not $UseConnectedAccount) { throw 'No keys.' }; $StorageAccountName }
    function Get-AzStorageBlob { param($Context, $Container, $Prefix) if ($cloud.Blob) { [pscustomobject]@{ Name = $Prefix } } }
    function Get-AzStorageBlobContent { param($Context, $Container, $Blob, $Destination, [switch] $Force) [System.IO.File]::WriteAllText($Destination, $cloud.Blob) }
    function Set-AzStorageBlobContent { param($Context, $Container, $Blob, $File, [switch] $Force) $cloud.Blob = [System.IO.File]::ReadAllText($File) }
    function Get-AcceptedDomain { foreach ($name in $cloud.Domains + 'contoso.onmicrosoft.com') { [pscustomobject]@{ Name = "The $name"; DomainName = $name } } }
    function Get-AutomationVariable { param($Name) if ($Name -eq 'TeamsUrl') { 'https://teams.example/hook' } else { $cloud.Baseline } }
    function Set-AutomationVariable { param($Name, $Value) $cloud.Baseline = $Value }
    function Send-MgUserMail { param($UserId, $BodyParameter) $cloud.Mail = $BodyParameter.message }
    function Invoke-RestMethod {
        param($Method, $Uri, $ContentType, $Body)
        if ($Method -ne 'Post' -or $Uri -ne 'https://teams.example/hook' -or $ContentType -notlike 'application/json*') { throw 'The workflow takes JSON by POST.' }
        $cloud.Post = [System.Text.Encoding]::UTF8.GetString($Body)
    }
    function Test-MtaSts {
        [CmdletBinding()]
        param([Parameter(ValueFromPipeline = $true)] $DomainName, [switch] $SkipStartTls, $Server, $WarnDays)
        process {
            $where = $net.Clone()
            if ($cloud.IsDown) { $where.Server = '127.0.0.1:1' }
            $result = MtaSts\Test-MtaSts $DomainName @where -TimeoutSec 2 -SkipStartTls:$SkipStartTls -WarnDays $WarnDays | Select-Object *
            $result.Tested = [datetime]::new(2026, 11, $cloud.Day, 6, 0, 0, [System.DateTimeKind]::Utc)
            $result
        }
    }

    function Set-RolloutPolicy([string] $Mx, [long] $MaxAge, [string] $Id) {
        Set-Content -LiteralPath (Join-Path $lab.Folder 'mta-sts.txt') -Value "version: STSv1", 'mode: enforce', "mx: $Mx", "max_age: $MaxAge"
        Set-Content -LiteralPath (Join-Path $lab.Folder 'sts.zone') -Value "_mta-sts.rollout.test. 300 IN TXT `"v=STSv1; id=$Id;`"", '_smtp._tls.rollout.test. 300 IN TXT "v=TLSRPTv1; rua=mailto:tls@rollout.test"'
    }

    # One day: the digest as text, and how the job ended.
    function Invoke-Day([int] $Day, [hashtable] $Parameter = @{}) {
        $cloud.Day = $Day
        $cloud.Mail = $cloud.Post = $null
        $ended = 'Completed'
        $changes = @()
        try {
            & $script -Organization contoso.onmicrosoft.com -MailTo admin@contoso.com -MailFrom automation@contoso.com -TeamsVariable TeamsUrl @Parameter -WarningAction SilentlyContinue -OutVariable changes | Out-Null
        }
        catch { $ended = "Failed: $_" }
        [pscustomobject]@{
            Digest = @($changes | ForEach-Object { '{0} {1} {2} {3:MM-dd}{4}' -f $_.State, $_.DomainName, $_.CheckId, $_.Since, $(if (-not $_.IsConfirmed) { ' not seen' }) } | Sort-Object)
            Ended  = $ended
            Mail   = $cloud.Mail
            Card   = if ($cloud.Post) { $cloud.Post | ConvertFrom-Json }
        }
    }
}

AfterAll { Stop-FolderLab $lab }

Describe 'Watch-AcceptedDomain.ps1 in fourteen days' {
    BeforeAll {
        $mx = (MtaSts\Get-MtaStsMx rollout.test @net).Host
        Set-RolloutPolicy $mx 604800 1
    }

    It 'refuses to begin without being told so: a lost baseline is not a new one' {
        (Invoke-Day 1).Ended | Should -Match '^Failed: There is no baseline'
        $cloud.Baseline | Should -Be ''
    }

    It 'day 1: begins, and finds nothing' {
        $day = Invoke-Day 1 @{ Begin = $true }
        $day.Ended | Should -Be 'Completed'
        $day.Digest | Should -BeNullOrEmpty
        $day.Mail.subject | Should -Be 'MTA-STS: 0 new, 0 drift, 0 persisting, 0 resolved (3 of 3 domains tested)'
        $day.Mail.body.content | Should -Be 'Nothing is open.'
        $day.Mail.body.contentType | Should -BeExactly 'text'
    }

    It 'day 2: nothing, and the baseline does not change' {
        $before = $cloud.Baseline
        (Invoke-Day 2).Digest | Should -BeNullOrEmpty
        $cloud.Baseline | Should -Be $before
    }

    It 'day 3: the policy no longer covers the MX host, and the id did not change' {
        Set-RolloutPolicy 'other.rollout.test' 604800 1
        $day = Invoke-Day 3
        $day.Digest | Should -Be 'Drift rollout.test Drift.IdUnchanged 11-03', 'Drift rollout.test Drift.PolicyChanged 11-03', 'New rollout.test Coverage.Mx 11-03'
        $day.Ended | Should -Match '^Failed: 2 open: .*rollout\.test Coverage\.Mx'
        $day.Mail.body.content | Should -Match "gone: 'mx: .+'; new: 'mx: other\.rollout\.test'"
    }

    It 'day 4: nothing is fixed, and nothing reads as if it were' {
        $day = Invoke-Day 4
        $day.Digest | Should -Be 'Drift rollout.test Drift.IdUnchanged 11-03', 'Drift rollout.test Drift.PolicyChanged 11-03', 'Persisting rollout.test Coverage.Mx 11-03'
        $day.Ended | Should -Match '^Failed: 2 open'
    }

    It 'day 5: the DNS is down, and what is open stays open' {
        $cloud.IsDown = $true
        try { $day = Invoke-Day 5 } finally { $cloud.IsDown = $false }
        $day.Digest | Should -Be 'Drift rollout.test Drift.IdUnchanged 11-03 not seen', 'Drift rollout.test Drift.PolicyChanged 11-03 not seen', 'Persisting rollout.test Coverage.Mx 11-03 not seen'
        $day.Mail.body.content | Should -Match 'Checks were Unknown for fabrikam\.com \(\d+\), healthy\.test \(\d+\), rollout\.test \(\d+\)'
    }

    It 'day 6: the DNS is back' {
        (Invoke-Day 6).Digest | Should -Be 'Drift rollout.test Drift.IdUnchanged 11-03', 'Drift rollout.test Drift.PolicyChanged 11-03', 'Persisting rollout.test Coverage.Mx 11-03'
    }

    It 'day 7: the policy is put back' {
        Set-RolloutPolicy $mx 604800 1
        $day = Invoke-Day 7
        $day.Digest | Should -Be 'Resolved rollout.test Coverage.Mx 11-03', 'Resolved rollout.test Drift.IdUnchanged 11-03', 'Resolved rollout.test Drift.PolicyChanged 11-03'
        $day.Ended | Should -Be 'Completed'
    }

    It 'day 8: what was resolved is not told again' { (Invoke-Day 8).Digest | Should -BeNullOrEmpty }

    It 'day 9: another domain loses its TLS-RPT record' {
        Set-Content -LiteralPath (Join-Path $lab.Folder 'tls.zone') -Value '_smtp._tls.fabrikam.com. 300 IN TXT "not a record"'
        $day = Invoke-Day 9
        $day.Digest | Should -Be 'New fabrikam.com TlsRpt.Present 11-09'
        $day.Ended | Should -Be 'Completed'
    }

    It 'day 10: a change that was meant, with a new id' {
        Set-RolloutPolicy $mx 1209600 2
        (Invoke-Day 10).Digest | Should -Be 'Drift rollout.test Drift.PolicyChanged 11-10', 'Persisting fabrikam.com TlsRpt.Present 11-09'
    }

    It 'day 11: the change is accepted, and only that' {
        $day = Invoke-Day 11 @{ Accept = 'rollout.test Drift.*' }
        $day.Digest | Should -Be 'Persisting fabrikam.com TlsRpt.Present 11-09'
        $day.Mail.body.content | Should -Match 'Accepted: rollout\.test Drift\.PolicyChanged'
    }

    It 'day 12: the accepted change is not told again' {
        (Invoke-Day 12).Digest | Should -Be 'Persisting fabrikam.com TlsRpt.Present 11-09'
    }

    It 'day 13: the record is back' {
        Remove-Item -LiteralPath (Join-Path $lab.Folder 'tls.zone')
        (Invoke-Day 13).Digest | Should -Be 'Resolved fabrikam.com TlsRpt.Present 11-09'
    }

    It 'day 14: all is well, and the card has the form that the workflow takes' {
        $day = Invoke-Day 14
        $day.Digest | Should -BeNullOrEmpty
        $day.Card.type | Should -Be 'message'
        $attachment = @($day.Card.attachments)[0]
        $attachment.contentType | Should -Be 'application/vnd.microsoft.card.adaptive'
        $attachment.content.type | Should -Be 'AdaptiveCard'
        $attachment.content.version | Should -BeIn '1.2', '1.3', '1.4', '1.5'
    }
}

Describe 'Watch-AcceptedDomain.ps1' {
    It 'keeps the baseline in a storage account when one is given' {
        $cloud.Baseline = ''
        (Invoke-Day 15 @{ StorageAccount = 'contoso'; Begin = $true }).Ended | Should -Be 'Completed'
        $cloud.Baseline | Should -Be ''
        $cloud.Blob | Should -Match '^\{"format":"MtaSts baseline"'
        (Invoke-Day 16 @{ StorageAccount = 'contoso' }).Ended | Should -Be 'Completed'
    }

    It 'fails on warnings when that is wanted, and never when that is wanted' {
        $cloud.Domains = @('google-uncovered.test')
        (Invoke-Day 17 @{ StorageAccount = 'contoso'; FailOn = 'Never' }).Ended | Should -Be 'Completed'
        (Invoke-Day 18 @{ StorageAccount = 'contoso'; FailOn = 'Warning' }).Ended | Should -Match '^Failed: \d+ open'
    }

    It 'stores nothing when the digest could not be sent, so that it is told again' {
        $before = $cloud.Blob
        function Send-MgUserMail { throw 'The mailbox does not exist.' }
        (Invoke-Day 19 @{ StorageAccount = 'contoso' }).Ended | Should -Match 'mailbox'
        $cloud.Blob | Should -Be $before
    }

    It 'posts cards whose blocks are plain text, within the size that Teams takes' {
        $cloud.Domains = @('google-uncovered.test', 'cert-ends-soon.test', 'no-mta-sts.test')
        $cloud.Blob = $null
        $day = Invoke-Day 20 @{ StorageAccount = 'contoso'; Begin = $true; FailOn = 'Never' }
        $blocks = @($day.Card.attachments[0].content.body)
        $blocks.type | Select-Object -Unique | Should -Be 'TextBlock', 'RichTextBlock'
        @($blocks | Where-Object type -EQ 'RichTextBlock' | ForEach-Object { $_.inlines } | ForEach-Object type | Select-Object -Unique) | Should -Be 'TextRun'
        # The members that version 1.4 of the schema of Adaptive Cards has, of those types that the card may use.
        $known = @{
            AdaptiveCard  = 'type', '$schema', 'version', 'body'
            TextBlock     = 'type', 'text', 'wrap', 'weight', 'size', 'color', 'isSubtle'
            RichTextBlock = 'type', 'inlines', 'horizontalAlignment'
            TextRun       = 'type', 'text', 'weight', 'color', 'isSubtle', 'size'
        }
        foreach ($element in @($day.Card.attachments[0].content) + $blocks + @($blocks | Where-Object type -EQ 'RichTextBlock' | ForEach-Object { $_.inlines })) {
            @($element.PSObject.Properties.Name | Where-Object { $_ -notin $known[$element.type] }) | Should -BeNullOrEmpty
        }
        $cloud.Post.Length | Should -BeLessThan 28000
    }

    It 'fails when the identity sees no domain' {
        $cloud.Domains = @()
        (Invoke-Day 21 @{ StorageAccount = 'contoso' }).Ended | Should -Match 'no accepted domain'
    }
}
