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

    It 'writes a page for results that are piped in, without output' {
        $results | Export-MtaStsReport $html -Title 'A <b>title</b>' | Should -BeNullOrEmpty
        Get-Page $html | Should -Match '<title>A &lt;b&gt;title&lt;/b&gt;</title>'
        $data = Get-PageData $html
        $data.summary.tested | Should -Be 4
        $data.summary.status.Fail | Should -Be 1
        $data.summary.senderAction.Refuse | Should -Be 1
        ($data.domains | ForEach-Object name) -join ',' | Should -Be 'contoso.com,fabrikam.com,google-uncovered.test,no-mta-sts.test'
        ($data.actions | Where-Object id -eq 'Coverage.Wildcard').fix | Should -Match 'aspmx\.l\.google\.com'
    }

    It 'accepts results, reports, rows, steps, files and folders together, by parameter' {
        $steps = @(Step-MtaStsPolicy contoso.com -TestResult $results[0] @Lab)
        Export-MtaStsReport $html -InputObject ($results + $steps + @(Get-Item $reports)) -ReportPath (Join-Path $reports 'older') -PassThru | Should -BeOfType System.IO.FileInfo
        $data = Get-PageData $html
        $data.reports.count | Should -Be 18
        $data.reports.duplicates | Should -Be 1
        ($data.domains | Where-Object name -eq 'contoso.com').step.action | Should -Be 'Wait'
    }

    It 'has the same counts as Measure-TlsRptReport: reports, rows, saved rows, files' {
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

    It 'evaluates evidence like Measure-TlsRptReport' {
        $summary = Read-TlsRptReport $reports -Recurse | Measure-TlsRptReport | Where-Object Domain -eq 'contoso.com'
        $evidence = @((Export-MtaStsReport -AsJson -ReportPath $reports | ConvertFrom-Json).evidence)[0]
        $evidence.readiness | Should -Be $summary.Readiness
        $evidence.reasons | Should -Be @($summary.Reasons)
        $evidence.stage | Should -Be $summary.Stage
    }

    It 'writes the same data as JSON to a file, with dates and numbers in invariant form' {
        $json = Join-Path $TestDrive 'report.json'
        $results | Export-MtaStsReport $json -AsJson -Culture de-DE -Force
        $data = Get-Content $json -Raw | ConvertFrom-Json
        $data.format, $data.version, $data.culture | Should -Be 'MtaStsReport', 1, 'de-DE'
    }

    It 'overwrites an existing file only with -Force' {
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

    It 'reports unsupported input, ignores null, and shows the rest' {
        $results[0], 'text', (Get-Date), $null, $results[1] | Export-MtaStsReport $html -ErrorVariable problems -ErrorAction SilentlyContinue
        @($problems).Count | Should -Be 2
        foreach ($problem in $problems) { $problem.FullyQualifiedErrorId | Should -Match '^NotReportable,'; $problem.ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty }
        (Get-PageData $html).summary.tested | Should -Be 2
    }

    It 'counts what it cannot show in one error that names the properties' {
        $results[0], (1..50 | ForEach-Object { [pscustomobject]@{ Alpha = $_; Beta = 2 } }) | Write-Output | Export-MtaStsReport $html -ErrorVariable problems -ErrorAction SilentlyContinue
        @($problems).Count | Should -Be 1
        "$($problems[0])" | Should -BeLike '50 objects of type System.Management.Automation.PSCustomObject cannot be shown in a report.*PolicyDomain*Found: Alpha, Beta.'
    }

    It 'says that <what> of Test-MtaSts cannot be shown, and what to give' -ForEach @(
        @{ what = 'saved results'; from = { $results | ConvertTo-Json -Depth 6 | ConvertFrom-Json }; says = '*A saved result of Test-MtaSts has lost data*'; advice = '*-Journal*' }
        @{ what = 'restored results'; from = { $results | Export-Clixml "$TestDrive/r.xml"; Import-Clixml "$TestDrive/r.xml" }; says = '*A saved result of Test-MtaSts has lost data*'; advice = '*-Journal*' }
        @{ what = 'rows'; from = { [pscustomobject]@{ DomainName = 'contoso.com'; CheckId = 'Mx.Target' } }; says = '*A row of Test-MtaSts -Flatten*'; advice = '*without -Flatten*' }
    ) {
        & $from | Write-Output | Export-MtaStsReport $html -ErrorVariable problems -ErrorAction SilentlyContinue
        @($problems.FullyQualifiedErrorId) -replace ',.*' | Should -Be 'NotReportable', 'NothingToShow'
        "$($problems[0])" | Should -BeLike $says
        "$($problems[0])" | Should -Not -BeLike '*OrganizationName*'
        $problems[0].ErrorDetails.RecommendedAction | Should -BeLike $advice
    }

    It 'names no parameter that it does not have in an error about a limit' {
        $deep = Join-Path $TestDrive 'deep.json'
        Set-Content $deep ('{"report-id":"r","policies":' + '[' * 70 + ']' * 70 + '}')
        $results[0] | Export-MtaStsReport $html -ReportPath $deep -ErrorVariable problems -ErrorAction SilentlyContinue
        "$problems" | Should -BeLike '*deeper than the limit of 64 levels.*'
        $problems[0].ErrorDetails.RecommendedAction | Should -BeLike '*Read-TlsRptReport -MaxJsonDepth*'
    }

    It 'says that a folder has no report' {
        $empty = (New-Item -ItemType Directory (Join-Path $TestDrive 'empty')).FullName
        $results[0] | Export-MtaStsReport $html -ReportPath $empty -WarningVariable warned -WarningAction SilentlyContinue
        "$warned" | Should -Be "The folder '$empty' contains no TLS report."
    }

    It 'reports a file that is not a report, and a missing path' {
        $bad = Join-Path $TestDrive 'bad.json'
        Set-Content $bad '{}'
        $results[0] | Export-MtaStsReport $html -ReportPath $bad, (Join-Path $TestDrive 'nowhere*.gz'), $reports -ErrorVariable problems -ErrorAction SilentlyContinue
        ($problems.FullyQualifiedErrorId -replace ',.*') -join ',' | Should -Be 'TlsReportNotAReport,PathNotFound'
        (Get-PageData $html).reports.count | Should -Be 18
    }

    It 'reports a path that it cannot write to before any work' {
        { Export-MtaStsReport (Join-Path $TestDrive 'no/such/folder.html') -InputObject $results } | Should -Throw -ErrorId 'FolderNotFound,*'
        { Export-MtaStsReport $TestDrive -InputObject $results } | Should -Throw -ErrorId 'NotAFile,*'
    }

    It 'says so where a path of Windows names no folder here' -Skip:($env:OS -eq 'Windows_NT') {
        { Export-MtaStsReport '\\server\share\x.html' -InputObject $results } | Should -Throw -ErrorId 'FolderNotFound,*' -ExpectedMessage "There is no folder '?*server?share'."
    }

    It 'writes through a link, and keeps the mode of the file behind it' -Skip:(-not (Get-Command mkfifo -ErrorAction SilentlyContinue)) {
        $real = Join-Path $TestDrive 'real.html'
        $link = Join-Path $TestDrive 'link.html'
        Set-Content $real ('x' * 9000000)
        chmod 640 $real
        $null = New-Item -ItemType SymbolicLink -Path $link -Target $real
        $results[0] | Export-MtaStsReport $link -Force
        (Get-Item $link).LinkType | Should -Be 'SymbolicLink'
        (Get-Item $real).UnixMode | Should -Be '-rw-r-----'
        Get-Page $real | Should -Match '(?s)^<!DOCTYPE html>.*</html>\s*$'
        @(Get-ChildItem $TestDrive -Force -Filter '*.tmp').Count | Should -Be 0
    }

    It 'makes the file that a link leads to' -Skip:(-not (Get-Command mkfifo -ErrorAction SilentlyContinue)) {
        $link = Join-Path $TestDrive 'dangling.html'
        $null = New-Item -ItemType SymbolicLink -Path $link -Target (Join-Path $TestDrive 'made.html')
        { $results[0] | Export-MtaStsReport $link } | Should -Throw -ErrorId 'FileExists,*'
        $results[0] | Export-MtaStsReport $link -Force
        (Get-Item $link).LinkType | Should -Be 'SymbolicLink'
        Get-Page (Join-Path $TestDrive 'made.html') | Should -Match '^<!DOCTYPE html>'
    }

    It 'does not write to what is not a file: <_>' -ForEach 'pipe', 'null' -Skip:(-not (Get-Command mkfifo -ErrorAction SilentlyContinue)) {
        $target = if ($_ -eq 'null') { '/dev/null' } else { Join-Path $TestDrive 'out.fifo' }
        if ($_ -eq 'pipe') { mkfifo $target }
        $before = (Get-Item $target).UnixMode
        { $results[0] | Export-MtaStsReport $target -Force } | Should -Throw -ErrorId 'ReportNotWritten,*' -ExpectedMessage '*device or a pipe*'
        (Get-Item $target).UnixMode | Should -Be $before
    }

    It 'writes a file whose name is as long as it may be, and says what is wrong with one that is longer' {
        $long = Join-Path $TestDrive (('n' * 200) + '.html')
        $results[0] | Export-MtaStsReport $long
        Test-Path $long | Should -BeTrue
        { $results[0] | Export-MtaStsReport (Join-Path $TestDrive (('n' * 300) + '.html')) } | Should -Throw -ErrorId 'ReportNotWritten,*'
        @(Get-ChildItem $TestDrive -Force -Filter '*.tmp').Count | Should -Be 0
    }

    It 'does not take its own earlier output for a TLS report' {
        $folder = Join-Path $TestDrive 'both'
        Copy-Item $reports $folder -Recurse
        $own = Join-Path $folder 'r.html'
        foreach ($run in 1, 2) {
            Export-MtaStsReport $own -ReportPath $folder -Force -ErrorVariable problems -ErrorAction SilentlyContinue
            @($problems).Count | Should -Be 0
            (Get-PageData $own).reports.count | Should -Be 18
        }
    }

    It 'opens no pipe, which could wait for data without end: <_>' -Tag MatchingBuild -ForEach '-ReportPath $path', '-ReportPath (Split-Path $path)', '-InputObject (Get-Item $path)' -Skip:(-not (Get-Command mkfifo -ErrorAction SilentlyContinue)) {
        $folder = New-Item -ItemType Directory -Path (Join-Path $TestDrive ([guid]::NewGuid()))
        $pipe = Join-Path $folder 'pipe.json'
        mkfifo $pipe
        $shell = [powershell]::Create().AddScript("param(`$module, `$path) Import-Module `$module; Export-MtaStsReport -AsJson $_").AddArgument($env:MTASTS_MODULE).AddArgument($pipe)
        $running = $shell.BeginInvoke()
        $running.AsyncWaitHandle.WaitOne(20000) | Should -BeTrue
        "$($shell.Streams.Warning)" | Should -Match 'pipe\.json'
    }

    It 'shows no control character of a path in an error' {
        $path = Join-Path $TestDrive "no$([char]27)[31m$([char]0x202e)such.json"
        foreach ($command in { Read-TlsRptReport -LiteralPath $path }, { Test-MtaSts contoso.com -PolicyPath $path @Lab }, { Export-MtaStsReport "$path/x.html" -InputObject $results }) {
            $problem = $null
            try { & $command -ErrorAction Stop } catch { $problem = $_ }
            "$problem" | Should -Match 'u001b'
            foreach ($text in "$problem", $problem.Exception.Message, "$($problem.CategoryInfo)", ($problem | Out-String)) { $text -match "$([char]0x202e)|such.*$([char]27)\[31m.*such" | Should -BeFalse }
        }
    }

    It 'writes the file with a warning when there is no desktop to open it' -Skip:($env:OS -eq 'Windows_NT' -or (Get-Variable IsMacOS -ValueOnly -ErrorAction SilentlyContinue)) {
        $display = $env:DISPLAY, $env:WAYLAND_DISPLAY
        $env:DISPLAY = $env:WAYLAND_DISPLAY = ''
        try { $results | Export-MtaStsReport $html -Open -WarningVariable warned -WarningAction SilentlyContinue } finally { $env:DISPLAY, $env:WAYLAND_DISPLAY = $display }
        "$warned" | Should -Match 'no desktop'
        Test-Path $html | Should -BeTrue
    }
}
