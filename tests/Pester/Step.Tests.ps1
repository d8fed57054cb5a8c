BeforeAll {
    . "$PSScriptRoot/FolderLab.ps1"
    Import-StagedModule
    $lab = Start-FolderLab
    $net = $lab.Net
    $testing = "mode: testing`nmax_age: 86400"
    $reports = @(New-Report testing.test $testing 15) + @(New-Report m365.test $testing 15)
}

AfterAll { Stop-FolderLab $lab }

Describe 'Step-MtaStsPolicy takes domains by pipeline' {
    It 'from <what>' -ForEach @(
        @{ what = 'text'; run = { 'testing.test', 'healthy.test' } }
        @{ what = 'objects with DomainName'; run = { 'testing.test', 'healthy.test' | ForEach-Object { [pscustomobject]@{ DomainName = $_ } } } }
        @{ what = 'objects with Id, as Get-MgDomain returns them'; run = { 'testing.test', 'healthy.test' | ForEach-Object { [pscustomobject]@{ Id = $_ } } } }
        @{ what = 'a file of Export-Csv'; run = { 'testing.test', 'healthy.test' | ForEach-Object { [pscustomobject]@{ Domain = $_; Owner = 'x' } } | ConvertTo-Csv | ConvertFrom-Csv } }
        @{ what = 'results of Test-MtaSts'; run = { Test-MtaSts testing.test, healthy.test @net } }
    ) {
        $steps = @(& $run | Step-MtaStsPolicy @net)
        $steps.DomainName | Should -Be 'testing.test', 'healthy.test'
        $steps.Action | Should -Be 'Wait', 'Wait'
    }

    It 'steps a whole tenant in one line, with the reports in -Report' {
        $steps = @('testing.test', 'm365.test', 'healthy.test' | Step-MtaStsPolicy -Report $reports @net)
        $steps.DomainName | Should -Be 'testing.test', 'm365.test', 'healthy.test'
        $steps[0].Action | Should -Be 'Advance'
        $steps[2].Action | Should -Be 'Wait'
    }

    It 'with <switch>' -ForEach @(
        @{ switch = '-Rollback'; arguments = @{ Rollback = $true }; action = 'Rollback' }
        @{ switch = '-Remove'; arguments = @{ Remove = $true }; action = 'Remove' }
    ) {
        @('testing.test', 'healthy.test' | Step-MtaStsPolicy @arguments @net).Action | Should -Be $action, $action
        @(Test-MtaSts testing.test @net | Step-MtaStsPolicy @arguments -Server 127.0.0.1:1).Action | Should -Be $action # the result is used
    }

    It 'returns one step for a domain that comes twice' {
        @('testing.test', 'TESTING.test' | Step-MtaStsPolicy @net).Count | Should -Be 1
    }

    It 'continues after a domain that is not valid' {
        $steps = @('testing.test', 'not valid', 'healthy.test' | Step-MtaStsPolicy -Report $reports @net -ErrorVariable problem -ErrorAction SilentlyContinue)
        $steps.DomainName | Should -Be 'testing.test', 'healthy.test'
        $problem.FullyQualifiedErrorId | Should -BeLike 'InvalidDomainName,*'
    }

    It 'does not take the names in reports for the domains to step' {
        $steps = @($reports | Step-MtaStsPolicy @net -ErrorVariable problem -ErrorAction SilentlyContinue)
        $steps.Count | Should -Be 0
        $problem.FullyQualifiedErrorId | Should -BeLike 'NoDomain,*'
        "$problem" | Should -BeLike '*anyone can send one*'
    }

    It 'asks for a domain when nothing was given' {
        Step-MtaStsPolicy @net -ErrorVariable problem -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $problem.FullyQualifiedErrorId | Should -BeLike 'NoDomain,*'
        Get-Item 'no-such-file*' | Step-MtaStsPolicy @net -ErrorVariable problem -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $problem.FullyQualifiedErrorId | Should -BeLike 'NoDomain,*'
    }

    It 'names the properties that it looked for' {
        [pscustomobject]@{ Zone = 'contoso.com' } | Step-MtaStsPolicy @net -ErrorVariable problem -ErrorAction SilentlyContinue
        "$problem" | Should -BeLike '*DomainName, Domain, Name, Id*Found: Zone.'
    }

    It 'rejects reports by pipeline beside -Report' {
        $steps = @($reports | Step-MtaStsPolicy testing.test -Report $reports @net -ErrorVariable problem -ErrorAction SilentlyContinue)
        $steps.Action | Should -Be 'Advance'
        @($problem).Count | Should -Be 1
        $problem.FullyQualifiedErrorId | Should -BeLike 'EvidenceTwice,*'
    }

    It 'takes an empty list of reports, as an empty folder leaves it: <what>' -ForEach @(@{ what = 'null'; value = $null }, @{ what = '@()'; value = @() }, @{ what = 'a null in a list'; value = @($null) }) {
        @('testing.test', 'no-mta-sts.test' | Step-MtaStsPolicy -Report $value @net).Action | Should -Be 'Wait', 'Start'
    }

    It 'takes nested arrays, and a domain once however it is written' {
        @(, @('testing.test', @('healthy.test')) | Step-MtaStsPolicy -Report (, $reports) @net).Action | Should -Be 'Advance', 'Wait'
        @('testing.test', 'testing.test.', 'TESTING.TEST' | Step-MtaStsPolicy @net).Count | Should -Be 1
        @(Step-MtaStsPolicy xn--bcher-kva.test, bücher.test @net).Count | Should -Be 1
    }

    It 'does not follow an array that contains itself' {
        $circle = [object[]]::new(2)
        $circle[0] = 'testing.test'
        $circle[1] = $circle
        @(, $circle | Step-MtaStsPolicy @net -ErrorAction SilentlyContinue).DomainName | Should -Be 'testing.test'
        @(Step-MtaStsPolicy healthy.test -Report (, $circle) @net -ErrorAction SilentlyContinue).Action | Should -Be 'Wait'
    }

    It 'says that <_> needs no evidence' -ForEach 'Rollback', 'Remove' {
        $arguments = @{ $_ = $true }
        $reports | Step-MtaStsPolicy testing.test @arguments @net -ErrorVariable problem -ErrorAction SilentlyContinue | Should -Not -BeNullOrEmpty
        @($problem).FullyQualifiedErrorId | Should -BeLike 'EvidenceNotNeeded,*'
    }

    It 'waits when evidence could not be read: it may be a report of failures' {
        $cut = $reports | ConvertTo-Json -Depth 2 -WarningAction SilentlyContinue | ConvertFrom-Json
        foreach ($step in (Step-MtaStsPolicy testing.test -Report (@($reports) + $cut[0]) @net -ErrorAction SilentlyContinue),
            (@($reports) + $cut[0] | Step-MtaStsPolicy testing.test @net -ErrorAction SilentlyContinue)) {
            $step.Action | Should -Be 'Wait'
            "$($step.Reasons)" | Should -BeLike '1 object that was given as evidence could not be read*'
        }
    }

    It 'explains how files are read when a path is given as -Report' {
        Step-MtaStsPolicy testing.test -Report ./reports @net -ErrorVariable problem -ErrorAction SilentlyContinue | Out-Null
        $problem[0].ErrorDetails.RecommendedAction | Should -BeLike '*Read-TlsRptReport*'
    }
}

Describe 'Step-MtaStsPolicy takes what was saved' {
    BeforeAll {
        $saved = @{
            Clixml = { param($value) $value | Export-Clixml "$TestDrive/saved.xml"; Import-Clixml "$TestDrive/saved.xml" }
            JSON   = { param($value) ConvertTo-Json @($value) -Depth 6 | Set-Content "$TestDrive/saved.json"; Get-Content "$TestDrive/saved.json" -Raw | ConvertFrom-Json }
        }
    }

    It 'reports from <_>, by pipeline and by -Report' -ForEach 'Clixml', 'JSON' {
        $back = & $saved[$_] $reports
        ($back | Step-MtaStsPolicy testing.test @net).Action | Should -Be 'Advance'
        (Step-MtaStsPolicy testing.test -Report $back @net).Action | Should -Be 'Advance'
    }

    It 'reports that lost how they came are no evidence of success' {
        $lost = $reports | Select-Object OrganizationName, ReportId, StartDate, EndDate, Policies
        $step = Step-MtaStsPolicy testing.test -Report $lost @net
        $step.Action | Should -Be 'Wait'
        "$($step.Reasons)" | Should -BeLike '*without an aligned DKIM signature*'
    }

    It 'totals from <_>' -ForEach 'Clixml', 'JSON' {
        $back = & $saved[$_] ($reports | Measure-TlsRptReport)
        ($back | Step-MtaStsPolicy testing.test @net).Action | Should -Be 'Advance'
        $few = & $saved[$_] (New-Report testing.test $testing 3 | Measure-TlsRptReport)
        $step = $few | Step-MtaStsPolicy testing.test @net
        $step.Action | Should -Be 'Wait'
        "$($step.Reasons)" | Should -BeLike '3 of 14 days*'
    }

    It 'totals of last week no longer' {
        $old = $reports | Measure-TlsRptReport | Select-Object *
        $old | ForEach-Object { $_.LastEvidence = [datetime]::UtcNow.AddDays(-9) }
        "$(($old | Step-MtaStsPolicy testing.test @net).Reasons)" | Should -BeLike 'The last report in these totals is from *9 days ago*'
    }

    It 'a test result from <_>, as the one of another machine' -ForEach 'Clixml', 'JSON' {
        $result = Test-MtaSts testing.test @net
        $back = & $saved[$_] $result
        foreach ($step in (Step-MtaStsPolicy testing.test -TestResult $back -Report $reports -Server 127.0.0.1:1), ($back | Step-MtaStsPolicy -Report $reports -Server 127.0.0.1:1)) {
            $step.Action | Should -Be 'Advance'
            "$($step.Policy)" | Should -Be "$((Step-MtaStsPolicy testing.test -TestResult $result -Report $reports).Policy)"
            $step.SendersFollowAfter | Should -Be $result.Record.TimeToLive
            $step.OldPolicyKeptFor.TotalSeconds | Should -Be 86400
        }
    }

    It 'a result with an MX host that does not exist, which stays out of the policy' {
        foreach ($kind in 'Clixml', 'JSON') {
            $back = & $saved[$kind] (Test-MtaSts m365-verification-listed.test @net)
            ($back | Step-MtaStsPolicy -Rollback).Policy.Mx.ToString() | Should -Be '*.mail.protection.outlook.com'
        }
    }

    It 'but not one of yesterday, of tomorrow, without checks, or of a policy that is not published' {
        $result = Test-MtaSts testing.test @net | Select-Object *
        $result.Tested = [datetime]::UtcNow.AddHours(-25)
        "$(($result | Step-MtaStsPolicy -Report $reports).Reasons)" | Should -BeLike '*more than a day old*'
        $result.Tested = [datetime]::UtcNow.AddHours(3)
        "$(($result | Step-MtaStsPolicy -Report $reports).Reasons)" | Should -BeLike '*in the future*'

        $csv = Test-MtaSts testing.test @net | ConvertTo-Csv | ConvertFrom-Csv
        $csv, 'healthy.test' | Step-MtaStsPolicy @net -ErrorVariable problem -ErrorAction SilentlyContinue | ForEach-Object DomainName | Should -Be 'healthy.test'
        "$problem" | Should -BeLike '*testing.test has lost its checks*'

        $unpublished = & $saved.JSON (New-MtaStsPolicy -Mx mail.testing.test | Test-MtaSts testing.test @net)
        { Step-MtaStsPolicy testing.test -TestResult $unpublished } | Should -Throw -ErrorId 'NotATestOfPublished,*'
    }
}

Describe 'Where port 25 is closed' {
    It 'Test-MtaSts -SkipStartTls says what can be said' {
        $result = Test-MtaSts healthy.test -SkipStartTls @net
        $result.Status | Should -Be 'Pass'
        $result.SenderAction | Should -Be 'TlsNotTested'
        ($result | Format-List | Out-String -Width 120) | Should -BeLike '*deliver to MX hosts with valid TLS, which was not tested (TlsNotTested)*'
        (Test-MtaSts testing.test -SkipStartTls @net | Format-List | Out-String -Width 120) | Should -BeLike '*deliver; whether over verified TLS was not tested*'
        (Test-MtaSts uncovered.test -SkipStartTls @net).SenderAction | Should -Be 'Refuse'
    }

    It 'reports take the place of a test of the TLS of the MX hosts, <how>' -ForEach @(
        @{ how = 'with -SkipStartTls'; more = @{ SkipStartTls = $true } }
        @{ how = 'without it'; more = @{ SmtpPort = 1 } } # nothing listens there
    ) {
        $arguments = @{} + $net
        foreach ($name in $more.Keys) { $arguments[$name] = $more[$name] }
        $step = $reports | Step-MtaStsPolicy testing.test @arguments
        $step.Action | Should -Be 'Advance'
        $step.IsReady | Should -BeTrue
        "$($step.Reasons)" | Should -BeLike '*the TLS reports take its place*'

        $early = New-Report testing.test $testing 5 | Step-MtaStsPolicy testing.test @arguments
        $early.Action | Should -Be 'Wait'
        "$($early.Reasons)" | Should -BeLike '*5 of 14 days*will take its place.'
        ($early.LookAgain - [datetime]::UtcNow).TotalDays | Should -BeGreaterThan 8.9
    }

    It 'reports do not take the place of a fault that was seen' {
        ($reports | Step-MtaStsPolicy uncovered-testing.test -SkipStartTls @net).Action | Should -Be 'Wait'
    }
}

Describe 'Failures that are too rare to count' {
    BeforeAll {
        function New-Large([long] $Sessions, [long] $Failed) {
            foreach ($report in New-Report testing.test $testing 15) {
                $details = [MtaSts.TlsReportFailure[]]@([MtaSts.TlsReportFailure]@{ ResultType = 'validation-failure'; FailedSessionCount = $Failed })
                $inner = [MtaSts.TlsReportPolicy]@{
                    PolicyType = 'sts'; PolicyDomain = 'testing.test'; PolicyString = $report.Policies[0].PolicyString; SuccessCount = $Sessions; FailureCount = $Failed
                    FailureDetails = [MtaSts.Text.ReadableList[MtaSts.TlsReportFailure]]::new($details)
                }
                [MtaSts.TlsReport]@{
                    OrganizationName = $report.OrganizationName; ReportId = $report.ReportId; StartDate = $report.StartDate; EndDate = $report.EndDate
                    Policies = [MtaSts.Text.ReadableList[MtaSts.TlsReportPolicy]]::new([MtaSts.TlsReportPolicy[]]$inner)
                }
            }
        }
    }

    It 'do not hold a domain back' {
        $few = @(New-Large 40000 1)
        $step = $few | Step-MtaStsPolicy testing.test @net
        $step.Action | Should -Be 'Advance'
        "$($step.Reasons)" | Should -BeLike '*30 failed sessions do not count*'
        ($few | Measure-TlsRptReport).Readiness | Should -Be 'Ready'
        ($few | Measure-TlsRptReport).OwnFailures | Should -Be 30
    }

    It 'count with -MaxFailureRate 0, in <_>' -ForEach 'Step-MtaStsPolicy', 'Measure-TlsRptReport', 'totals' {
        $few = @(New-Large 40000 1)
        switch ($_) {
            'Step-MtaStsPolicy' { ($few | Step-MtaStsPolicy testing.test -MaxFailureRate 0 @net).Action | Should -Be 'Wait' }
            'Measure-TlsRptReport' { ($few | Measure-TlsRptReport -MaxFailureRate 0).Readiness | Should -Be 'NotReady' }
            'totals' { ($few | Measure-TlsRptReport -MaxFailureRate 0 | Step-MtaStsPolicy testing.test @net).Action | Should -Be 'Wait' }
        }
    }

    It 'may be at most 5 percent' {
        { Step-MtaStsPolicy testing.test -MaxFailureRate 6 } | Should -Throw '*6*'
    }
}
