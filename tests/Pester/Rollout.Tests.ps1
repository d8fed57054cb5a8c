BeforeAll {
    . "$PSScriptRoot/FolderLab.ps1"
    Import-StagedModule
    $lab = Start-FolderLab
    $net = $lab.Net

    # The order that every step requires: the file first, then the id.
    function Publish($step) {
        $step.Policy | Set-Content (Join-Path $lab.Folder 'mta-sts.txt')
        $step.Record.ZoneFileLine | Set-Content (Join-Path $lab.Folder 'sts.zone')
    }
}

AfterAll { Stop-FolderLab $lab }

Describe 'Get-MtaStsRolloutPlan' {
    It 'returns the four stages with dates without a domain' {
        $plan = Get-MtaStsRolloutPlan -StartDate '2026-01-01Z'
        $plan.Stage | Should -Be 'Testing', 'TestingLong', 'EnforceCautious', 'EnforceStable'
        $plan.Begins | ForEach-Object { $_.ToString('yyyy-MM-dd') } | Should -Be '2026-01-01', '2026-01-15', '2026-01-29', '2026-02-26'
        $plan.MaxAge | Should -Be 86400, 604800, 604800, 2592000
    }

    It 'determines the stage of a domain from the published policy' {
        $plan = 'healthy.test', 'testing.test' | Get-MtaStsRolloutPlan @net | Where-Object IsCurrent
        $plan.DomainName | Should -Be 'healthy.test', 'testing.test'
        $plan.Stage | Should -Be 'EnforceCautious', 'Testing'
    }

    It 'writes an error when the stage cannot be determined' {
        Get-MtaStsRolloutPlan dns-servfail.test @net -ErrorVariable problem -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $problem.FullyQualifiedErrorId | Should -BeLike 'StageUnknown,*'
    }
}

Describe 'Domains without mail' {
    It 'reports that <_> has nothing to roll out' -ForEach 'null-mx.test', 'nowhere.invalid' {
        Get-MtaStsRolloutPlan $_ @net -ErrorVariable problem -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $problem.FullyQualifiedErrorId | Should -BeLike 'NothingToProtect,*'
        $step = Step-MtaStsPolicy $_ @net
        $step.Action | Should -Be 'Wait'
        "$($step.Reasons)" | Should -BeLike '*nothing to protect*'
    }
}

Describe 'Step-MtaStsPolicy' {
    It 'reports what is missing and changes nothing' {
        $step = Step-MtaStsPolicy testing.test @net
        $step.Action | Should -Be 'Wait'
        $step.IsReady | Should -BeFalse
        $step.Policy | Should -BeNullOrEmpty
        "$($step.Reasons)" | Should -BeLike '*No TLS reports*'
    }

    It 'forces the step with a warning' {
        $step = Step-MtaStsPolicy testing.test @net -Force -WarningVariable warned -WarningAction SilentlyContinue
        $step.MaxAge | Should -Be 604800
        $step.IsForced | Should -BeTrue
        "$warned" | Should -BeLike 'testing.test: the step to TestingLong is forced*'
    }

    It 'accepts a test result instead of a live test, but not that of an unpublished policy' {
        $result = Test-MtaSts testing.test @net
        $reports = New-Report testing.test "mode: testing`nmax_age: 86400" 15
        ($reports | Step-MtaStsPolicy testing.test -TestResult $result -Server 127.0.0.1:1).Action | Should -Be 'Advance'
        $other = New-MtaStsPolicy -Mx mail.testing.test | Test-MtaSts testing.test @net
        { Step-MtaStsPolicy testing.test -TestResult $other @net } | Should -Throw -ErrorId 'NotATestOfPublished,*'
    }

    It 'counts the domain''s own failures against it' {
        $step = New-Report testing.test "mode: testing`nmax_age: 86400" 20 -FailuresOnDay 3 | Step-MtaStsPolicy testing.test @net
        $step.Action | Should -Be 'Wait'
        "$($step.Reasons)" | Should -BeLike '*certificate-expired*'
    }

    It 'accepts the output of Read-TlsRptReport and of Measure-TlsRptReport' {
        foreach ($report in New-Report testing.test "version: STSv1`nmode: testing`nmx: mail.testing.test`nmax_age: 86400" 15) {
            $inner = $report.Policies[0]
            @{
                'organization-name' = $report.OrganizationName
                'report-id'         = $report.ReportId
                'date-range'        = @{ 'start-datetime' = $report.StartDate.ToString('s') + 'Z'; 'end-datetime' = $report.EndDate.ToString('s') + 'Z' }
                policies            = @(@{
                        policy  = @{ 'policy-type' = 'sts'; 'policy-domain' = 'testing.test'; 'policy-string' = @($inner.PolicyString) }
                        summary = @{ 'total-successful-session-count' = $inner.SuccessCount; 'total-failure-session-count' = 0 }
                    })
            } | ConvertTo-Json -Depth 5 | Set-Content "$TestDrive/$($report.ReportId).json"
        }
        $reports = Read-TlsRptReport "$TestDrive/*.json"
        @($reports).Count | Should -Be 30
        ($reports | Step-MtaStsPolicy testing.test @net).Stage | Should -Be 'TestingLong'
        ($reports | Measure-TlsRptReport | Step-MtaStsPolicy testing.test @net).Stage | Should -Be 'TestingLong'
        ($reports | Measure-TlsRptReport -GroupBy Day | Step-MtaStsPolicy testing.test @net).Action | Should -Be 'Wait' # not by domain
        ($reports | Step-MtaStsPolicy healthy.test @net).Action | Should -Be 'Wait' # about another domain
    }

    It 'counts only the days of the present stage, from reports and from totals' {
        # The policy was changed five days ago; on the first of them most of three days' sessions are still under the old one.
        $reports = @(New-Report testing.test "mode: testing`nmax_age: 604800" 20 | Where-Object StartDate -LT ([datetime]::UtcNow.Date.AddDays(-5))) +
            @(New-Report testing.test "mode: testing`nmax_age: 86400" 5)
        ($reports | Measure-TlsRptReport).DaysWithoutFailure | Should -Be 20
        foreach ($step in ($reports | Step-MtaStsPolicy testing.test @net), ($reports | Measure-TlsRptReport | Step-MtaStsPolicy testing.test @net)) {
            $step.Action | Should -Be 'Wait'
            "$($step.Reasons)" | Should -BeLike '*4 of 14 days*'
            ($step.LookAgain - [datetime]::UtcNow).TotalDays | Should -BeGreaterThan 9.9
        }
    }

    It 'reports the stage in the reports when it is not the published one' {
        $reports = New-Report testing.test "mode: enforce`nmax_age: 604800" 20
        foreach ($step in ($reports | Step-MtaStsPolicy testing.test @net), ($reports | Measure-TlsRptReport | Step-MtaStsPolicy testing.test @net)) {
            "$($step.Reasons)" | Should -BeLike '*no evidence for stage Testing yet: the reports show stage EnforceCautious since*'
        }
    }

    It 'counts what is no evidence in one error' {
        1..20 | ForEach-Object { [pscustomobject]@{ Alpha = $_ } } | Step-MtaStsPolicy testing.test @net -ErrorVariable problem -ErrorAction SilentlyContinue | Out-Null
        @($problem).Count | Should -Be 1
        "$($problem[0])" | Should -BeLike '20 objects of type * are not evidence for a step.*Found: Alpha.'
    }

    It 'rejects input that is not evidence, and continues' {
        $step = 'text' | Step-MtaStsPolicy testing.test @net -ErrorVariable problem -ErrorAction SilentlyContinue
        $problem.FullyQualifiedErrorId | Should -BeLike 'NotEvidence,*'
        $step.Action | Should -Be 'Wait'
    }

    It 'returns steps for several domains in order' {
        (Step-MtaStsPolicy healthy.test, testing.test, rollout.test @net).DomainName | Should -Be 'healthy.test', 'testing.test', 'rollout.test'
    }
}

Describe 'A domain from nothing to stable enforce and back' {
    It 'begins without MTA-STS' {
        (Test-MtaSts rollout.test @net).Status | Should -Be 'NotConfigured'
        (Get-MtaStsRolloutPlan rollout.test @net | Where-Object IsCurrent) | Should -BeNullOrEmpty
    }

    It 'asks senders for reports' {
        (New-TlsRptRecord rollout.test -Rua tls@rollout.test).ZoneFileLine | Set-Content (Join-Path $lab.Folder 'tlsrpt.zone')
        (Get-TlsRptRecord rollout.test @net).Rua | Should -Be 'mailto:tls@rollout.test'
    }

    It 'starts in testing' {
        $step = Step-MtaStsPolicy rollout.test @net
        $step.Action | Should -Be 'Start'
        $step.IsReady | Should -BeTrue
        ($step.Policy | Test-MtaSts rollout.test @net).SenderAction | Should -Be 'DeliverVerified'
        Publish $step
        $test = Test-MtaSts rollout.test @net
        $test.Mode | Should -Be 'Testing'
        $test.MaxAge | Should -Be 86400
        $test.PolicyId | Should -Be $step.RecordId
        $test.Status | Should -Be 'Pass'
    }

    It 'advances to <to> after <days> good days, and not before' -ForEach @(
        @{ days = 14; to = 'TestingLong'; mode = 'Testing'; maxAge = 604800 }
        @{ days = 14; to = 'EnforceCautious'; mode = 'Enforce'; maxAge = 604800 }
        @{ days = 28; to = 'EnforceStable'; mode = 'Enforce'; maxAge = 2592000 }
    ) {
        $before = Test-MtaSts rollout.test @net
        $seen = "$((Get-MtaStsPolicy rollout.test @net).Policy)"
        (New-Report rollout.test $seen ($days - 1) | Step-MtaStsPolicy rollout.test @net).Action | Should -Be 'Wait'

        $step = New-Report rollout.test $seen $days | Step-MtaStsPolicy rollout.test @net
        $step.Action | Should -Be 'Advance'
        $step.IsReady | Should -BeTrue
        $step.Stage | Should -Be $to
        $step.RecordId | Should -Not -Be $before.PolicyId
        Publish $step

        $test = Test-MtaSts rollout.test @net
        $test.Status | Should -Be 'Pass'
        $test.SenderAction | Should -Be 'DeliverVerified'
        $test.Mode | Should -Be $mode
        $test.MaxAge | Should -Be $maxAge
        $test.PolicyId | Should -Be $step.RecordId
        (Get-MtaStsRolloutPlan rollout.test @net | Where-Object IsCurrent).Stage | Should -Be $to

        # The reports of the earlier stage are not evidence for this one.
        (New-Report rollout.test $seen 40 | Step-MtaStsPolicy rollout.test @net).Action | Should -BeIn 'Wait', 'Stay'
    }

    It 'stays in the last stage' {
        (Step-MtaStsPolicy rollout.test @net).Action | Should -Be 'Stay'
    }

    It 'rolls back with one command when mail is refused' {
        'rollout.test. 60 IN MX 10 mail.healthy.test' | Set-Content (Join-Path $lab.Folder 'mx.zone')
        $broken = Test-MtaSts rollout.test @net
        $broken.SenderAction | Should -Be 'Refuse'

        $step = Step-MtaStsPolicy rollout.test @net -Rollback
        $step.Action | Should -Be 'Rollback'
        $step.OldPolicyKeptFor.TotalDays | Should -Be 30
        $step | Format-List | Out-String -Width 200 | Should -Match 'at most 30 days'
        Step-MtaStsPolicy contoso.com @net -Rollback | Format-List | Out-String -Width 200 | Should -Match 'at most 1 day\r?\n'
        $step.SendersFollowAfter.TotalSeconds | Should -BeLessOrEqual 300
        $step.RecordId | Should -Not -Be $broken.PolicyId
        Publish $step

        $test = Test-MtaSts rollout.test @net
        $test.Mode | Should -Be 'Testing'
        $test.MaxAge | Should -Be 86400
        $test.SenderAction | Should -Be 'DeliverVerified' # the rollback lists the new MX host too
        $test.PolicyId | Should -Be $step.RecordId
    }

    It 'is removed by way of mode none' {
        $step = Step-MtaStsPolicy rollout.test @net -Remove -LargestMaxAge 2592000
        $step.DeleteAfter | Should -BeGreaterThan ([datetime]::UtcNow.AddDays(30))
        Publish $step
        $test = Test-MtaSts rollout.test @net
        $test.Mode | Should -Be 'None'
        $test.SenderAction | Should -Be 'Deliver'
        (Get-Content (Join-Path $lab.Folder 'mta-sts.txt') -Raw) | Should -Not -BeLike '*mx:*'
    }

    It 'ends without MTA-STS' {
        Remove-Item (Join-Path $lab.Folder 'sts.zone'), (Join-Path $lab.Folder 'mta-sts.txt')
        (Test-MtaSts rollout.test @net).Status | Should -Be 'NotConfigured'
    }
}
