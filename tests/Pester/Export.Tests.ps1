BeforeAll {
    . "$PSScriptRoot/Common.ps1"
    . "$PSScriptRoot/ExampleWorld.ps1"
    Save-ExampleFile $TestDrive
    $reports = Join-Path $TestDrive 'reports'
    $results = @(Test-MtaSts contoso.com, fabrikam.com, google-uncovered.test, no-mta-sts.test @Lab)
    $html = Join-Path $TestDrive 'report.html'

    function Get-Page([string] $Path) { [System.IO.File]::ReadAllText($Path) }
    function Get-PageData([string] $Path) { [regex]::Match((Get-Page $Path), '<script type="application/json" id="data">(.*?)</script>').Groups[1].Value | ConvertFrom-Json }
}

Describe 'Export-MtaStsReport' {
    BeforeEach { if (Test-Path $html) { Remove-Item $html } }

    It 'writes a page on the results that are piped in, and says nothing' {
        $results | Export-MtaStsReport $html -Title 'A <b>title</b>' | Should -BeNullOrEmpty
        Get-Page $html | Should -Match '<title>A &lt;b&gt;title&lt;/b&gt;</title>'
        $data = Get-PageData $html
        $data.summary.tested | Should -Be 4
        $data.summary.status.Fail | Should -Be 1
        $data.summary.senderAction.Refuse | Should -Be 1
        ($data.domains | ForEach-Object name) -join ',' | Should -Be 'contoso.com,fabrikam.com,google-uncovered.test,no-mta-sts.test'
        ($data.actions | Where-Object id -eq 'Coverage.Wildcard').fix | Should -Match 'aspmx\.l\.google\.com'
    }

    It 'takes results, reports, rows, steps, files and folders together, by parameter' {
        $steps = @(Step-MtaStsPolicy contoso.com -TestResult $results[0] @Lab)
        Export-MtaStsReport $html -InputObject ($results + $steps + @(Get-Item $reports)) -ReportPath (Join-Path $reports 'older') -PassThru | Should -BeOfType System.IO.FileInfo
        $data = Get-PageData $html
        $data.reports.count | Should -Be 18
        $data.reports.duplicates | Should -Be 1
        ($data.domains | Where-Object name -eq 'contoso.com').step.action | Should -Be 'Wait'
    }

    It 'counts what Measure-TlsRptReport counts: reports, rows, saved rows, files' {
        $all = @(Read-TlsRptReport $reports -Recurse)
        $total = $all | Measure-TlsRptReport None
        $csv = Join-Path $TestDrive 'rows.csv'
        Read-TlsRptReport $reports -Recurse -Flatten | Export-Csv $csv -NoTypeInformation
        $ways = @(
            { $all | Export-MtaStsReport -AsJson }, { Read-TlsRptReport $reports -Recurse -Flatten | Export-MtaStsReport -AsJson }
            { Import-Csv $csv | Export-MtaStsReport -AsJson }, { Export-MtaStsReport -AsJson -ReportPath $reports }, { Get-ChildItem $reports | Export-MtaStsReport -AsJson }
        )
        foreach ($way in $ways) {
            $data = & $way | ConvertFrom-Json
            ($data.reports.sessions | ForEach-Object successes | Measure-Object -Sum).Sum | Should -Be $total.Successes -Because $way
            ($data.reports.failures | ForEach-Object { $_[7] } | Measure-Object -Sum).Sum | Should -Be $total.Failures -Because $way
            $data.reports.count | Should -Be $total.Reports -Because $way
        }
    }

    It 'judges evidence as Measure-TlsRptReport does' {
        $summary = Read-TlsRptReport $reports -Recurse | Measure-TlsRptReport | Where-Object Domain -eq 'contoso.com'
        $evidence = @((Export-MtaStsReport -AsJson -ReportPath $reports | ConvertFrom-Json).evidence)[0]
        $evidence.readiness | Should -Be $summary.Readiness
        $evidence.reasons | Should -Be @($summary.Reasons)
        $evidence.stage | Should -Be $summary.Stage
    }

    It 'gives the same data as JSON in a file, and leaves dates and numbers to the reader' {
        $json = Join-Path $TestDrive 'report.json'
        $results | Export-MtaStsReport $json -AsJson -Culture de-DE -Force
        $data = Get-Content $json -Raw | ConvertFrom-Json
        $data.format, $data.version, $data.culture | Should -Be 'MtaStsReport', 1, 'de-DE'
    }

    It 'leaves a file that exists alone, unless told' {
        Set-Content $html 'mine'
        { $results | Export-MtaStsReport $html } | Should -Throw -ErrorId 'FileExists,*'
        Get-Content $html | Should -Be 'mine'
        $results | Export-MtaStsReport $html -Force
        Get-Page $html | Should -Match '^<!DOCTYPE html>'
        @(Get-ChildItem $TestDrive -Filter '*.tmp').Count | Should -Be 0
    }

    It 'writes nothing with -WhatIf' {
        $results | Export-MtaStsReport $html -WhatIf
        Test-Path $html | Should -BeFalse
    }

    It 'writes nothing when there is nothing to show' {
        @() | Export-MtaStsReport $html -ErrorVariable problem -ErrorAction SilentlyContinue
        $problem[0].FullyQualifiedErrorId | Should -Match '^NothingToShow,'
        Test-Path $html | Should -BeFalse
    }

    It 'names what it cannot show, passes over null, and shows the rest' {
        $results[0], 'text', (Get-Date), $null, $results[1] | Export-MtaStsReport $html -ErrorVariable problems -ErrorAction SilentlyContinue
        @($problems).Count | Should -Be 2
        foreach ($problem in $problems) { $problem.FullyQualifiedErrorId | Should -Match '^NotReportable,'; $problem.ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty }
        (Get-PageData $html).summary.tested | Should -Be 2
    }

    It 'counts what it cannot show in one error that names the properties' {
        $results[0], (1..50 | ForEach-Object { [pscustomobject]@{ Alpha = $_; Beta = 2 } }) | Write-Output | Export-MtaStsReport $html -ErrorVariable problems -ErrorAction SilentlyContinue
        @($problems).Count | Should -Be 1
        "$($problems[0])" | Should -BeLike '50 objects of type System.Management.Automation.PSCustomObject cannot be shown in a report.*PolicyDomain*there are Alpha, Beta.'
    }

    It 'says that a folder has no report' {
        $empty = (New-Item -ItemType Directory (Join-Path $TestDrive 'empty')).FullName
        $results[0] | Export-MtaStsReport $html -ReportPath $empty -WarningVariable warned -WarningAction SilentlyContinue
        "$warned" | Should -Be "The folder '$empty' contains no TLS report."
    }

    It 'names a file that is not a report, and a path that leads nowhere' {
        $bad = Join-Path $TestDrive 'bad.json'
        Set-Content $bad '{}'
        $results[0] | Export-MtaStsReport $html -ReportPath $bad, (Join-Path $TestDrive 'nowhere*.gz'), $reports -ErrorVariable problems -ErrorAction SilentlyContinue
        ($problems.FullyQualifiedErrorId -replace ',.*') -join ',' | Should -Be 'TlsReportNotAReport,PathNotFound'
        (Get-PageData $html).reports.count | Should -Be 18
    }

    It 'says where it cannot write before any work' {
        { Export-MtaStsReport (Join-Path $TestDrive 'no/such/folder.html') -InputObject $results } | Should -Throw -ErrorId 'FolderNotFound,*'
        { Export-MtaStsReport $TestDrive -InputObject $results } | Should -Throw -ErrorId 'NotAFile,*'
    }

    It 'warns where there is no desktop to open the file on, and writes it' -Skip:($env:OS -eq 'Windows_NT' -or (Get-Variable IsMacOS -ValueOnly -ErrorAction SilentlyContinue)) {
        $display = $env:DISPLAY, $env:WAYLAND_DISPLAY
        $env:DISPLAY = $env:WAYLAND_DISPLAY = ''
        try { $results | Export-MtaStsReport $html -Open -WarningVariable warned -WarningAction SilentlyContinue } finally { $env:DISPLAY, $env:WAYLAND_DISPLAY = $display }
        "$warned" | Should -Match 'no desktop'
        Test-Path $html | Should -BeTrue
    }
}
