BeforeAll {
    . "$PSScriptRoot/Common.ps1"
    . "$PSScriptRoot/FolderLab.ps1"
    $broken = Test-MtaSts google-uncovered.test @Lab
    $healthy = Test-MtaSts healthy.test @Lab

    # The result as it comes back from a file, with something changed in it.
    function Copy-Result($Result, [hashtable] $Change = @{}) {
        $copy = $Result | ConvertTo-Json -Depth 6 | ConvertFrom-Json
        foreach ($name in $Change.Keys) { $copy.$name = $Change[$name] }
        $copy
    }

    function Copy-Later($Result, [int] $Days, [hashtable] $Change = @{}) { Copy-Result $Result ($Change + @{ Tested = $Result.Tested.AddDays($Days).ToString('o'); TestedUtc = $Result.Tested.AddDays($Days).ToString('o') }) }
}

Describe 'Compare-MtaSts' {
    BeforeEach { $path = Join-Path $TestDrive "$([guid]::NewGuid()).json" }

    It 'reports a fault as New, then as Persisting with its first date, and says nothing of a healthy domain' {
        $first = @($healthy, $broken | Compare-MtaSts $path)
        $first.DomainName | Select-Object -Unique | Should -Be 'google-uncovered.test'
        $first.State | Select-Object -Unique | Should -Be 'New'
        $fault = $first | Where-Object CheckId -EQ 'Coverage.Mx'
        $fault.Severity | Should -Be 'Fail'
        $fault.Fix | Should -Not -BeNullOrEmpty
        $later = Copy-Later $broken 1 | Compare-MtaSts $path | Where-Object CheckId -EQ 'Coverage.Mx'
        $later.State | Should -Be 'Persisting'
        $later.Since | Should -Be $fault.Since
        $later.IsNew | Should -BeFalse
    }

    It 'takes results from <Form>' -ForEach @(@{ Form = 'a variable' }, @{ Form = 'Clixml' }, @{ Form = 'JSON' }, @{ Form = 'a job' }) {
        $result = switch ($Form) {
            'a variable' { $broken }
            'Clixml' { $broken | Export-Clixml "$TestDrive/r.xml" -Depth 4; Import-Clixml "$TestDrive/r.xml" }
            'JSON' { Copy-Result $broken }
            'a job' { [System.Management.Automation.PSSerializer]::Deserialize([System.Management.Automation.PSSerializer]::Serialize($broken, 4)) }
        }
        $expected = @($broken | Compare-MtaSts "$path.expected")
        $changes = @($result | Compare-MtaSts $path)
        "$changes" | Should -Be "$expected"
        Get-Content -LiteralPath $path -Raw | Should -Be (Get-Content -LiteralPath "$path.expected" -Raw)
    }

    It 'refuses <Form>, and compares the rest' -ForEach @(@{ Form = 'CSV' }, @{ Form = 'text' }, @{ Form = 'a preflight' }, @{ Form = 'null' }) {
        $sample = switch ($Form) {
            'CSV' { $broken | Export-Csv "$TestDrive/r.csv" -NoTypeInformation; Import-Csv "$TestDrive/r.csv" }
            'text' { 'contoso.com' }
            'a preflight' { Test-MtaSts healthy.test @Lab -Policy (New-MtaStsPolicy -Mx mail.healthy.test) }
            'null' { , $null }
        }
        $changes = @(@($sample) + $broken | Compare-MtaSts $path -ErrorVariable errors -ErrorAction SilentlyContinue)
        $errors[0].FullyQualifiedErrorId | Should -BeLike 'NotAResult,*'
        $changes.Count | Should -BeGreaterThan 0
    }

    It 'counts refused objects of one kind in one error' {
        $rows = $broken, $healthy, $broken | ConvertTo-Csv | ConvertFrom-Csv
        $other = 1..3 | ForEach-Object { [pscustomobject]@{ a = $_ } }
        @($rows) + $other + 'text' | Compare-MtaSts $path -ErrorVariable errors -ErrorAction SilentlyContinue
        @($errors.FullyQualifiedErrorId) -replace ',.*' | Should -Be 'NotAResult', 'NotAResult', 'NotAResult'
        "$($errors[0])" | Should -BeLike '3 objects of type * were not compared, because each of them has lost its checks, as in CSV*'
        "$($errors[1])" | Should -BeLike '3 objects of type * were not compared, because each of them is not a result of Test-MtaSts.'
        "$($errors[2])" | Should -BeLike 'An object of type System.String was not compared, because it is not a result of Test-MtaSts.'
        Test-Path -LiteralPath $path | Should -BeFalse
    }

    It 'says once that there is no baseline to remove from' {
        Compare-MtaSts $path -Remove a.example, b.example -ErrorVariable errors -ErrorAction SilentlyContinue
        @($errors).Count | Should -Be 1
        "$errors" | Should -BeLike "There is no baseline '*', so nothing can be removed."
    }

    It 'keeps a fault open that was not checked, and says so' {
        $null = $broken | Compare-MtaSts $path
        $unknown = Copy-Later $broken 1
        $unknown.Checks | ForEach-Object { $_.Status = 'Unknown' }
        $changes = @($unknown | Compare-MtaSts $path -WarningVariable warnings -WarningAction SilentlyContinue)
        $changes.State | Select-Object -Unique | Should -Be 'Persisting'
        $changes.IsConfirmed | Select-Object -Unique | Should -BeFalse
        "$warnings" | Should -Match 'google-uncovered\.test \(\d+\)\. They neither open nor resolve'
    }

    It 'lists what is open without a result' {
        $null = $broken | Compare-MtaSts $path
        $before = Get-Content -LiteralPath $path -Raw
        (Compare-MtaSts $path).CheckId | Should -Contain 'Coverage.Mx'
        Get-Content -LiteralPath $path -Raw | Should -Be $before
    }

    It 'accepts only what was selected' {
        $null = $broken | Compare-MtaSts $path
        $accepted = @(Compare-MtaSts $path -Accept -DomainName google-* -CheckId Coverage.* | Where-Object IsAccepted)
        $accepted.CheckId | Should -Be 'Coverage.Mx', 'Coverage.Wildcard'
        @(Compare-MtaSts $path | ForEach-Object CheckId) | Should -Not -Contain 'Coverage.Mx'
        @(Copy-Later $broken 1 | Compare-MtaSts $path | ForEach-Object CheckId) | Should -Not -Contain 'Coverage.Mx'
    }

    It 'reports a drift every day until it is accepted' {
        $null = $healthy | Compare-MtaSts $path
        $moved = @{ MxHosts = @('other.healthy.test') }
        foreach ($day in 1..3) {
            $drift = @(Copy-Later $healthy $day $moved | Compare-MtaSts $path)
            $drift.State | Should -Be 'Drift'
            $drift.Since | Should -Be ([datetime]::new($healthy.Tested.Ticks - $healthy.Tested.Ticks % 10000000, 'Utc').AddDays(1))
        }
        @(Compare-MtaSts $path -Accept -CheckId Drift.MxChanged -WhatIf).IsAccepted | Should -Be $false
        @(Compare-MtaSts $path).Count | Should -Be 1
        @(Compare-MtaSts $path -Accept -CheckId Drift.MxChanged -Confirm:$false).IsAccepted | Should -Be $true
        @(Copy-Later $healthy 4 $moved | Compare-MtaSts $path).Count | Should -Be 0
    }

    It 'writes nothing with -WhatIf' {
        @($broken | Compare-MtaSts $path -WhatIf).Count | Should -BeGreaterThan 0
        $path | Should -Not -Exist
    }

    It 'says when there is nothing to accept, and names the selection' {
        $null = $healthy | Compare-MtaSts $path
        { Compare-MtaSts $path -Accept -CheckId Nothing.Here -ErrorAction Stop } | Should -Throw -ErrorId 'NothingToAccept,*' -ExpectedMessage '*-CheckId Nothing.Here*'
    }

    It 'takes a domain out, and says when it is not there' {
        $null = $broken | Compare-MtaSts $path
        Compare-MtaSts $path -Remove google-uncovered.test, nobody.test -ErrorVariable errors -ErrorAction SilentlyContinue
        $errors.FullyQualifiedErrorId | Should -BeLike 'NotInBaseline,*'
        @(Compare-MtaSts $path).Count | Should -Be 0
    }

    It 'leaves a file alone that is not a baseline' {
        Set-Content -LiteralPath $path -Value 'v=STSv1; id=1;'
        { $broken | Compare-MtaSts $path } | Should -Throw -ErrorId 'InvalidBaseline,*'
        Get-Content -LiteralPath $path | Should -Be 'v=STSv1; id=1;'
    }

    It 'leaves a damaged baseline alone' {
        $null = $healthy, $broken | Compare-MtaSts $path
        $half = (Get-Content -LiteralPath $path)[0..1]
        Set-Content -LiteralPath $path -Value $half
        { $broken | Compare-MtaSts $path } | Should -Throw -ErrorId 'InvalidBaseline,*' -ExpectedMessage '*should contain 2 domains, but contains 1*'
        Get-Content -LiteralPath $path | Should -Be $half
    }

    It 'says when there is neither a baseline nor a result' {
        { Compare-MtaSts $path -ErrorAction Stop } | Should -Throw -ErrorId 'NoBaseline,*'
        { Compare-MtaSts "$TestDrive/nowhere/b.json" } | Should -Throw -ErrorId 'FolderNotFound,*'
        { Compare-MtaSts $TestDrive } | Should -Throw -ErrorId 'NotAFile,*'
    }

    It 'has a table with ISO dates at <_> columns' -ForEach 80, 120 {
        $text = $broken | Compare-MtaSts $path | Format-Table | Out-String -Width $_
        $text | Should -Match 'google-uncovered\.test\s+New\s+Fail\s+\d{4}-\d\d-\d\d\s+Coverage'
    }

    It 'completes check ids' {
        (TabExpansion2 'Compare-MtaSts b.json -Accept -CheckId Coverage.M').CompletionMatches.CompletionText | Should -Contain 'Coverage.Mx'
    }
}

Describe 'Test-MtaSts -WarnDays' {
    It 'decides when <Id> of <Domain> warns' -ForEach @(
        @{ Id = 'PolicyHost.CertificateExpiry'; Domain = 'cert-ends-soon.test' }
        @{ Id = 'StartTls.CertificateExpiry'; Domain = 'smtp-cert-ends-soon.test' }
    ) {
        $status = foreach ($days in 14, 4, 0) { "$((Test-MtaSts $Domain @Lab -WarnDays $days).Checks | Where-Object Id -EQ $Id | ForEach-Object Status)" }
        $status | Should -Be 'Warning', 'Pass', 'Pass'
    }

    It 'warns earlier when that is wanted' {
        $result = Test-MtaSts healthy.test @Lab -WarnDays 365
        ($result.Checks | Where-Object Id -EQ 'PolicyHost.CertificateExpiry').Status | Should -Be 'Warning'
    }
}
