BeforeAll {
    . "$PSScriptRoot/FolderLab.ps1"
    Import-StagedModule
    $lab = Start-FolderLab
    $net = $lab.Net
    $reports = @(New-Report testing.test "mode: testing`nmax_age: 86400" 15 -FailuresOnDay 3)
    $culture = [cultureinfo]::CurrentCulture
}

AfterAll {
    [cultureinfo]::CurrentCulture = $culture
    Stop-FolderLab $lab
}

Describe 'Views' {
    It '<what>: dates are ISO and lists are "a; b", in a list and in a table' -ForEach @(
        @{ what = 'a result'; run = { Test-MtaSts healthy.test @net } }
        @{ what = 'a row of a result'; run = { Test-MtaSts healthy.test -Flatten @net } }
        @{ what = 'a check'; run = { (Test-MtaSts healthy.test @net).Checks } }
        @{ what = 'a policy'; run = { Get-MtaStsPolicy healthy.test @net } }
        @{ what = 'a record'; run = { Get-MtaStsRecord delegated.test -Server $net.Server -AllowPrivateAddress } }
        @{ what = 'an MX host'; run = { Get-MtaStsMx healthy.test -StartTls @net } }
        @{ what = 'a certificate'; run = { (Get-MtaStsPolicy healthy.test @net).Certificate } }
        @{ what = 'a plan'; run = { Get-MtaStsRolloutPlan healthy.test @net } }
        @{ what = 'a step'; run = { Step-MtaStsPolicy healthy.test -Remove @net } }
        @{ what = 'a report'; run = { $reports | Select-Object -First 1 } }
        @{ what = 'a summary'; run = { $reports | Measure-TlsRptReport } }
        @{ what = 'a summary by day'; run = { $reports | Measure-TlsRptReport Day } }
        @{ what = 'a recurrence'; run = { $reports | Measure-TlsRptReport -Since ([datetime]::UtcNow.AddDays(-5)) } }
        @{ what = 'a written file'; run = { New-MtaStsPolicy -Mx mail.contoso.com | Export-MtaStsSite Nginx "$TestDrive/site" -DomainName contoso.com -Force -PassThru } }
    ) {
        $objects = @(& $run)
        $objects.Count | Should -BeGreaterThan 0
        foreach ($name in 'en-US', 'de-DE', 'ar-SA') {
            [cultureinfo]::CurrentCulture = $name
            foreach ($text in ($objects | Format-List | Out-String -Width 120), ($objects | Format-Table | Out-String -Width 120)) {
                $text | Should -Not -Match '\d{1,2}[/.]\d{1,2}[/.]\d{2,4}'
                $text | Should -Not -Match '(?m)^\s*\w+\s*: \{.*\}\s*$'
                $text | Should -Not -Match '\{[^}]*[,.…]'
            }
        }
    }

    It 'a row of a report too' {
        $file = "$TestDrive/report.json"
        @{
            'organization-name' = 'Sender'; 'report-id' = '1'; 'date-range' = @{ 'start-datetime' = '2026-01-10T00:00:00Z'; 'end-datetime' = '2026-01-10T23:59:59Z' }
            policies = @(@{ policy = @{ 'policy-type' = 'sts'; 'policy-domain' = 'contoso.com' }; summary = @{ 'total-successful-session-count' = 1; 'total-failure-session-count' = 0 } })
        } | ConvertTo-Json -Depth 5 | Set-Content $file
        $text = Read-TlsRptReport $file -Flatten | Format-List | Out-String -Width 120
        $text | Should -Match '2026-01-10 00:00:00 UTC'
        $text | Should -Not -Match '\d{1,2}[/.]\d{1,2}[/.]\d{2,4}'
    }

    It 'files of -PassThru are a plain table, and files in the pipeline' {
        $files = @(New-MtaStsPolicy -Mx mail.contoso.com -WarningAction SilentlyContinue | Export-MtaStsSite Nginx "$TestDrive/plain" -DomainName contoso.com -PassThru)
        $files[0] | Should -BeOfType [IO.FileInfo]
        @($files | Get-Content -Raw).Count | Should -Be $files.Count
        $text = $files | Out-String -Width 200
        $text | Should -Match 'Length FullName'
        $text | Should -Not -Match 'UnixMode'
    }
}

Describe 'A value that a parameter does not have' {
    It 'is answered with those that it has: <command>' -ForEach @(
        @{ command = 'Export-MtaStsSite Cloudflare ./site'; run = { New-MtaStsPolicy -Mx a.test | Export-MtaStsSite Cloudflare ./site }; expected = "*HostType*'Cloudflare' is not one of CloudflarePages, CloudflareWorker, AzureStaticWebApp*" }
        @{ command = 'Export-MtaStsSite -HostType IISS'; run = { New-MtaStsPolicy -Mx a.test | Export-MtaStsSite -HostType IISS ./site }; expected = "*'IISS' is not one of *IIS.*" }
        @{ command = 'New-MtaStsPolicy -Mode Enforced'; run = { New-MtaStsPolicy -Mx a.test -Mode Enforced }; expected = "*'Enforced' is not one of None, Testing, Enforce.*" }
        @{ command = 'Measure-TlsRptReport Domains'; run = { $reports | Measure-TlsRptReport Domains }; expected = "*'Domains' is not one of None, Domain, Organization*" }
        @{ command = 'Measure-TlsRptReport Domain, Weeks'; run = { $reports | Measure-TlsRptReport Domain, Weeks }; expected = "*'Weeks' is not one of*" }
        @{ command = 'New-MtaStsPolicy -Mode 7'; run = { New-MtaStsPolicy -Mx a.test -Mode 7 }; expected = "*'7' is not one of None, Testing, Enforce.*" }
        @{ command = 'Measure-TlsRptReport -Stage Test'; run = { $reports | Measure-TlsRptReport -Stage Enforce }; expected = "*'Enforce' is not one of Testing, TestingLong, EnforceCautious, EnforceStable.*" }
    ) {
        { & $run } | Should -Throw $expected
    }

    It 'and those that it has are taken in every form' {
        @($reports | Measure-TlsRptReport 'Domain,Day').Count | Should -BeGreaterThan 1
        @($reports | Measure-TlsRptReport domain, day).Count | Should -BeGreaterThan 1
        @($reports | Measure-TlsRptReport ([MtaSts.TlsReportGrouping]::Organization)).Count | Should -Be 2
        (New-MtaStsPolicy -Mx a.test -Mode enforce).Mode | Should -Be 'Enforce'
        (TabExpansion2 'Export-MtaStsSite Cloud').CompletionMatches.CompletionText | Should -Be 'CloudflarePages', 'CloudflareWorker'
    }
}
