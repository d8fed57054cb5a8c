# A scan of many domains: journal, shards, the DNS first, and what it says at its end.

BeforeAll {
    . "$PSScriptRoot/Common.ps1"

    # Domains that do not exist are tested fast, and each has a different name.
    $many = @(foreach ($i in 1..240) { "gone-$i.test" })
    $some = 'healthy.test', 'testing.test', 'no-mta-sts.test', 'uncovered.test', 'http-301.test'

    function New-Journal { Join-Path $TestDrive "$([guid]::NewGuid()).jsonl" }
    # Changes when a scan began, and the checksum of that line.
    function Set-Begun([string] $Path, [datetime] $Utc) {
        $lines = Read-Lines $Path
        $content = $lines[0].Substring(0, $lines[0].Length - 18) -replace '(?<="begun":")[^"]+', $Utc.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'")
        $crc = [uint32]::MaxValue
        foreach ($byte in [System.Text.Encoding]::ASCII.GetBytes($content)) {
            $crc = $crc -bxor $byte
            for ($bit = 0; $bit -lt 8; $bit++) {
                $isOdd = $crc -band 1
                $crc = $crc -shr 1
                if ($isOdd) { $crc = $crc -bxor [uint32]3988292384 }
            }
        }
        $lines[0] = '{0},"sum":"{1:x8}"}}' -f $content, ($crc -bxor [uint32]::MaxValue)
        [System.IO.File]::WriteAllText($Path, ($lines -join "`n") + "`n")
    }
    function Read-Lines([string] $Path) { @(Get-Content -LiteralPath $Path) }
}

Describe 'Test-MtaSts -Journal' {
    It 'keeps each result, and returns it again without a test' -Tag NotUnderWine {
        $journal = New-Journal
        $first = @($some | Test-MtaSts @Lab -Journal $journal)
        $again = @($some | Test-MtaSts @Lab -Journal $journal -WarningVariable warnings -WarningAction SilentlyContinue)
        $again.DomainName | Should -Be $some
        ($again | ConvertTo-Json -Depth 6) | Should -Be ($first | ConvertTo-Json -Depth 6)
        ($again | ConvertTo-Csv -NoTypeInformation) | Should -Be ($first | ConvertTo-Csv -NoTypeInformation)
        "$warnings" | Should -BeLike 'No domain was tested now: all results are from the journal*For a new scan, give -JournalHours 0.'
    }

    It 'adds what is missing, in the order of the input' {
        $journal = New-Journal
        $null = 'healthy.test', 'uncovered.test' | Test-MtaSts @Lab -Journal $journal
        $messages = @($some | Test-MtaSts @Lab -Journal $journal -Verbose -WarningVariable warnings 4>&1)
        @($messages | Where-Object { $_ -isnot [System.Management.Automation.VerboseRecord] }).DomainName | Should -Be $some
        "$messages" | Should -BeLike '*continues: the journal*has 2 results*'
        "$messages" | Should -BeLike '*Domains: 5; read from the journal: 2. By status: Pass 2, Fail 2, NotConfigured 1.*'
        $warnings | Should -BeNullOrEmpty
        (Read-Lines $journal).Count | Should -Be 8 # the header, five results, two summaries
    }

    It 'returns rows and Booleans of what is in the journal too' {
        $journal = New-Journal
        $rows = @($some | Test-MtaSts @Lab -Journal $journal -Flatten)
        @($some | Test-MtaSts @Lab -Journal $journal -Flatten -WarningAction SilentlyContinue | ConvertTo-Csv) | Should -Be @($rows | ConvertTo-Csv)
        @($some | Test-MtaSts @Lab -Journal $journal -Quiet -WarningAction SilentlyContinue) | Should -Be $true, $true, $false, $false, $false
        $kept = Test-MtaSts healthy.test @Lab -Journal $journal -WarningAction SilentlyContinue
        (Test-MtaSts healthy.test @Lab -Reference $kept).Checks.Id | Should -Contain 'Drift.IdUnchanged'
        ($kept | Format-List | Out-String) | Should -BeLike '*healthy.test*'
    }

    It 'begins a new scan when the journal is old, and keeps the old one' {
        $journal = New-Journal
        $null = $some | Test-MtaSts @Lab -Journal $journal
        $before = Get-Content -LiteralPath $journal -Raw
        $null = Test-MtaSts healthy.test @Lab -Journal $journal -JournalHours 0 -WarningVariable warnings
        $warnings | Should -BeNullOrEmpty # that scan came to its end
        Get-Content -LiteralPath "$journal.old" -Raw | Should -Be $before
        (Read-Lines $journal).Count | Should -Be 3
    }

    It 'says that the old scan did not finish' {
        $journal = New-Journal
        $null = $many | Test-MtaSts @Lab -Journal $journal | Select-Object -First 3
        # The scan began two hours ago.
        $null = Test-MtaSts healthy.test @Lab -Journal $journal -JournalHours 0 -WarningVariable warnings -WarningAction SilentlyContinue
        "$warnings" | Should -BeLike "-JournalHours 0 begins a new scan, although the scan in the journal '$journal', which began at * UTC, did not finish; its results are now in '$journal.old'."
        Set-Begun "$journal.old" (Get-Date).ToUniversalTime().AddHours(-2)
        Move-Item -LiteralPath "$journal.old" -Destination $journal -Force
        $null = Test-MtaSts healthy.test @Lab -Journal $journal -JournalHours 2 -WarningVariable warnings -WarningAction SilentlyContinue
        "$warnings" | Should -BeLike "A new scan begins*and -JournalHours is 2. *did not finish*'$journal.old'*-JournalHours."
        Set-Begun $journal (Get-Date).ToUniversalTime().AddYears(2)
        $null = 'healthy.test' | Test-MtaSts @Lab -Journal $journal -WarningVariable warnings -WarningAction SilentlyContinue
        "$warnings" | Should -BeNullOrEmpty # that scan came to its end
    }

    It 'refuses other parameters and names them, and continues with other time-outs' {
        $journal = New-Journal
        $null = Test-MtaSts healthy.test @Lab -Journal $journal
        $thrown = { Test-MtaSts testing.test @Lab -Journal $journal -SkipStartTls } | Should -Throw -ErrorId 'JournalOfOtherSettings,*' -PassThru
        "$thrown" | Should -BeLike "*$journal*-SkipStartTls was off and is now on*"
        $thrown.TargetObject | Should -Be $journal
        $other = @{} + $Lab
        $other.TimeoutSec = 5
        @('healthy.test', 'testing.test' | Test-MtaSts @other -ThrottleLimit 2 -AsCompleted -Journal $journal).Count | Should -Be 2
    }

    It 'refuses a file that is not a journal, and leaves it alone' -ForEach @(
        @{ Text = "DomainName,Status`ncontoso.com,Pass`n" }, @{ Text = '{"format":"MtaSts journal","version":9}' + "`n" }, @{ Text = "x" }
    ) {
        $file = New-Journal
        [System.IO.File]::WriteAllText($file, $Text)
        { Test-MtaSts healthy.test @Lab -Journal $file -JournalHours 0 } | Should -Throw "*$file*was not changed*" -ErrorId 'InvalidJournal,*'
        [System.IO.File]::ReadAllText($file) | Should -BeExactly $Text
    }

    It 'refuses a journal that another command uses, a folder, and a place that does not exist' {
        $journal = New-Journal
        $nested = $some | Test-MtaSts @Lab -Journal $journal | ForEach-Object {
            try { Test-MtaSts healthy.test @Lab -Journal $journal } catch { $_.FullyQualifiedErrorId }
        }
        $nested | Select-Object -First 1 | Should -BeLike 'JournalInUse,*'
        { Test-MtaSts healthy.test @Lab -Journal $TestDrive } | Should -Throw -ErrorId 'NotAFile,*'
        { Test-MtaSts healthy.test @Lab -Journal (Join-Path $TestDrive 'none/scan.jsonl') } | Should -Throw -ErrorId 'FolderNotFound,*'
        { Test-MtaSts healthy.test @Lab -RetryUnknown } | Should -Throw -ErrorId 'NoJournal,*'
        { Test-MtaSts healthy.test @Lab -JournalHours 3 } | Should -Throw -ErrorId 'NoJournal,*'
    }

    It 'tests again what was Unknown with -RetryUnknown' {
        $journal = New-Journal
        $null = 'healthy.test', 'http-429.test' | Test-MtaSts @Lab -Journal $journal -WarningAction SilentlyContinue
        $messages = 'healthy.test', 'http-429.test' | Test-MtaSts @Lab -Journal $journal -RetryUnknown -Verbose -WarningAction SilentlyContinue 4>&1
        "$messages" | Should -BeLike '*Domains: 2; read from the journal: 1*'
        Set-Begun $journal (Get-Date).ToUniversalTime().AddHours(-20) # what is tested again belongs to that scan, however old it is
        $messages = 'healthy.test', 'http-429.test' | Test-MtaSts @Lab -Journal $journal -RetryUnknown -Verbose -WarningAction SilentlyContinue 4>&1
        "$messages" | Should -BeLike '*Domains: 2; read from the journal: 1*'
        "$journal.old" | Should -Not -Exist
    }

    It 'does not test a domain with too many MX hosts again with -RetryUnknown, and does not recommend it' {
        $journal = New-Journal
        $null = 'mx-400.test', 'healthy.test' | Test-MtaSts @Lab -Journal $journal -WarningVariable warnings -WarningAction SilentlyContinue
        "$warnings" | Should -BeLike '1 of 2 domains is Unknown (too many MX hosts 1). A new test has the same result*'
        "$warnings" | Should -Not -BeLike '*-RetryUnknown*'
        $null = 'http-429.test' | Test-MtaSts @Lab -Journal $journal
        $domains = 'mx-400.test', 'healthy.test', 'http-429.test'
        $messages = $domains | Test-MtaSts @Lab -Journal $journal -RetryUnknown -Verbose -WarningVariable warnings -WarningAction SilentlyContinue 4>&1
        "$messages" | Should -BeLike '*Domains: 3; read from the journal: 2*'
        "$warnings" | Should -BeLike '*Policy host refuses for now: *Too many MX hosts: a new test has the same result*'
        "$warnings" | Should -BeLike '*remove MX records. This run already used -RetryUnknown.*'
    }

    It 'keeps the test of a policy apart from that of another one' {
        $journal = New-Journal
        $policies = foreach ($mx in 'mail.healthy.test', 'mail.other.test') { New-MtaStsPolicy -Mx $mx -Mode Enforce }
        $results = foreach ($policy in $policies + $policies) {
            Test-MtaSts healthy.test @Lab -Policy $policy -Journal $journal -WarningAction SilentlyContinue
        }
        $results.MxCovered | Should -Be $true, $false, $true, $false
        $results[2].Tested | Should -Be $results[0].Tested
    }

    It 'has no path of a DNS-over-HTTPS server, which may be a key' {
        $journal = New-Journal
        $offline = @{ Server = 'https://127.0.0.1:9/key-of-an-account'; TimeoutSec = 1; AllowPrivateAddress = $true; NoProxy = $true }
        $null = Test-MtaSts healthy.test @offline -Journal $journal
        Get-Content -LiteralPath $journal -TotalCount 1 | Should -Not -BeLike '*key-of-an-account*'
        $offline.Server = 'https://127.0.0.1:9/another-key'
        { Test-MtaSts healthy.test @offline -Journal $journal } | Should -Throw -ErrorId 'JournalOfOtherSettings,*'
    }

    It 'refuses a <Kind>, and says that it is not a file' -Tag MatchingBuild -Skip:($env:OS -eq 'Windows_NT' -or -not (Test-Path /dev/full)) -ForEach @(
        @{ Kind = 'device' }, @{ Kind = 'link to a device' }, @{ Kind = 'pipe' }, @{ Kind = 'folder' }, @{ Kind = 'link to a folder' }
    ) {
        $place = New-Journal
        switch ($Kind) {
            'device' { $place = '/dev/full' }
            'link to a device' { $null = New-Item -ItemType SymbolicLink -Path $place -Target /dev/full }
            'pipe' { mkfifo $place }
            'folder' { $null = New-Item -ItemType Directory -Path $place }
            'link to a folder' { $null = New-Item -ItemType SymbolicLink -Path $place -Target $TestDrive }
        }
        { Test-MtaSts healthy.test @Lab -Journal $place } | Should -Throw "'$place' is *, not a *file*" -ErrorId 'NotAFile,*'
    }

    It 'follows a link to the journal, and the link stays a link' -Tag MatchingBuild -Skip:($env:OS -eq 'Windows_NT') {
        $share = New-Journal
        $link = New-Journal
        $null = New-Item -ItemType SymbolicLink -Path $link -Target $share
        $null = Test-MtaSts healthy.test @Lab -Journal $link
        (Read-Lines $share).Count | Should -Be 3
        $null = Test-MtaSts healthy.test @Lab -Journal $link -JournalHours 0
        (Get-Item -LiteralPath $link).LinkTarget | Should -Be $share
        "$link.old" | Should -Not -Exist
        (Read-Lines "$share.old").Count | Should -Be 3
        $again = Test-MtaSts healthy.test @Lab -Journal $share -WarningVariable warnings -WarningAction SilentlyContinue
        $again.Status | Should -Be 'Pass'
        "$warnings" | Should -BeLike 'No domain was tested now*'
    }

    It 'notices that the link was changed, and says where the results are' -Tag MatchingBuild -Skip:($env:OS -eq 'Windows_NT') {
        $share = New-Journal
        $link = New-Journal
        $null = New-Item -ItemType SymbolicLink -Path $link -Target $share
        $results = @($some | Test-MtaSts @Lab -Journal $link -ThrottleLimit 1 -ErrorVariable errors -ErrorAction SilentlyContinue | ForEach-Object {
                $null = New-Item -ItemType SymbolicLink -Path $link -Target "$share.2" -Force
                $_
            })
        $results.DomainName | Should -Be $some
        @($errors).Count | Should -Be 1
        $errors[0].FullyQualifiedErrorId | Should -BeLike 'JournalGone,*'
        "$($errors[0])" | Should -Be "The link '$link' no longer leads to the journal. It was changed while the scan was running. The results of this scan are in '$share'."
        $errors[0].ErrorDetails.RecommendedAction | Should -BeLike '*Point the link to that file again*'
        (Read-Lines $share).Count | Should -Be 7
    }

    It 'refuses a path that is blank, not of the file system, or in a folder that does not exist: <Path>' -ForEach @(
        @{ Path = ' '; Id = 'NotAFile'; Text = "' ' is blank*" }, @{ Path = "`t"; Id = 'NotAFile'; Text = '*is blank*' },
        @{ Path = 'env:journal'; Id = 'NotAFile'; Text = '*is not a path of the file system*' },
        @{ Path = 'none/journal'; Id = 'FolderNotFound'; Text = "There is no folder '*none'*" }
    ) {
        $thrown = { Test-MtaSts healthy.test @Lab -Journal $Path } | Should -Throw $Text -ErrorId "$Id,*" -PassThru
        $thrown.ErrorDetails.RecommendedAction | Should -Not -BeLike '*backslash*'
    }

    It 'shows the whole path of a folder in the place of a journal' {
        Push-Location -LiteralPath $TestDrive
        try {
            { Test-MtaSts healthy.test @Lab -Journal . } | Should -Throw "'$((Get-Item -LiteralPath $TestDrive).FullName)' is a folder*" -ErrorId 'NotAFile,*'
        } finally {
            Pop-Location
        }
    }

    It 'explains that a share must be mounted' -Skip:($env:OS -eq 'Windows_NT') {
        $thrown = { Test-MtaSts healthy.test @Lab -Journal '\\server\share\scan.jsonl' } | Should -Throw -ErrorId 'FolderNotFound,*' -PassThru
        $thrown.ErrorDetails.RecommendedAction | Should -BeLike 'Mount the share*two backslashes*'
    }

    It 'counts a domain once, and does not suggest the retry that it was' {
        $journal = New-Journal
        $given = 'http-429.test', 'healthy.test', 'http-429.test', 'http-429.test'
        $null = $given | Test-MtaSts @Lab -Journal $journal -WarningVariable warnings -WarningAction SilentlyContinue
        "$warnings" | Should -BeLike '1 of 2 domains is Unknown*run the same command with -RetryUnknown.'
        $null = $given | Test-MtaSts @Lab -Journal $journal -RetryUnknown -WarningVariable warnings -WarningAction SilentlyContinue
        "$warnings" | Should -BeLike '1 of 2 domains is Unknown*This run already used -RetryUnknown. Use it again later, or after such a change.'
    }

    It 'continues a journal that an editor saved with CRLF and a byte order mark' {
        $journal = New-Journal
        $null = 'healthy.test', 'uncovered.test' | Test-MtaSts @Lab -Journal $journal
        $text = (Read-Lines $journal) -join "`r`n"
        [System.IO.File]::WriteAllText($journal, "$text`r`n", [System.Text.UTF8Encoding]::new($true))
        $messages = @($some | Test-MtaSts @Lab -Journal $journal -Verbose 4>&1)
        "$messages" | Should -BeLike '*Domains: 5; read from the journal: 2.*'
    }

    It 'tests a domain once that is given several times at once, and returns each in its place' {
        $journal = New-Journal
        $names = 'healthy.test', 'smtp-tarpit.test', 'SMTP-Tarpit.test.', 'smtp-tarpit.TEST', 'smtp-tarpit.test', 'uncovered.test'
        $messages = @($names | Test-MtaSts @Lab -Journal $journal -ThrottleLimit 8 -Verbose 4>&1)
        $results = @($messages | Where-Object { $_ -isnot [System.Management.Automation.VerboseRecord] })
        $results.DomainName | Should -Be 'healthy.test', 'smtp-tarpit.test', 'smtp-tarpit.test', 'smtp-tarpit.test', 'smtp-tarpit.test', 'uncovered.test'
        @($results.Tested[1..4] | Sort-Object -Unique).Count | Should -Be 1
        @(Read-Lines $journal | Where-Object { $_ -like '{"domain":*' }).Count | Should -Be 3
        "$messages" | Should -BeLike '*Domains: 3 (6 results); read from the journal: 3.*'
    }

    It 'tests an Unknown domain once with -RetryUnknown, however often it is given' {
        $journal = New-Journal
        $null = Test-MtaSts http-429.test @Lab -Journal $journal
        $again = 'http-429.test', 'healthy.test', 'http-429.test'
        $null = $again | Test-MtaSts @Lab -Journal $journal -RetryUnknown -ThrottleLimit 1 -WarningAction SilentlyContinue
        @(Read-Lines $journal | Where-Object { $_ -like '{"domain":"http-429.test"*' }).Count | Should -Be 2
    }

    It 'compares what -TrustedRoot and -Server mean, and not how they are written' {
        $journal = New-Journal
        $second = '127.0.0.1:9'
        $first = @{} + $Lab
        $first.Server = @($Lab.Server) + $second
        $null = Test-MtaSts healthy.test @first -Journal $journal
        $other = @{} + $Lab
        $copy = Join-Path $TestDrive 'copy of the root.pem'
        Copy-Item -LiteralPath @($Lab.TrustedRoot)[0] -Destination $copy
        $other.Server = @($second, " $second") + $Lab.Server
        $other.TrustedRoot = './copy of the root.pem', $copy
        Push-Location -LiteralPath $TestDrive
        try {
            $null = Test-MtaSts healthy.test @other -Journal $journal -WarningVariable warnings -WarningAction SilentlyContinue
        } finally {
            Pop-Location
        }
        "$warnings" | Should -BeLike 'No domain was tested now*'
        $other.TrustedRoot = $copy
        $other.Server = $Lab.Server
        { Test-MtaSts healthy.test @other -Journal $journal } | Should -Throw '*-Server was*' -ErrorId 'JournalOfOtherSettings,*'
        $other = @{} + $first
        $other.Remove('TrustedRoot')
        { Test-MtaSts healthy.test @other -Journal $journal } | Should -Throw '*-TrustedRoot was * and is now none*' -ErrorId 'JournalOfOtherSettings,*'
    }

    # Under Wine a deleted file that is still open can be opened again.
    It 'notices that the journal was deleted, returns all results, and says what is lost' -Tag NotUnderWine {
        $journal = New-Journal
        $results = @($some | Test-MtaSts @Lab -Journal $journal -ThrottleLimit 1 -ErrorVariable errors -ErrorAction SilentlyContinue | ForEach-Object {
                if (Test-Path -LiteralPath $journal) { Remove-Item -LiteralPath $journal }
                $_
            })
        $results.DomainName | Should -Be $some
        @($errors).Count | Should -Be 1
        $errors[0].FullyQualifiedErrorId | Should -BeLike 'JournalGone,*'
        "$($errors[0])" | Should -BeLike "The journal '$journal' is no longer in its place. It was deleted*the results of this scan are not in it."
    }

    It 'does not touch the file with -WhatIf, and returns the results' {
        $journal = New-Journal
        $result = Test-MtaSts healthy.test @Lab -Journal $journal -WhatIf
        $result.Status | Should -Be 'Pass'
        $journal | Should -Not -Exist
        $null = Test-MtaSts healthy.test @Lab -Journal $journal
        $before = Get-Content -LiteralPath $journal -Raw
        $null = 'healthy.test', 'uncovered.test' | Test-MtaSts @Lab -Journal $journal -JournalHours 0 -WhatIf
        Get-Content -LiteralPath $journal -Raw | Should -Be $before
        "$journal.old" | Should -Not -Exist
    }
}

Describe 'A scan that is killed' -Tag NotUnderWine {
    It 'continues where it stopped, and its output is complete in the end' {
        $journal = New-Journal
        $out = Join-Path $TestDrive 'results.csv'
        $script = Join-Path $TestDrive 'scan.ps1'
        $arguments = $Lab.GetEnumerator() | ForEach-Object { if ($_.Value -is [bool]) { "-$($_.Key)" } else { "-$($_.Key) '$($_.Value)'" } }
        Set-Content -LiteralPath $script -Encoding utf8 -Value @(
            "Import-Module '$env:MTASTS_MODULE'"
            "1..240 | ForEach-Object { `"gone-`$_.test`" } | Test-MtaSts $arguments -ThrottleLimit 2 -Journal '$journal' | Export-Csv '$out' -NoTypeInformation"
        )
        $random = [System.Random]::new(28)
        $kills = 0
        while ($true) {
            $start = [System.Diagnostics.ProcessStartInfo]::new($env:MTASTS_ENGINE, "-NoProfile -NonInteractive -File `"$script`"")
            $start.UseShellExecute = $false
            $before = if (Test-Path -LiteralPath $journal) { (Get-Item -LiteralPath $journal).Length } else { 0 }
            $process = [System.Diagnostics.Process]::Start($start)
            $enough = $before + $random.Next(1, 200000)
            while (-not $process.HasExited -and -not ((Test-Path -LiteralPath $journal) -and (Get-Item -LiteralPath $journal).Length -ge $enough)) {
                Start-Sleep -Milliseconds 2
            }
            if ($process.HasExited) { break }
            $process.Kill()
            $process.WaitForExit()
            $kills++
            $kills | Should -BeLessThan 60
        }
        $process.ExitCode | Should -Be 0
        $kills | Should -BeGreaterThan 2
        (Import-Csv -LiteralPath $out).DomainName | Should -Be $many

        # Each domain was tested once, but for those that were under way when the process was killed.
        $results = @(Read-Lines $journal | Where-Object { $_ -like '{"domain":*' }).Count
        $results | Should -BeGreaterOrEqual 240
        $results | Should -BeLessOrEqual (240 + 4 * $kills)
        Read-Lines $journal | ForEach-Object { { $_ | ConvertFrom-Json } | Should -Not -Throw }
    }
}

Describe 'What a scan says at its end' {
    It 'is how many domains are Unknown, why, and what to do' {
        $domains = 'healthy.test', 'dns-servfail.test', 'dns-refused.test', 'http-429.test'
        $null = $domains | Test-MtaSts @Lab -WarningVariable warnings -WarningAction SilentlyContinue
        @($warnings).Count | Should -Be 1
        "$warnings" | Should -BeLike '3 of 4 domains are Unknown (DNS server failure 2, policy host refuses for now 1). *'
        "$warnings" | Should -BeLike '*pipe the Unknown results to Test-MtaSts again.'
    }

    It 'is nothing for one domain, or when none is Unknown' {
        $null = Test-MtaSts dns-servfail.test @Lab -WarningVariable one
        $null = $some | Test-MtaSts @Lab -WarningVariable none
        $one | Should -BeNullOrEmpty
        $none | Should -BeNullOrEmpty
    }

    It 'is also in the result as UnknownCause' {
        $results = 'healthy.test', 'smtp-refused.test', 'dns-servfail.test' | Test-MtaSts @Lab -WarningAction SilentlyContinue
        $results[0].UnknownCause | Should -BeNullOrEmpty
        $results[1].UnknownCause | Should -Be 'MxUnreachable'
        ($results | ConvertTo-Csv -NoTypeInformation | ConvertFrom-Csv)[2].UnknownCause | Should -Be 'DnsServerFailure'
    }
}

Describe 'Test-MtaSts -Shard' {
    It 'divides the domains, each into one shard' {
        $shards = foreach ($shard in 1..3) { , @($some | Test-MtaSts @Lab -Shard "$shard/3" | ForEach-Object DomainName) }
        @($shards | ForEach-Object { $_ } | Sort-Object) | Should -Be @($some | Sort-Object)
        @($some | Test-MtaSts @Lab -Shard 1/1).Count | Should -Be 5
        { Test-MtaSts healthy.test @Lab -Shard 4/3 } | Should -Throw -ErrorId 'InvalidShard,*'
    }
}

Describe 'Test-MtaSts -DnsFirst' {
    It 'tests a domain with a record in full, and says what it left out of one without' {
        $results = 'healthy.test', 'no-mta-sts.test' | Test-MtaSts @Lab -DnsFirst
        $results.Status | Should -Be 'Pass', 'NotConfigured'
        $results[0].Policy.IsValid | Should -BeTrue
        $results[1].Policy | Should -BeNullOrEmpty
        $results[1].MxHosts | Should -Not -BeNullOrEmpty
        ($results[1].Checks | Where-Object Id -eq 'PolicyHost.Lookup').Detail | Should -BeLike '*-DnsFirst*'
    }
}
