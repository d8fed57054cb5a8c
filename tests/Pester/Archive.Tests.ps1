# Export-TlsRptReport, what Read-TlsRptReport reads back, and sums of shards and rows.
BeforeAll {
    . "$PSScriptRoot/Common.ps1"
    . "$PSScriptRoot/GraphStub.ps1"
    $mails = New-Item -ItemType Directory (Join-Path $TestDrive 'mails')
    0..39 | ForEach-Object { [System.IO.File]::WriteAllText((Join-Path $mails.FullName "$_.eml"), (New-ReportMail $_ "d$($_ % 7).test")) }
    $reports = @(Read-TlsRptReport $mails.FullName)
    function New-Archive { Join-Path $TestDrive ([guid]::NewGuid()) }
    function Show-Sums($Sums) { $Sums | Select-Object * -ExcludeProperty Part, Evidence | ConvertTo-Json -Depth 4 }
}

Describe 'An archive' {
    It 'is read back as the reports and the rows that it was made of' {
        $archive = New-Archive
        $files = @($reports | Export-TlsRptReport $archive -PassThru)
        $files.Count | Should -Be 20
        $files[0].GetType().FullName | Should -Be 'System.IO.FileInfo'
        Split-Path -Leaf $files[0].DirectoryName | Should -Match '^date=2026-11-\d\d$'
        $back = @(Read-TlsRptReport $archive -Recurse)
        ($back.ReportId | Sort-Object { [int] $_ }) | Should -Be (0..39)
        Show-Sums ($back | Measure-TlsRptReport) | Should -Be (Show-Sums ($reports | Measure-TlsRptReport))
        $rows = @(Read-TlsRptReport $archive -Recurse -Flatten)
        $rows.Count | Should -Be 40
        ($rows | Sort-Object { [int] $_.ReportId } | ConvertTo-Csv) | Should -Be (Read-TlsRptReport $mails.FullName -Flatten | Sort-Object { [int] $_.ReportId } | ConvertTo-Csv)
    }

    It 'has one JSON object per line, with a version and a key' {
        $archive = New-Archive
        $file = @($reports[0] | Export-TlsRptReport $archive -PassThru)
        $stream = [System.IO.Compression.GZipStream]::new([System.IO.File]::OpenRead($file[0].FullName), [System.IO.Compression.CompressionMode]::Decompress)
        $text = [System.IO.StreamReader]::new($stream).ReadToEnd()
        $stream.Dispose()
        $text | Should -BeLike "{`"SchemaVersion`":1,*}`n"
        $row = $text | ConvertFrom-Json
        $row.Key | Should -Match '^[A-Za-z0-9_-]{22}$'
        $row.ReportDomain | Should -Be 'd0.test'
        $row.PolicySuccessCount | Should -Be 10
    }

    It 'does not grow when the same reports are written again, and writes nothing with -WhatIf' {
        $archive = New-Archive
        $reports | Export-TlsRptReport $archive -WhatIf
        Test-Path -LiteralPath $archive | Should -BeFalse
        1..2 | ForEach-Object { $reports | Export-TlsRptReport $archive }
        @(Get-ChildItem -LiteralPath $archive -Recurse -File -Force).Count | Should -Be 20
    }

    It 'takes reports that were saved, and refuses other objects with one error' {
        $archive = New-Archive
        $saved = Join-Path $TestDrive 'saved.xml'
        $reports | Export-Clixml -LiteralPath $saved -Depth 6
        Import-Clixml -LiteralPath $saved | Export-TlsRptReport $archive
        @(Read-TlsRptReport $archive -Recurse).Count | Should -Be 40
        1..3 | Export-TlsRptReport $archive -ErrorVariable errors -ErrorAction SilentlyContinue
        $errors[0].FullyQualifiedErrorId | Should -BeLike 'NotAReport,*'
        @($errors).Count | Should -Be 1
    }

    It 'says that rows of -Flatten are not reports: <what>' -ForEach @(
        @{ what = 'rows'; from = { $reports | Read-Rows } }
        @{ what = 'rows of a CSV file'; from = { $reports | Read-Rows | ConvertTo-Csv | ConvertFrom-Csv } }
    ) {
        function Read-Rows { Read-TlsRptReport $rowsOf -Recurse -Flatten }
        $rowsOf = New-Archive
        $reports | Export-TlsRptReport $rowsOf
        & $from | Export-TlsRptReport (New-Archive) -ErrorVariable errors -ErrorAction SilentlyContinue
        @($errors).Count | Should -Be 1
        "$errors" | Should -BeLike '* are rows of TLS reports, and cannot be exported.'
        $errors[0].ErrorDetails.RecommendedAction | Should -BeLike '*Read-TlsRptReport without -Flatten*'
    }

    It 'says why it cannot be written' {
        $file = Join-Path $TestDrive 'a file'
        Set-Content -LiteralPath $file -Value 'x'
        { $reports | Export-TlsRptReport (Join-Path $file 'archive') } | Should -Throw -ErrorId 'ReportsNotExported,*'
    }

    It 'is not made of a path that cannot be a folder: <Path>' -ForEach @(
        @{ Path = ' '; Id = 'NotAFolder'; Text = "' ' is blank*"; Fix = 'Give the path of a folder.' }
        @{ Path = "`t"; Id = 'NotAFolder'; Text = '*is blank*'; Fix = 'Give the path of a folder.' }
        @{ Path = 'env:x'; Id = 'NotAFile'; Text = '*is not a path of the file system*'; Fix = 'Give the path of a folder.' }
        @{ Path = 'a file'; Id = 'NotAFolder'; Text = '*is a file, not a folder.'; Fix = 'Give the path of a folder.' }
    ) {
        Push-Location -LiteralPath $TestDrive
        Set-Content -LiteralPath 'a file' -Value 'x'
        try {
            $reports | Export-TlsRptReport $Path
            throw 'It was accepted.'
        }
        catch {
            $_.FullyQualifiedErrorId | Should -BeLike "$Id,*"
            "$_" | Should -BeLike $Text
            $_.ErrorDetails.RecommendedAction | Should -Be $Fix
            Test-Path -LiteralPath ' ' | Should -BeFalse
        }
        finally {
            Pop-Location
        }
    }

    It 'is not created when there are no reports' {
        $archive = New-Archive
        @() | Export-TlsRptReport (Join-Path $archive 'inner')
        1 | Export-TlsRptReport $archive -ErrorAction SilentlyContinue -ErrorVariable errors
        "$($errors[0])" | Should -Be 'An object of type System.Int32 is not a TLS report that can be exported.'
        Test-Path -LiteralPath $archive | Should -BeFalse
        $null = New-Item -ItemType Directory $archive
        @() | Export-TlsRptReport $archive
        Test-Path -LiteralPath $archive | Should -BeTrue
    }

    It 'is read without the drafts of a run that was killed, and while it is written to' {
        $archive = New-Archive
        $reports | Export-TlsRptReport $archive
        $drafts = (New-Item -ItemType Directory (Join-Path $archive '.mtasts-export-0123456789ab')).FullName
        Set-Content -LiteralPath (Join-Path $drafts 'lock') -Value 'x'
        Set-Content -LiteralPath (Join-Path $drafts '2026-11-27.ndjson') -Value '{"SchemaVersion":1,"Row":0,"Ro'
        @(Read-TlsRptReport $archive -Recurse -ErrorAction Stop).Count | Should -Be 40
        @(Read-TlsRptReport "$archive/*" -Recurse -ErrorAction Stop).Count | Should -Be 40
        @(Receive-TlsRptReport -Path $archive -Recurse -StatePath (Join-Path $TestDrive "$([guid]::NewGuid()).json") -ErrorAction Stop).Count | Should -Be 40
        Read-TlsRptReport $drafts -ErrorAction SilentlyContinue -ErrorVariable errors
        @($errors).Count | Should -Be 2
        Read-TlsRptReport $archive -Recurse -ErrorAction Stop | Export-TlsRptReport $archive
        @(Read-TlsRptReport $archive -Recurse | Sort-Object ReportId -Unique).Count | Should -Be 40
        Test-Path -LiteralPath $drafts | Should -BeFalse
    }

    It 'has the other reports when a small one has rows that do not fit in a file: one error names it, also with -ErrorAction Stop' {
        $archive = New-Archive
        $folder = (New-Item -ItemType Directory (New-Archive)).FullName
        $hosts = (1..2500 | ForEach-Object { "`"*.m$_.test`"" }) -join ','
        $details = (1..2500 | ForEach-Object { "{`"result-type`":`"validation-failure`",`"failed-session-count`":1,`"receiving-mx-hostname`":`"mx.n$_.test`"}" }) -join ','
        [System.IO.File]::WriteAllText((Join-Path $folder 'b.json'), @"
{"organization-name":"Hostile","report-id":"a$([char] 27)b","date-range":{"start-datetime":"2026-11-01T00:00:00Z","end-datetime":"2026-11-01T23:59:59Z"},
"policies":[{"policy":{"policy-type":"sts","policy-domain":"d1.test","mx-host":[$hosts]},
"summary":{"total-successful-session-count":1,"total-failure-session-count":1},"failure-details":[$details]}]}
"@.Replace("$([char] 27)", '\u001b'))
        foreach ($number in 0, 1) { Copy-Item (Join-Path $mails.FullName "$number.eml") (Join-Path $folder "$(@('a', 'c')[$number]).eml") }
        Read-TlsRptReport $folder | Export-TlsRptReport $archive -ErrorVariable errors -ErrorAction SilentlyContinue
        @($errors).Count | Should -Be 1
        $errors[0].FullyQualifiedErrorId | Should -BeLike 'ReportNotExported,*'
        "$($errors[0])" | Should -BeLike "The report 'a\u001bb' of Hostile was not exported: its rows,*take more than 16,000,000 bytes*Source: *b.json"
        $errors[0].ErrorDetails.RecommendedAction | Should -BeLike 'Check the source.*'
        (Read-TlsRptReport $archive -Recurse -ErrorAction Stop).ReportId | Sort-Object | Should -Be (0, 1)
        @(Get-ChildItem -LiteralPath $archive -Force -Filter '.mtasts-*').Count | Should -Be 0

        $archive = New-Archive
        $state = Join-Path $TestDrive "$([guid]::NewGuid()).json"
        { Receive-TlsRptReport -Path $folder -StatePath $state | Export-TlsRptReport $archive -ErrorAction Stop } | Should -Throw -ErrorId 'ReportNotExported,*'
        Copy-Item (Join-Path $mails.FullName '2.eml') (Join-Path $folder 'd.eml')
        Receive-TlsRptReport -Path $folder -StatePath $state -ErrorAction Stop | Export-TlsRptReport $archive -ErrorAction Stop
        (Read-TlsRptReport $archive -Recurse -ErrorAction Stop).ReportId | Sort-Object | Should -Be (0, 1, 2)
    }

    It 'has what was taken when the process is killed' {
        $archive = New-Archive
        $taken = Join-Path $TestDrive 'taken'
        $script = Join-Path $TestDrive 'export.ps1'
        Set-Content -LiteralPath $script -Encoding utf8 -Value @"
Import-Module '$env:MTASTS_MODULE'
& { Read-TlsRptReport '$($mails.FullName)'; `$null = New-Item '$taken'; Start-Sleep 60 } | Export-TlsRptReport '$archive'
"@
        $start = [System.Diagnostics.ProcessStartInfo]::new($env:MTASTS_ENGINE, "-NoProfile -NonInteractive -File `"$script`"")
        $start.UseShellExecute = $false
        $process = [System.Diagnostics.Process]::Start($start)
        while (-not $process.HasExited -and -not (Test-Path -LiteralPath $taken)) { Start-Sleep -Milliseconds 50 }
        $process.Kill()
        $process.WaitForExit()
        @(Get-ChildItem -LiteralPath $archive -Recurse -Filter *.gz).Count | Should -Be 0
        @() | Export-TlsRptReport $archive
        @(Read-TlsRptReport $archive -Recurse).Count | Should -Be 40
        @(Get-ChildItem -LiteralPath $archive -Force -Filter '.mtasts-*').Count | Should -Be 0
    }
}

Describe 'Sums' {
    It 'of shards are the same as the whole, saved in any way' -ForEach 'Domain', 'Day', 'Organization', 'None' {
        $whole = Show-Sums ($reports | Measure-TlsRptReport $_)
        $sums = foreach ($shard in 1..5) { $reports | Measure-TlsRptReport $_ -Shard "$shard/5" }
        Show-Sums ($sums | Measure-TlsRptReport $_) | Should -Be $whole
        $xml = Join-Path $TestDrive 'sums.xml'
        $csv = Join-Path $TestDrive 'sums.csv'
        $sums | Export-Clixml -LiteralPath $xml
        $sums | Export-Csv -LiteralPath $csv -NoTypeInformation
        Show-Sums (Import-Clixml -LiteralPath $xml | Measure-TlsRptReport $_) | Should -Be $whole
        Show-Sums (Import-Csv -LiteralPath $csv | Measure-TlsRptReport $_) | Should -Be $whole
        Show-Sums ($sums | ConvertTo-Json -Depth 3 | ConvertFrom-Json | ForEach-Object { $_ } | Measure-TlsRptReport $_) | Should -Be $whole
    }

    It 'are made of rows too, also of a table' {
        $whole = $reports | Measure-TlsRptReport Day
        Show-Sums ($reports | Measure-TlsRptReport Day) | Should -Be (Show-Sums $whole)
        Show-Sums (Read-TlsRptReport $mails.FullName -Flatten | Measure-TlsRptReport Day) | Should -Be (Show-Sums $whole)
        $csv = Join-Path $TestDrive 'rows.csv'
        Read-TlsRptReport $mails.FullName -Flatten | Export-Csv -LiteralPath $csv -NoTypeInformation
        Show-Sums (Import-Csv -LiteralPath $csv | Measure-TlsRptReport Day) | Should -Be (Show-Sums $whole)
    }

    It 'that do not fit are refused with the reason' {
        $reports | Measure-TlsRptReport Day | Measure-TlsRptReport Day -ErrorVariable errors -ErrorAction SilentlyContinue
        "$($errors[0])" | Should -BeLike '*measured without -Shard*'
        $reports | Measure-TlsRptReport Day -Shard 1/1 | Measure-TlsRptReport Domain -ErrorVariable errors -ErrorAction SilentlyContinue
        "$($errors[0])" | Should -BeLike '*grouped by Day, and not by Domain*'
        { $reports | Measure-TlsRptReport -Shard 17/16 } | Should -Throw -ErrorId 'InvalidShard,*'
        { $reports | Measure-TlsRptReport -Shard 1/16 -Since 2026-11-01 } | Should -Throw -ErrorId 'SinceWithShard,*'
    }
}
