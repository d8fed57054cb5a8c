BeforeAll { . "$PSScriptRoot/Common.ps1" }

Describe 'Test-MtaSts' {
    It 'passes the healthy domain' {
        $result = Test-MtaSts healthy.test @Lab
        $result.Status | Should -Be 'Pass'
        $result.SenderAction | Should -Be 'DeliverVerified'
        $result.Problems | Should -BeNullOrEmpty
        $result.MxCovered | Should -BeTrue
        $result.PSObject.TypeNames[0] | Should -Be 'MtaSts.TestResult'
    }

    It 'returns <Status> and <Action> for <Domain>' -ForEach @(
        @{ Domain = 'nowhere.test'; Status = 'Fail'; Action = 'NotApplicable'; Problem = 'Domain.ReceivesMail' }
        @{ Domain = 'no-mta-sts.test'; Status = 'NotConfigured'; Action = 'Deliver'; Problem = 'Record.Present' }
        @{ Domain = 'uncovered.test'; Status = 'Fail'; Action = 'Refuse'; Problem = 'Coverage.Mx' }
        @{ Domain = 'smtp-cert-expired.test'; Status = 'Fail'; Action = 'Refuse'; Problem = 'StartTls.Certificate' }
        @{ Domain = 'http-301.test'; Status = 'Fail'; Action = 'Deliver'; Problem = 'PolicyHost.Status' }
        @{ Domain = 'smtp-refused.test'; Status = 'Unknown'; Action = 'Unknown'; Problem = 'StartTls.Connect' }
        @{ Domain = 'tlsrpt-missing.test'; Status = 'Warning'; Action = 'DeliverVerified'; Problem = 'TlsRpt.Present' }
    ) {
        $result = Test-MtaSts $Domain @Lab
        $result.Status | Should -Be $Status
        $result.SenderAction | Should -Be $Action
        @($result.Problems) | Should -Contain $Problem
        $check = $result.Checks | Where-Object Id -eq $Problem
        $check.Detail | Should -Not -BeNullOrEmpty
        $check.Fix | Should -Not -BeNullOrEmpty
    }

    It 'shows the TLS-RPT result that senders report' {
        $check = (Test-MtaSts smtp-cert-expired.test @Lab).Checks | Where-Object Id -eq 'StartTls.Certificate'
        $check.TlsRptResult | Should -Be 'certificate-expired'
    }

    It 'gives quick domains first with -AsCompleted, and each of them once' {
        $domains = 'smtp-silent.test', 'healthy.test', 'host-silent.test', 'testing.test', 'uncovered.test'
        $results = @($domains | Test-MtaSts @Lab -AsCompleted -ThrottleLimit 2)
        $results.DomainName | Sort-Object | Should -Be ($domains | Sort-Object)
        $results[0..2].DomainName | Sort-Object | Should -Be 'healthy.test', 'testing.test', 'uncovered.test'
    }

    It 'stops with -AsCompleted once -First has enough' {
        ('smtp-silent.test', 'healthy.test' | Test-MtaSts @Lab -AsCompleted | Select-Object -First 1).DomainName | Should -Be 'healthy.test'
    }

    It 'writes errors among the results with -AsCompleted' {
        $results = @('smtp-silent.test', 'not a domain', 'healthy.test' | Test-MtaSts @Lab -AsCompleted -ErrorAction SilentlyContinue -ErrorVariable problems)
        $results.DomainName | Should -Be 'healthy.test', 'smtp-silent.test'
        $problems[0].FullyQualifiedErrorId | Should -BeLike 'InvalidDomainName*'
    }

    It 'returns results in input order' {
        $domains = 'dns-slow.test', 'healthy.test', 'testing.test', 'lf.test'
        @($domains | Test-MtaSts @Lab).DomainName | Should -Be $domains
    }

    It 'accepts objects with a domain in <Property>' -ForEach @(
        @{ Property = 'DomainName' }, @{ Property = 'Domain' }, @{ Property = 'Name' }, @{ Property = 'Id' }
    ) {
        ([pscustomobject]@{ $Property = 'healthy.test'; Other = 'x' } | Test-MtaSts @Lab).DomainName | Should -Be 'healthy.test'
    }

    It 'prefers DomainName when an object also has Name and Id, as accepted domains do' {
        foreach ($names in [string[]] ('healthy.test', 'testing.test'), [object[]] ('healthy.test', 'testing.test'), [System.Collections.Generic.List[string]] ('healthy.test', 'testing.test')) {
            ([pscustomobject]@{ DomainName = $names } | Test-MtaSts -SkipStartTls @Lab).DomainName | Should -Be 'healthy.test', 'testing.test'
            ([pscustomobject]@{ Domain = $names } | Get-MtaStsRecord @Lab).DomainName | Should -Be 'healthy.test', 'testing.test'
            ([pscustomobject]@{ DomainName = $names } | New-MtaStsRecord).Fqdn | Should -Be '_mta-sts.healthy.test', '_mta-sts.testing.test'
        }
        ([pscustomobject]@{ Name = 'Contoso'; Id = 'Contoso'; DomainName = 'healthy.test' } | Test-MtaSts @Lab).DomainName | Should -Be 'healthy.test'
    }

    It 'accepts several domains as an argument, a final dot, capitals and an internationalized name' {
        @(Test-MtaSts 'Healthy.TEST.', ('b' + [char]0xFC + 'cher.test') @Lab).DomainName | Should -Be 'healthy.test', 'xn--bcher-kva.test'
    }

    It 'returns True or False with -Quiet' {
        Test-MtaSts healthy.test @Lab -Quiet | Should -BeTrue
        Test-MtaSts uncovered.test @Lab -Quiet | Should -BeFalse
    }

    It 'skips STARTTLS with -SkipStartTls, and claims no more than it saw' {
        $result = Test-MtaSts smtp-refused.test @Lab -SkipStartTls
        $result.Status | Should -Be 'Pass'
        $result.SenderAction | Should -Be 'TlsNotTested'
        ($result.Checks | Where-Object Id -eq 'StartTls.Connect').Status | Should -Be 'Skipped'
    }

    It 'tests an unpublished policy' {
        $file = Join-Path $TestDrive 'mta-sts.txt'
        "version: STSv1`nmode: enforce`nmx: elsewhere.test`nmax_age: 604800" | Set-Content -LiteralPath $file
        $result = Test-MtaSts healthy.test @Lab -PolicyPath $file
        $result.SenderAction | Should -Be 'Refuse'
        @($result.Problems) | Should -Be @('Coverage.Mx')
        $good = "version: STSv1`nmode: enforce`nmx: mail.healthy.test`nmax_age: 604800" | ConvertFrom-MtaStsPolicy
        (Test-MtaSts healthy.test @Lab -Policy $good).SenderAction | Should -Be 'DeliverVerified'
    }

    It 'refuses addresses of your own network unless they are allowed' {
        $parameters = $Lab.Clone()
        $parameters.Remove('AllowPrivateAddress')
        $result = Test-MtaSts healthy.test @parameters
        ($result.Checks | Where-Object Id -eq 'PolicyHost.Lookup').Detail | Should -Match 'loopback'
        $result.Policy.HttpStatus | Should -BeNullOrEmpty
    }

    It 'shows each network step with -Verbose' {
        $steps = Test-MtaSts healthy.test @Lab -Verbose 4>&1 | Where-Object { $_ -is [System.Management.Automation.VerboseRecord] }
        "$steps" | Should -Match 'DNS TXT _mta-sts.healthy.test: 1 record .*\(\d+ ms\)'
        "$steps" | Should -Match 'TLS mail.healthy.test: TLS 1\.[23]'
    }
}

Describe 'Bad input' {
    It 'writes one error for <What>, and continues' -ForEach @(
        @{ What = 'an e-mail address'; Text = 'postmaster@contoso.com' }
        @{ What = 'a URL'; Text = 'https://contoso.com/' }
        @{ What = 'an address'; Text = '192.0.2.1' }
        @{ What = 'an IPv6 address'; Text = '2001:db8::1' }
        @{ What = 'nothing'; Text = '' }
        @{ What = 'a label over 63'; Text = ('a' * 64) + '.test' }
        @{ What = 'one label'; Text = 'contoso' }
        @{ What = 'an underscore'; Text = '_mta-sts.contoso.com' }
    ) {
        $results = $Text, 'healthy.test' | Test-MtaSts @Lab -ErrorVariable problems -ErrorAction SilentlyContinue
        @($results).DomainName | Should -Be 'healthy.test'
        $problems.Count | Should -Be 1
        $problems[0].FullyQualifiedErrorId | Should -Be 'InvalidDomainName,MtaSts.PowerShell.Commands.TestMtaStsCommand'
        $problems[0].CategoryInfo.Category | Should -Be 'InvalidArgument'
        $problems[0].TargetObject | Should -Be $Text
        $problems[0].Exception.Message | Should -BeLike "'$Text'*is not a valid mail domain: *"
        $problems[0].ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
    }

    It 'writes one error for $null' {
        $null | Test-MtaSts @Lab -ErrorVariable problems -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $problems.Count | Should -Be 1
    }

    It 'stops at once for an invalid server' {
        $parameters = $Lab.Clone()
        $parameters.Server = 'dns.example'
        { Test-MtaSts healthy.test @parameters } | Should -Throw -ErrorId 'InvalidServer,MtaSts.PowerShell.Commands.TestMtaStsCommand'
    }

    It 'stops at once for a root certificate that <What>' -ForEach @(
        @{ What = 'does not exist'; Path = 'none.pem'; Text = 'The file does not exist.' }
        @{ What = 'is a folder'; Path = '.'; Text = 'It is a folder.' }
        @{ What = 'is an empty file'; Path = 'empty.pem'; Text = 'The file is empty.' }
        @{ What = 'is not a certificate'; Path = 'text.pem'; Text = 'The file does not contain a certificate in PEM or DER form: *' }
        @{ What = 'is not a file of the file system'; Path = 'env:root'; Text = 'It is not a path of the file system.' }
        @{ What = 'is on a drive that does not exist'; Path = 'nodrive:/root'; Text = "*'nodrive'*" }
    ) {
        Set-Content -LiteralPath (Join-Path $TestDrive 'empty.pem') -Value '' -NoNewline
        Set-Content -LiteralPath (Join-Path $TestDrive 'text.pem') -Value 'text'
        $parameters = $Lab.Clone()
        $parameters.TrustedRoot = $Path
        Push-Location -LiteralPath $TestDrive
        try {
            { Test-MtaSts healthy.test @parameters } | Should -Throw "The trusted root '*' cannot be used. $Text" `
                -ErrorId 'InvalidTrustedRoot,MtaSts.PowerShell.Commands.TestMtaStsCommand'
        } finally {
            Pop-Location
        }
    }

    It 'obeys -ErrorAction Stop' {
        { 'a@b.test' | Test-MtaSts @Lab -ErrorAction Stop } | Should -Throw -ErrorId 'InvalidDomainName,*'
    }
}

Describe 'The pipeline' {
    It 'leaves nothing running after Select-Object -First 1' {
        $watch = [System.Diagnostics.Stopwatch]::StartNew()
        $first = 'healthy.test', 'smtp-silent.test', 'http-drip.test' | Test-MtaSts @Lab -ThrottleLimit 1 | Select-Object -First 1
        $first.DomainName | Should -Be 'healthy.test'
        $watch.Elapsed.TotalSeconds | Should -BeLessThan 2.5
    }

    It 'stops within a second' {
        $shell = [powershell]::Create()
        try {
            # Not as two statements of one invocation: when PowerShell stops these, a thread of its own may end the whole process.
            $null = $shell.AddCommand('Import-Module').AddArgument($env:MTASTS_MODULE).Invoke()
            $shell.Commands.Clear()
            $shell.Streams.ClearStreams()
            $null = $shell.AddCommand('Test-MtaSts').AddParameters($Lab).AddParameter('DomainName', @('smtp-silent.test', 'dns-silent.test'))
            $running = $shell.BeginInvoke()
            while (-not (Get-NetworkIsBusy $shell)) { Start-Sleep -Milliseconds 50 }
            $watch = [System.Diagnostics.Stopwatch]::StartNew()
            $shell.Stop()
            $watch.Elapsed.TotalSeconds | Should -BeLessThan 1
            $shell.InvocationStateInfo.State | Should -Be 'Stopped'
        }
        finally {
            $shell.Dispose()
        }
    }

    BeforeAll {
        function Get-NetworkIsBusy($Shell) { $Shell.InvocationStateInfo.State -eq 'Running' -and $Shell.Streams.Progress.Count -gt 0 }
    }

    It 'keeps the flat properties through Export-Csv and Import-Csv' {
        $file = Join-Path $TestDrive 'results.csv'
        $results = 'healthy.test', 'google-classic.test', 'uncovered.test' | Test-MtaSts @Lab
        $results | Export-Csv -LiteralPath $file -NoTypeInformation
        $rows = @(Import-Csv -LiteralPath $file)
        $rows.DomainName | Should -Be $results.DomainName
        foreach ($name in 'Status', 'SenderAction', 'Mode', 'PolicyId', 'MaxAge', 'Provider', 'MxCovered', 'Advice') {
            $rows.$name | Should -Be @($results | ForEach-Object { "$($_.$name)" }) -Because $name
        }
        $rows[1].MxHosts | Should -Be 'aspmx.l.google.com; alt1.aspmx.l.google.com; alt2.aspmx.l.google.com; alt3.aspmx.l.google.com; alt4.aspmx.l.google.com'
        Get-Content -LiteralPath $file -Raw | Should -Not -Match 'System\.|MtaSts\.Text'
    }

    It 'accepts its own results as input, from memory and from CSV' {
        $file = Join-Path $TestDrive 'again.csv'
        Test-MtaSts healthy.test @Lab | Export-Csv -LiteralPath $file -NoTypeInformation
        (Import-Csv -LiteralPath $file | Test-MtaSts @Lab).Status | Should -Be 'Pass'
        (Test-MtaSts healthy.test @Lab | Test-MtaSts @Lab).Status | Should -Be 'Pass'
    }

    It 'works under strict mode, without progress, in a separate thread' {
        $settings = $Lab
        $job = Start-ThreadJob -ScriptBlock {
            Set-StrictMode -Version Latest
            $ProgressPreference = 'SilentlyContinue'
            Import-Module $using:env:MTASTS_MODULE
            $parameters = $using:settings
            Test-MtaSts healthy.test @parameters
        }
        ($job | Receive-Job -Wait -AutoRemoveJob).Status | Should -Be 'Pass'
    }
}

Describe 'The views' {
    BeforeAll {
        if ($PSVersionTable.PSVersion.Major -ge 7) { $PSStyle.OutputRendering = 'PlainText' }
    }

    It 'shows a table of domain, status, what senders do and problems' {
        $text = 'healthy.test', 'nowhere.test' | Test-MtaSts @Lab | Out-String -Width 100
        $lines = @($text -split '\r?\n' | Where-Object { $_.Trim() })
        $lines[0] | Should -Match '^DomainName\s+Status\s+SenderAction\s+Problems'
        $lines[2] | Should -Match '^healthy\.test\s+Pass\s+DeliverVerified'
        $lines[3] | Should -Match '^nowhere\.test\s+Fail\s+NotApplicable\s+Domain\.ReceivesMail'
    }

    It 'shows a checklist' {
        $text = Test-MtaSts uncovered.test @Lab | Format-List | Out-String -Width 200
        $text | Should -Match 'Senders\s+: do not deliver: no MX host validates \(Refuse\)'
        $text | Should -Match '\[ ok \] Record: Present, Single, Syntax, Id'
        $text | Should -Match '\[FAIL\] Coverage\.Mx: No pattern covers mail\.uncovered\.test\.'
        $text | Should -Match "Fix: Add to the policy: 'mx: mail\.uncovered\.test'"
        $text | Should -Match 'Senders report: validation-failure'
        $text.IndexOf('[FAIL]') | Should -BeLessThan $text.IndexOf('[ ok ]') -Because 'problems come first'
    }

    It 'fits a window of 80x24 for a domain with one problem' {
        $text = (Test-MtaSts uncovered.test @Lab | Format-List | Out-String -Width 80).TrimEnd()
        $lines = $text -split '\r?\n'
        ($lines | Select-Object -Last 24) -join "`n" | Should -Match '\[FAIL\] Coverage\.Mx'
    }

    It 'keeps the name of a tenant in one piece at <_> columns' -ForEach 80, 120 {
        $result = Test-MtaSts healthy.test @Lab
        $row = [MtaSts.TestResult]@{
            DomainName = 'contoso.onmicrosoft.com'; Status = 'NotConfigured'; SenderAction = 'DeliverAndReport'; Checks = $result.Checks; Tested = $result.Tested
            Problems = [MtaSts.Text.ReadableList[string]]::new([string[]]'PolicyHost.MediaType')
        }
        $row | Out-String -Width $_ | Should -Match 'contoso\.onmicrosoft\.com\s+NotConfigured\s+DeliverAndReport PolicyHost\.MediaType'
    }
}

Describe 'Rows for a spreadsheet' {
    It 'has a row per problem, and one for a sound domain' {
        $rows = 'healthy.test', 'uncovered.test' | Test-MtaSts -Flatten @Lab
        $rows.DomainName | Select-Object -Unique | Should -Be 'healthy.test', 'uncovered.test'
        ($rows | Where-Object DomainName -EQ 'healthy.test').CheckId | Should -BeExactly ''
        ($rows | Where-Object CheckId -EQ 'Coverage.Mx').Fix | Should -Match 'mx: mail\.uncovered\.test'
        $rows | ForEach-Object { foreach ($property in $_.PSObject.Properties) { @($property.Value).Count | Should -Be 1 } }
    }

    It 'has only what needs someone with -ProblemsOnly' {
        $rows = @('healthy.test', 'uncovered.test' | Test-MtaSts -ProblemsOnly @Lab)
        $rows.DomainName | Select-Object -Unique | Should -Be 'uncovered.test'
        $rows | Where-Object CheckStatus -EQ 'Fail' | Should -Not -BeNullOrEmpty
    }

    It 'refuses -Quiet beside rows, and rows as a reference' {
        { Test-MtaSts healthy.test -Quiet -Flatten @Lab } | Should -Throw -ErrorId 'QuietRows*'
        { Test-MtaSts healthy.test -Reference (Test-MtaSts healthy.test -Flatten @Lab) @Lab } | Should -Throw -ErrorId 'RowsAsReference*'
        $saved = Test-MtaSts healthy.test -Flatten @Lab | ConvertTo-Csv | ConvertFrom-Csv
        { Test-MtaSts healthy.test -Reference $saved @Lab } | Should -Throw -ErrorId 'RowsAsReference*'
    }
}

Describe 'Saved results' {
    # ConvertTo-Json does not return for a whole result under Wine.
    It 'come back from <Form> as a reference without a false change' -Tag NotUnderWine -ForEach @(
        @{ Form = 'CSV'; Save = { param($r) $r | ConvertTo-Csv -NoTypeInformation | ConvertFrom-Csv } }
        @{ Form = 'JSON'; Save = { param($r) ConvertTo-Json -InputObject @($r) -Depth 6 | ConvertFrom-Json } }
    ) {
        $domains = 'healthy.test', 'uncovered.test', 'testing.test', 'none.test', 'nowhere.test'
        $saved = & $Save @($domains | Test-MtaSts @Lab)
        $checks = $domains | Test-MtaSts @Lab -Reference $saved | ForEach-Object { $_.Checks } | Where-Object Id -like 'Drift.*'
        $checks.Count | Should -Be (4 * $domains.Count)
        $checks | Where-Object Status -in Fail, Warning, Info | Should -BeNullOrEmpty
    }

    It 'has the names of states in JSON at every depth, and compares with both forms' -Tag NotUnderWine {
        $result = Test-MtaSts uncovered.test @Lab
        $json = $result | ConvertTo-Json -Depth 6
        $json | Should -Match '"Status":\s+"Fail"'
        $json | Should -Not -Match '"(Status|SenderAction|Mode|Severity|StartTls)":\s+\d'
        $result.Status -eq 'Fail' | Should -BeTrue
        $result.Status -eq [MtaSts.TestStatus]::Fail | Should -BeTrue
        ($json | ConvertFrom-Json).Status -eq [MtaSts.TestStatus]::Fail | Should -BeTrue
    }

    It 'has plain columns in CSV' {
        $row = Test-MtaSts uncovered.test @Lab | ConvertTo-Csv -NoTypeInformation | ConvertFrom-Csv
        $row.Checks | Should -Match '^\d+ Pass; \d+ Info; \d+ Fail'
        $row.MxHosts | Should -BeExactly 'mail.uncovered.test'
    }
}

Describe 'A policy given as the name of a file' {
    BeforeAll {
        $file = Join-Path $TestDrive 'policy.txt'
        New-MtaStsPolicy healthy.test -Mx mail.healthy.test -Mode Enforce | Set-Content $file
        Push-Location $TestDrive
    }
    AfterAll { Pop-Location }

    It 'is read by Test-MtaSts -Policy' {
        (Test-MtaSts healthy.test -Policy ./policy.txt @Lab).Mode | Should -Be 'Enforce'
        (Test-MtaSts healthy.test -Policy $file @Lab).Mode | Should -Be 'Enforce'
        (Get-Item $file | Test-MtaSts healthy.test @Lab).Mode | Should -Be 'Enforce'
    }

    It 'is read by ConvertFrom-MtaStsPolicy as an argument' {
        (ConvertFrom-MtaStsPolicy ./policy.txt).IsValid | Should -BeTrue
    }

    It 'is refused from the pipeline, where it may be the text of a stranger' {
        './policy.txt' | ConvertFrom-MtaStsPolicy -ErrorVariable problem -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $problem.FullyQualifiedErrorId | Should -Match '^NameOfFile'
        $problem.ErrorDetails.RecommendedAction | Should -Match '-Path'
    }

    It 'is text when there is no such file' {
        (ConvertFrom-MtaStsPolicy ./none.txt).IsValid | Should -BeFalse
    }
}
