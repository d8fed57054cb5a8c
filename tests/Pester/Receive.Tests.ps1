# Receive-TlsRptReport against a stub of Microsoft Graph on loopback, and over folders that grow.
BeforeAll {
    . "$PSScriptRoot/Common.ps1"
    . "$PSScriptRoot/GraphStub.ps1"
    function New-Token([string] $Text = 'token-of-the-test') { ConvertTo-SecureString $Text -AsPlainText -Force }
    function New-State { Join-Path $TestDrive "$([guid]::NewGuid()).json" }
}

Describe 'A mailbox' {
    BeforeEach {
        $graph = Start-GraphStub -Count 25
        $state = New-State
        $with = @{ Mailbox = 'reports@contoso.com'; StatePath = $state; AccessToken = New-Token; GraphEndpoint = $graph.Root }
    }
    AfterEach {
        Stop-LoopbackStub $graph
        $graph.Violations | Should -BeNullOrEmpty
    }

    It 'gives each report once, with its signature, and then only what is new' {
        $reports = @(Receive-TlsRptReport @with)
        $reports.Count | Should -Be 25
        $reports[3].ReportId | Should -Be '3'
        $reports[3].DkimResult | Should -Be 'pass'
        $reports[3].Source | Should -BeLike '"Report 3", received 2026-11-04 00:00:00 UTC*'
        $reports[0].GetType().FullName | Should -Be 'MtaSts.TlsReport'
        @(Receive-TlsRptReport @with).Count | Should -Be 0
        [void] $graph.Mails.Add((New-ReportMail 25))
        (Receive-TlsRptReport @with).ReportId | Should -Be '25'
        $graph.Fetched.Count | Should -Be 26
        @((Get-Content -LiteralPath $state | ConvertFrom-Json).messages).Count | Should -Be 26
    }

    It 'walks again when the link has expired, and fetches no message twice' {
        $graph.PageSize = 7
        @(Receive-TlsRptReport @with).Count | Should -Be 25
        $graph.Era++
        [void] $graph.Mails.Add((New-ReportMail 25))
        (Receive-TlsRptReport @with).ReportId | Should -Be '25'
        $graph.Fetched.Count | Should -Be 26
    }

    It 'waits as long as Graph asks, and loses nothing' {
        foreach ($fault in '429 ApplicationThrottled 1', '503 ServiceUnavailable 0', '502 BadGateway 0', '504 GatewayTimeout 0') { $graph.Faults.Enqueue($fault) }
        $told = @(Receive-TlsRptReport @with -Verbose 4>&1)
        @($told | Where-Object { $_ -is [MtaSts.TlsReport] }).Count | Should -Be 25
        "$($told -match 'Waiting')" | Should -BeLike 'Waiting 1 s before the next attempt.*429 (ApplicationThrottled*'
    }

    It 'never shows the token' {
        $graph.Token = 'another'
        $told = try { Receive-TlsRptReport @with -Verbose -Debug 3>&1 4>&1 5>&1 | Out-String } catch { "$_" + ($_ | Format-List * -Force | Out-String) }
        $told | Should -BeLike '*InvalidAuthenticationToken*'
        $told + ($Error | Format-List * -Force | Out-String) | Should -Not -BeLike '*token-of-the-test*'
        Test-Path -LiteralPath $state | Should -BeFalse
        $graph.Token = 'token-of-the-test'
        Receive-TlsRptReport @with | Out-Null
        Get-Content -LiteralPath $state -Raw | Should -Not -BeLike '*token-of-the-test*'
    }

    It 'names the message of an error, keeps the others, and tries what could not be fetched again' {
        $graph.Mails[3] = "Subject: Report Domain: contoso.com Submitter: x Report-ID: y`r`nTLS-Report-Domain: contoso.com`r`n" +
            "Content-Type: application/tlsrpt+json`r`n`r`n{`"organization-name`":"
        $graph.Mails[4] = "Subject: Lunch`r`nContent-Type: text/plain`r`n`r`nAt noon?`r`n"
        $graph.Mails[5] = ''
        $reports = @(Receive-TlsRptReport @with -ErrorVariable errors -ErrorAction SilentlyContinue -Verbose 4>&1)
        @($reports | Where-Object { $_ -is [MtaSts.TlsReport] }).Count | Should -Be 22
        "$($reports -match 'not TLS reports')" | Should -Be 'Messages that are not TLS reports: 2.'
        @($errors).Count | Should -Be 1
        "$errors" | Should -BeLike '"Report 3", received 2026-11-04 00:00:00 UTC*'
        $errors[0].FullyQualifiedErrorId | Should -BeLike 'TlsReportCutOff,*'
        @(Receive-TlsRptReport @with).Count | Should -Be 0
    }

    It 'gives the reports for a domain and after a date only' {
        $graph.Mails[7] = New-ReportMail 7 'fabrikam.com'
        @(Receive-TlsRptReport @with -DomainName contoso.com -After 2026-11-15 3>$null).ReportId | Should -Be (14..19)
    }

    It 'moves messages whose reports were returned, and with -WhatIf none' {
        $graph.Mails[4] = "Subject: Lunch`r`nContent-Type: text/plain`r`n`r`nAt noon?`r`n"
        $with.Remove('StatePath')
        @(Receive-TlsRptReport @with -MoveTo 'TLS reports' -WhatIf).Count | Should -Be 24
        $graph.Moved.Count | Should -Be 0
        @(Receive-TlsRptReport @with -MoveTo 'Inbox/TLS reports').Count | Should -Be 24
        $graph.Moved.Count | Should -Be 24
        $graph.Moved | Should -Not -Contain 'm4'
        @(Receive-TlsRptReport @with -MoveTo 'TLS reports').Count | Should -Be 0
    }

    It 'leaves a message whose report is left out where it is, for a run that wants it' {
        $graph.Mails[7] = New-ReportMail 7 'fabrikam.com'
        @(Receive-TlsRptReport @with -MoveTo 'TLS reports' -DomainName contoso.com 3>$null).Count | Should -Be 24
        $graph.Moved | Should -Not -Contain 'm7'
        (Receive-TlsRptReport @with -MoveTo 'TLS reports' -DomainName fabrikam.com).ReportId | Should -Be '7'
    }

    It 'records nothing with -WhatIf' {
        @(Receive-TlsRptReport @with -WhatIf).Count | Should -Be 25
        Test-Path -LiteralPath $state | Should -BeFalse
    }

    It 'repeats the page whose reports were not all taken' {
        $graph.PageSize = 10
        @(Receive-TlsRptReport @with | Select-Object -First 12).Count | Should -Be 12
        @(Receive-TlsRptReport @with).ReportId | Should -Be (10..24)
    }

    It 'continues behind the message that ended a run with -ErrorAction Stop, and loses no report' {
        $graph.PageSize = 10
        $graph.Mails[13] = "Subject: Report Domain: contoso.com Submitter: x Report-ID: y`r`nTLS-Report-Domain: contoso.com`r`n" +
            "Content-Type: application/tlsrpt+json`r`n`r`n{`"organization-name`":"
        $graph.Mails[14] = 'Subject: ' + 'x' * 4000
        $received = [System.Collections.Generic.List[string]]::new()
        { Receive-TlsRptReport @with -ErrorAction Stop | ForEach-Object { $received.Add($_.ReportId) } } | Should -Throw -ErrorId 'TlsReportCutOff,*'
        $received | Should -Be (0..12 + 15..19)
        $with.MaxMailBytes = 3000
        $reports = @(Receive-TlsRptReport @with -ErrorAction Stop -WarningVariable told -WarningAction SilentlyContinue)
        $reports.ReportId | Should -Be (10..12 + 15..24)
        @($told).Count | Should -Be 2
        "$told" | Should -BeLike '"Report 13", received*an earlier run ended with an error.*"Report 14"*'
        @(Receive-TlsRptReport @with -ErrorAction Stop -WarningVariable told).Count | Should -Be 0
        $told | Should -BeNullOrEmpty
    }

    It 'moves the other messages after the error that ended a run' {
        $graph.Mails[3] = "Subject: Report Domain: contoso.com Submitter: x Report-ID: y`r`nTLS-Report-Domain: contoso.com`r`n" +
            "Content-Type: application/tlsrpt+json`r`n`r`n{`"organization-name`":"
        { $null = Receive-TlsRptReport @with -MoveTo 'TLS reports' -ErrorAction Stop } | Should -Throw -ErrorId 'TlsReportCutOff,*'
        $graph.Moved.Count | Should -Be 0
        @(Receive-TlsRptReport @with -MoveTo 'TLS reports' -ErrorAction Stop 3>$null).Count | Should -Be 24
        $graph.Moved.Count | Should -Be 24
        $graph.Moved | Should -Not -Contain 'm3'
    }

    It 'uses the connection of the session, and does not load one' {
        $with.Remove('AccessToken')
        $module = New-Item -ItemType Directory (Join-Path $TestDrive 'modules/Stub.Graph')
        Set-Content -LiteralPath (Join-Path $module.FullName 'Stub.Graph.psm1') -Value 'function Invoke-MgGraphRequest { throw "It was loaded." }'
        $paths = $env:PSModulePath
        $env:PSModulePath = $module.Parent.FullName + [System.IO.Path]::PathSeparator + $paths
        try { { Receive-TlsRptReport @with } | Should -Throw -ErrorId 'NoGraphConnection,*' } finally { $env:PSModulePath = $paths }
        Get-Module Stub.Graph | Should -BeNullOrEmpty
        Set-Item function:global:Invoke-MgGraphRequest (New-StubSession $graph)
        try {
            @(Receive-TlsRptReport @with).Count | Should -Be 25
            $with.StatePath = New-State
            @(Receive-TlsRptReport -Mailbox $with.Mailbox -GraphEndpoint $graph.Root -Folder inbox -MoveTo 'TLS reports').Count | Should -Be 25
            $graph.Moved.Count | Should -Be 25
            Set-Item function:global:Invoke-MgGraphRequest { throw 'Authentication needed. Please call Connect-MgGraph.' }
            { Receive-TlsRptReport @with } | Should -Throw -ErrorId 'GraphNotConnected,*'
        }
        finally { Remove-Item function:Invoke-MgGraphRequest -ErrorAction SilentlyContinue }
    }

    It 'refuses with the reason and the fix' -ForEach @(
        @{ Change = @{ GraphEndpoint = 'http://graph.microsoft.com' }; Id = 'InvalidGraphEndpoint,*' }
        @{ Change = @{ Folder = 'No such folder' }; Id = 'MailFolderNotFound,*' }
        @{ Change = @{ AccessToken = (ConvertTo-SecureString "two`nlines" -AsPlainText -Force) }; Id = 'GraphUnauthorized,*' }
        @{ Change = @{ StatePath = 'no/such/folder/state.json' }; Id = 'FolderNotFound,*' }
    ) {
        foreach ($name in $Change.Keys) { $with[$name] = $Change[$name] }
        $thrown = { Receive-TlsRptReport @with } | Should -Throw -ErrorId $Id -PassThru
        $thrown.ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
    }

    It 'refuses a state of another mailbox, and one whose link leads elsewhere' {
        Receive-TlsRptReport @with | Out-Null
        { Receive-TlsRptReport @with -Folder archive } | Should -Throw -ErrorId 'InvalidIntakeState,*' -ExpectedMessage '*belongs to another source*'
        (Get-Content -LiteralPath $state -Raw) -replace '"cursor":"http://127.0.0.1:\d+/', '"cursor":"http://127.0.0.1:9/' | Set-Content -LiteralPath $state
        { Receive-TlsRptReport @with } | Should -Throw -ErrorId 'GraphBadAnswer,*' -ExpectedMessage '*Nothing was sent to it*'
    }

    It 'stops at a right that is missing, and says which' {
        1..2 | ForEach-Object { $graph.Faults.Enqueue('403 ErrorAccessDenied') }
        $thrown = { Receive-TlsRptReport @with } | Should -Throw -ErrorId 'GraphForbidden,*' -PassThru
        $thrown.ErrorDetails.RecommendedAction | Should -BeLike '*Mail.Read*'
    }
}

Describe 'A process that is killed while it receives' {
    BeforeEach {
        $graph = Start-GraphStub -Count 240
        $graph.PageSize = 20
        $graph.Delay = 2
        $state = New-State
        $receive = "`$token = ConvertTo-SecureString 'token-of-the-test' -AsPlainText -Force`n" +
            "Receive-TlsRptReport reports@contoso.com '$state' -AccessToken `$token -GraphEndpoint $($graph.Root)"
        $random = [System.Random]::new(19)

        # Runs a script until it ends by itself; kills it each time when this many more messages were fetched. Returns how often.
        function Invoke-Killed([string] $Text) {
            $script = Join-Path $TestDrive "$([guid]::NewGuid()).ps1"
            Set-Content -LiteralPath $script -Encoding utf8 -Value "Import-Module '$env:MTASTS_MODULE'`n$Text"
            for ($kills = 0; $kills -lt 50; $kills++) {
                $start = [System.Diagnostics.ProcessStartInfo]::new($env:MTASTS_ENGINE, "-NoProfile -NonInteractive -File `"$script`"")
                $start.UseShellExecute = $false
                $enough = $graph.Fetched.Count + $random.Next(5, 60)
                $process = [System.Diagnostics.Process]::Start($start)
                while (-not $process.HasExited -and $graph.Fetched.Count -lt $enough) { Start-Sleep -Milliseconds 5 }
                $isKilled = -not $process.HasExited
                if ($isKilled) { $process.Kill() }
                $process.WaitForExit()
                if (Test-Path -LiteralPath $state) { { Get-Content -LiteralPath $state -TotalCount 1 | ConvertFrom-Json } | Should -Not -Throw }
                if (-not $isKilled) { return $kills }
            }
        }
    }
    AfterEach {
        Stop-LoopbackStub $graph
        $graph.Violations | Should -BeNullOrEmpty
    }

    It 'loses no report and repeats at most one page each time' {
        $out = Join-Path $TestDrive 'received.txt'
        $kills = Invoke-Killed "$receive | ForEach-Object { [System.IO.File]::AppendAllText('$out', `$_.ReportId + `"``n`") }"
        $kills | Should -BeGreaterThan 3
        $ids = @(Get-Content -LiteralPath $out)
        @($ids | Sort-Object -Unique).Count | Should -Be 240
        $ids.Count | Should -BeLessOrEqual (240 + 20 * $kills)
    }

    It 'and exports has each report in the archive, counted once' {
        $archive = Join-Path $TestDrive 'archive'
        $kills = Invoke-Killed "$receive | Export-TlsRptReport '$archive'"
        $kills | Should -BeGreaterThan 3
        $total = Read-TlsRptReport $archive -Recurse | Measure-TlsRptReport None
        $total.Reports | Should -Be 240
        $total.Successes | Should -Be 2400
        @(Get-ChildItem -LiteralPath $archive -Force -Filter '.mtasts-*').Count | Should -Be 0
    }
}

Describe 'A folder that grows' {
    BeforeEach {
        $folder = (New-Item -ItemType Directory (Join-Path $TestDrive ([guid]::NewGuid()))).FullName
        $state = Join-Path $folder 'state.json'
        1..5 | ForEach-Object { [System.IO.File]::WriteAllText((Join-Path $folder "$_.eml"), (New-ReportMail $_)) }
    }

    It 'gives what is new, each report once' {
        @(Receive-TlsRptReport -Path $folder -StatePath $state).ReportId | Should -Be (1..5)
        @(Receive-TlsRptReport -Path $folder -StatePath $state).Count | Should -Be 0
        [System.IO.File]::WriteAllText((Join-Path $folder '6.eml'), (New-ReportMail 6))
        Copy-Item (Join-Path $folder '5.eml') (Join-Path $folder 'copy of 5.eml')
        (Receive-TlsRptReport -Path $folder -StatePath $state).ReportId | Should -Be '6'
    }

    It 'reads a mailbox file that grew again, and gives only its new reports' {
        $mbox = Join-Path $folder 'a.mbox'
        [System.IO.File]::WriteAllText($mbox, "From a Sun Nov  1 00:00:00 2026`r`n$(New-ReportMail 11)`r`n")
        @(Receive-TlsRptReport -Path $folder -StatePath $state).Count | Should -Be 6
        [System.IO.File]::AppendAllText($mbox, "From a Sun Nov  1 00:00:00 2026`r`n$(New-ReportMail 12)`r`n")
        (Receive-TlsRptReport -Path $folder -StatePath $state).ReportId | Should -Be '12'
    }

    It 'reads the folders below with -Recurse, and forgets files that are gone' {
        $below = New-Item -ItemType Directory (Join-Path $folder 'below')
        [System.IO.File]::WriteAllText((Join-Path $below.FullName '9.eml'), (New-ReportMail 9))
        @(Receive-TlsRptReport -Path $folder -StatePath $state).Count | Should -Be 5
        (Receive-TlsRptReport -Path $folder -StatePath $state -Recurse).ReportId | Should -Be '9'
        Get-ChildItem -LiteralPath $folder -Filter *.eml | Remove-Item
        @(Receive-TlsRptReport -Path $folder -StatePath $state -Recurse).Count | Should -Be 0
        (Get-Content -LiteralPath $state -Raw | ConvertFrom-Json).files.Count | Should -Be 1
    }

    It 'names a file that is damaged, and reads it again when it was replaced' {
        [System.IO.File]::WriteAllText((Join-Path $folder '0.json'), '{"organization-name":')
        $reports = @(Receive-TlsRptReport -Path $folder -StatePath $state -ErrorVariable errors -ErrorAction SilentlyContinue)
        $reports.Count | Should -Be 5
        "$errors" | Should -BeLike '*0.json*'
        @(Receive-TlsRptReport -Path $folder -StatePath $state).Count | Should -Be 0
        [System.IO.File]::WriteAllText((Join-Path $folder '0.json'), ((New-ReportMail 0) -split "`r`n`r`n")[1])
        (Receive-TlsRptReport -Path $folder -StatePath $state).ReportId | Should -Be '0'
    }

    It 'continues behind the files that ended a run with -ErrorAction Stop, and loses no report' {
        [System.IO.File]::WriteAllText((Join-Path $folder '0.json'), '{"organization-name":')
        [System.IO.File]::WriteAllText((Join-Path $folder '3a.json'), '{"organization-name":')
        $received = [System.Collections.Generic.List[string]]::new()
        $run = { Receive-TlsRptReport -Path $folder -StatePath $state -ErrorAction Stop | ForEach-Object { $received.Add($_.ReportId) } }
        $run | Should -Throw -ErrorId 'TlsReportCutOff,*' -ExpectedMessage '*0.json*'
        $received | Should -Be (1..5)

        # What was passed on before an error may be lost with it, as in $reports = ..., so it comes again.
        $reports = Receive-TlsRptReport -Path $folder -StatePath $state -ErrorAction Stop -WarningVariable told 3>$null
        $reports.ReportId | Should -Be (1..5)
        @($told).Count | Should -Be 2
        "$told" | Should -BeLike '*0.json*an earlier run ended with an error.*3a.json*'
        @(Receive-TlsRptReport -Path $folder -StatePath $state -ErrorAction Stop -WarningVariable told).Count | Should -Be 0
        $told | Should -BeNullOrEmpty
    }

    It 'returns each report although every run with -ErrorAction Stop finds one damaged file more' {
        $received = [System.Collections.Generic.List[string]]::new()
        foreach ($day in 1..6) {
            [System.IO.File]::WriteAllText((Join-Path $folder "bad$day.json"), '{"organization-name":')
            $reports = $null
            try { $reports = Receive-TlsRptReport -Path $folder -StatePath $state -ErrorAction Stop 3>$null } catch { $null = $_ }
            foreach ($report in $reports) { $received.Add($report.ReportId) }
        }
        $received | Sort-Object | Should -Be (1..5)
    }

    It 'returns the new reports of a mailbox that grows and has a damaged mail in it' {
        Get-ChildItem -LiteralPath $folder | Remove-Item
        $received = [System.Collections.Generic.List[string]]::new()
        $from = "From a@b.test Mon Jan  6 00:00:00 2025`n"
        $damaged = "Subject: x`nTLS-Report-Domain: contoso.com`nContent-Type: application/tlsrpt+json`n`n{`"organization-name`":`n`n"
        foreach ($day in 1..6) {
            $text = $from + $damaged + (-join (1..$day | ForEach-Object { $from + (New-ReportMail $_) + "`n" }))
            [System.IO.File]::WriteAllText((Join-Path $folder 'all.mbox'), $text)
            $reports = $null
            try { $reports = Receive-TlsRptReport -Path $folder -StatePath $state -ErrorAction Stop 3>$null } catch { $null = $_ }
            foreach ($report in $reports) { $received.Add($report.ReportId) }
        }
        $received | Should -Be (1..6)
    }

    It 'returns the whole reports of a damaged file after the run that it ended' {
        Get-ChildItem -LiteralPath $folder | Remove-Item
        $json = ((New-ReportMail 11) -split "`r`n`r`n")[1]
        [System.IO.File]::WriteAllText((Join-Path $folder 'a.json'), "$json{`"organization-name`":1}`n$(((New-ReportMail 12) -split "`r`n`r`n")[1])")
        { $null = Receive-TlsRptReport -Path $folder -StatePath $state -ErrorAction Stop } | Should -Throw
        (Receive-TlsRptReport -Path $folder -StatePath $state -ErrorAction Stop 3>$null).ReportId | Should -Be '11', '12'
    }

    It 'records nothing when <what>' -ForEach @(
        @{ what = 'a later command takes only the first reports'; run = { Receive-TlsRptReport -Path $folder -StatePath $state -ErrorAction Stop | Select-Object -First 2 } }
        @{ what = 'a later command throws'; run = { Receive-TlsRptReport -Path $folder -StatePath $state -ErrorAction Stop | ForEach-Object { if ($_.ReportId -eq '4') { throw 'no' } } } }
    ) {
        [System.IO.File]::WriteAllText((Join-Path $folder '6.json'), '{"organization-name":')
        try { $null = & $run } catch { "$_" | Should -Be 'no' }
        Test-Path -LiteralPath $state | Should -BeFalse
        @(Receive-TlsRptReport -Path $folder -StatePath $state -ErrorAction SilentlyContinue).ReportId | Should -Be (1..5)
    }

    It 'keeps what ended a run when a later command takes only the first reports' {
        [System.IO.File]::WriteAllText((Join-Path $folder '0.json'), '{"organization-name":')
        { $null = Receive-TlsRptReport -Path $folder -StatePath $state -ErrorAction Stop } | Should -Throw
        (Receive-TlsRptReport -Path $folder -StatePath $state -ErrorAction Stop 3>$null | Select-Object -First 2).ReportId | Should -Be '1', '2'
        @(Receive-TlsRptReport -Path $folder -StatePath $state -ErrorAction Stop 3>$null).ReportId | Should -Be (1..5)
    }

    It 'refuses a pipe as its state at once, also with -WhatIf' -Tag MatchingBuild -Skip:(-not (Get-Command mkfifo -ErrorAction SilentlyContinue)) {
        mkfifo $state
        { Receive-TlsRptReport -Path $folder -StatePath $state } | Should -Throw '*is a pipe, a socket or a device*' -ErrorId 'NotAFile,*'
        { Receive-TlsRptReport -Path $folder -StatePath $state -WhatIf } | Should -Throw -ErrorId 'NotAFile,*'
    }

    It 'says when the link to its state was changed while it ran' -Tag MatchingBuild -Skip:(-not (Get-Command mkfifo -ErrorAction SilentlyContinue)) {
        $state = Join-Path $TestDrive "$([guid]::NewGuid()).json"
        ln -s "$state.1" $state
        $count = 0
        Receive-TlsRptReport -Path $folder -StatePath $state -ErrorVariable errors -ErrorAction SilentlyContinue | ForEach-Object {
            if ($count++ -eq 0) { ln -sfn "$state.2" $state }
        }
        $count | Should -Be 5
        "$errors" | Should -BeLike "*no longer leads to the state file*'$state.1'."
        $errors[0].FullyQualifiedErrorId | Should -BeLike 'IntakeLinkChanged,*'
        @(Receive-TlsRptReport -Path $folder -StatePath "$state.1").Count | Should -Be 0
    }

    It 'says of a damaged file that it counts as received, unless -WhatIf is given' {
        [System.IO.File]::WriteAllText((Join-Path $folder '0.json'), '{"organization-name":')
        $null = Receive-TlsRptReport -Path $folder -StatePath $state -WhatIf -ErrorVariable errors -ErrorAction SilentlyContinue
        $errors[0].ErrorDetails.RecommendedAction | Should -BeLike '*it does not count as received.'
        $null = Receive-TlsRptReport -Path $folder -StatePath $state -ErrorVariable errors -ErrorAction SilentlyContinue
        $errors[0].ErrorDetails.RecommendedAction | Should -BeLike '*It counts as received*'
    }

    It 'names no parameter that it does not have in an error about a limit' {
        [System.IO.File]::WriteAllText((Join-Path $folder '0.json'), '{"report-id":"r","policies":' + '[' * 70 + ']' * 70 + '}')
        $null = Receive-TlsRptReport -Path $folder -StatePath $state -ErrorVariable errors -ErrorAction SilentlyContinue
        "$errors" | Should -BeLike '*deeper than the limit of 64 levels.*'
        $errors[0].ErrorDetails.RecommendedAction | Should -BeLike '*Read-TlsRptReport -MaxJsonDepth.'
    }

    It 'needs a folder, and says of a file that it is one' {
        $file = Join-Path $folder '1.eml'
        $thrown = { Receive-TlsRptReport -Path $file -StatePath $state } | Should -Throw -ErrorId 'NotAFolder,*' -ExpectedMessage "*1.eml' is a file, not a folder." -PassThru
        $thrown.ErrorDetails.RecommendedAction | Should -BeLike '*the folder that contains it*Read-TlsRptReport.'
        { Receive-TlsRptReport -Path $folder -StatePath (Join-Path $file 's.json') } | Should -Throw -ErrorId 'FolderNotFound,*' -ExpectedMessage "*1.eml' is a file, not a folder."
        { Receive-TlsRptReport -Path (Join-Path $folder 'no') -StatePath $state } | Should -Throw -ErrorId 'FolderNotFound,*'
    }
}
