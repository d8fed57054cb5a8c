# Measure-TlsReportShard.ps1 of examples/AzureAutomation, with substitutes for the jobs of Azure Automation.
BeforeAll {
    . "$PSScriptRoot/Common.ps1"
    . "$PSScriptRoot/GraphStub.ps1"
    $file = (Resolve-Path "$PSScriptRoot/../../examples/AzureAutomation/Measure-TlsReportShard.ps1").ProviderPath
    $script = Join-Path $TestDrive 'Measure-TlsReportShard.ps1'
    [System.IO.File]::WriteAllText($script, ((Get-Content -LiteralPath $file -Raw) -replace '(?m)^#requires -Modules.*$'))
    $mails = New-Item -ItemType Directory (Join-Path $TestDrive 'mails')
    0..119 | ForEach-Object { [System.IO.File]::WriteAllText((Join-Path $mails.FullName "$_.eml"), (New-ReportMail $_ "d$($_ % 40).test")) }
    $archive = Join-Path $TestDrive 'archive'
    Read-TlsRptReport $mails.FullName | Export-TlsRptReport $archive

    $cloud = @{ Jobs = @{}; Most = 0; Fail = @{}; Started = [System.Collections.ArrayList]::new() }
    function Connect-AzAccount { param([switch] $Identity) if (-not $Identity) { throw 'A runbook has no user.' } }
    function Start-Sleep { param($Seconds) if ($Seconds -lt 5) { throw 'The service is not asked that often.' } }
    function Start-AzAutomationRunbook {
        param($AutomationAccountName, $ResourceGroupName, $Name, $RunOn, $Parameters)
        if ($AutomationAccountName -ne 'account' -or $ResourceGroupName -ne 'group' -or $RunOn -ne 'workers') { throw 'The job is started where the first one runs.' }
        $id = [guid]::NewGuid()
        $cloud.Jobs[$id] = @{ Parameters = $Parameters; Asked = 0 }
        [void] $cloud.Started.Add($Parameters.Shard)
        $cloud.Most = [Math]::Max($cloud.Most, $cloud.Jobs.Count)
        [pscustomobject]@{ JobId = $id; Status = 'New' }
    }
    # A job runs when it is asked for the second time, and is gone when its end was told.
    function Get-AzAutomationJob {
        param($AutomationAccountName, $ResourceGroupName, $Id)
        $job = $cloud.Jobs[$Id]
        if ($job.Asked++ -eq 0) { return [pscustomobject]@{ JobId = $Id; Status = 'Running' } }
        $cloud.Jobs.Remove($Id)
        $parameters = $job.Parameters
        if ($cloud.Fail[$parameters.Shard] -gt 0) {
            $cloud.Fail[$parameters.Shard]--
            return [pscustomobject]@{ JobId = $Id; Status = 'Failed' }
        }
        & $script @parameters
        [pscustomobject]@{ JobId = $Id; Status = 'Completed' }
    }

    $where = @{ Path = $archive; AutomationAccount = 'account'; ResourceGroup = 'group'; RunOn = 'workers' }
    function Show-Sums($Sums) { $Sums | Select-Object * -ExcludeProperty Part, Evidence | ConvertTo-Json -Depth 4 }
    function New-SumPath { Join-Path $TestDrive ([guid]::NewGuid()) }
}

Describe 'Measure-TlsReportShard.ps1' {
    BeforeEach {
        $cloud.Fail.Clear()
        $cloud.Started.Clear()
        $cloud.Most = 0
    }

    It 'has the totals of one machine, by <_>' -ForEach 'Domain', 'Day', 'None' {
        $sums = @(& $script @where -SumPath (New-SumPath) -Shards 5 -AtOnce 2 -GroupBy $_)
        Show-Sums $sums | Should -Be (Show-Sums (Read-TlsRptReport $archive -Recurse | Measure-TlsRptReport -GroupBy $_))
        ($sums | Measure-Object Reports -Sum).Sum | Should -Be 120
        $cloud.Most | Should -Be 2
        $cloud.Started | Sort-Object | Should -Be '1/5', '2/5', '3/5', '4/5', '5/5'
    }

    It 'starts a shard whose job failed once more' {
        $cloud.Fail['2/3'] = 1
        $sums = @(& $script @where -SumPath (New-SumPath) -Shards 3)
        ($sums | Measure-Object Reports -Sum).Sum | Should -Be 120
        @($cloud.Started | Where-Object { $_ -eq '2/3' }).Count | Should -Be 2
    }

    It 'returns no totals while a shard is missing, and continues with it' {
        $folder = New-SumPath
        $cloud.Fail['2/3'] = 2
        { & $script @where -SumPath $folder -Shards 3 -RunId november } | Should -Throw '*2/3 (Failed*-RunId november*'
        $cloud.Started.Clear()
        $sums = @(& $script @where -SumPath $folder -Shards 3 -RunId november)
        $cloud.Started | Should -Be '2/3'
        ($sums | Measure-Object Reports -Sum).Sum | Should -Be 120
    }

    It 'writes no sums of a shard when a file cannot be read' {
        $copy = Join-Path $TestDrive 'damaged'
        Copy-Item -LiteralPath $archive -Destination $copy -Recurse
        $damaged = @(Get-ChildItem -LiteralPath $copy -Recurse -Filter *.gz)[0].FullName
        [System.IO.File]::WriteAllBytes($damaged, [System.IO.File]::ReadAllBytes($damaged)[0..50])
        $folder = New-SumPath
        { & $script -Path $copy -SumPath $folder -Shard 1/2 } | Should -Throw
        @(Get-ChildItem -LiteralPath $folder -Recurse -File -Force).Count | Should -Be 0
    }

    It 'says what the first job needs' {
        { & $script -Path $archive -SumPath (New-SumPath) } | Should -Throw '*-AutomationAccount*'
        { & $script @where -SumPath (New-SumPath) -Shard 'x' } | Should -Throw
    }
}

Describe 'Sums of shards' {
    BeforeAll {
        $sums = @{}
        1..3 | ForEach-Object { $sums["$_"] = @(Read-TlsRptReport $archive -Recurse | Measure-TlsRptReport Day -Shard "$_/3") }
        $whole = Show-Sums (Read-TlsRptReport $archive -Recurse | Measure-TlsRptReport Day)
    }

    It 'equal the whole without a warning, whatever saved them: <_>' -ForEach 'Export-Clixml', 'Export-Csv', 'ConvertTo-Json' {
        $file = Join-Path $TestDrive "sums.$_"
        $all = $sums['3'] + $sums['1'] + $sums['2']
        $saved = switch ($_) {
            'Export-Clixml' { $all | Export-Clixml $file; Import-Clixml $file }
            'Export-Csv' { $all | Export-Csv $file -NoTypeInformation; Import-Csv $file }
            'ConvertTo-Json' { $all | ConvertTo-Json -Depth 4 | Set-Content $file; Get-Content $file -Raw | ConvertFrom-Json }
        }
        $total = $saved | Measure-TlsRptReport Day -WarningVariable said -WarningAction SilentlyContinue
        Show-Sums $total | Should -Be $whole
        $said | Should -BeNullOrEmpty
    }

    It 'say which shard is missing' {
        $null = $sums['1'] + $sums['3'] | Measure-TlsRptReport Day -WarningVariable said -WarningAction SilentlyContinue
        "$said" | Should -BeLike 'The sums of shard 2/3 are missing. The totals do not contain their domains.*'
    }

    It 'count once when they are given twice' {
        $total = $sums['1'] + $sums['2'] + $sums['2'] + $sums['3'] | Measure-TlsRptReport Day -WarningVariable said -WarningAction SilentlyContinue
        Show-Sums $total | Should -Be $whole
        "$said" | Should -BeLike '*given more than once. Each was counted once.'
    }

    It 'that do not fit are one error per reason, with their number' {
        $total = @($sums['1'] | Measure-TlsRptReport Domain -ErrorVariable said -ErrorAction SilentlyContinue)
        $total.Count | Should -Be 0
        $said.Count | Should -Be 1
        $said[0].FullyQualifiedErrorId | Should -BeLike 'SumNotAdded,*'
        "$said" | Should -BeLike "$($sums['1'].Count) sums were not added: grouped by Day, and not by Domain.*"
        $null = Read-TlsRptReport $archive -Recurse | Measure-TlsRptReport | Measure-TlsRptReport -ErrorVariable said -ErrorAction SilentlyContinue
        "$said" | Should -BeLike '40 sums were not added: the property Part is missing or empty. The sum was measured without -Shard*'
    }

    It 'say how many of a table that was cut off or changed are missing' {
        $file = Join-Path $TestDrive 'cut.csv'
        $sums['1'] + $sums['2'] | Export-Csv $file -NoTypeInformation
        $lines = Get-Content $file
        $lines[0..($lines.Count - 3)] | Set-Content $file
        $null = (Import-Csv $file) + $sums['3'] | Measure-TlsRptReport Day -WarningVariable said -WarningAction SilentlyContinue
        "$said" | Should -BeLike "2 of the $($sums['2'].Count) sums of shard 2/3 are missing.*"

        ($lines -replace '""Successes"":[0-9]+', '""Successes"":7') | Set-Content $file
        $total = @(Import-Csv $file | Measure-TlsRptReport Day -ErrorVariable said -ErrorAction SilentlyContinue)
        $total.Count | Should -Be 0
        "$said" | Should -BeLike '* sums were not added: the property Part cannot be read. It was changed or cut off*'
    }

    It 'say that Part is missing when it was left out' {
        $null = $sums['1'] | Select-Object * -ExcludeProperty Part | Measure-TlsRptReport Day -ErrorVariable said -ErrorAction SilentlyContinue
        "$said" | Should -BeLike "$($sums['1'].Count) sums were not added: the property Part is missing or empty.*"
    }

    It 'are not added by -Shard or -Since' -ForEach @{ More = @{ Shard = '1/3' }; Says = '*without -Shard*' }, @{ More = @{ Since = '2026-01-10' }; Says = '*with -Since.' } {
        $group = if ($More.Contains('Since')) { 'Organization' } else { 'Day' }
        $total = @($sums['1'] | Measure-TlsRptReport $group @More -ErrorVariable said -ErrorAction SilentlyContinue)
        $total.Count | Should -Be 0
        $said.Count | Should -Be 1
        "$said" | Should -BeLike $Says
    }

    It 'that were judged differently say so' {
        $first = Read-TlsRptReport $archive -Recurse | Measure-TlsRptReport -Shard 1/2
        $second = Read-TlsRptReport $archive -Recurse | Measure-TlsRptReport -Shard 2/2 -MaxFailureRate 0 -TrustUnsigned
        $null = @($first) + @($second) | Measure-TlsRptReport -WarningVariable said -WarningAction SilentlyContinue
        "$said" | Should -BeLike '*different settings: -MaxFailureRate 0 -TrustUnsigned, -MaxFailureRate 0.1.*'
        $null = $first | Measure-TlsRptReport -Stage Testing -WarningVariable said -WarningAction SilentlyContinue
        "$said" | Should -BeLike '*-Stage Testing -MaxFailureRate 0.1, change nothing*'
    }
}
