# The same verdicts, texts and files in every culture.
BeforeAll {
    . "$PSScriptRoot/Common.ps1"
    $report = '{"organization-name":"Fabrikam","date-range":{"start-datetime":"2026-01-01T00:00:00Z","end-datetime":"2026-01-01T23:59:59Z"},"contact-info":"tls@fabrikam.example","report-id":"1","policies":[{"policy":{"policy-type":"sts","policy-domain":"contoso.com","mx-host":["mail.contoso.com"]},"summary":{"total-successful-session-count":1234567,"total-failure-session-count":2},"failure-details":[{"result-type":"certificate-expired","failed-session-count":2}]}]}'

    $code = {
        param($Module, $Lab, $Culture, $Folder, $Report)
        $ErrorActionPreference = 'Stop'
        [cultureinfo]::CurrentCulture = [cultureinfo]::CurrentUICulture = [cultureinfo]::GetCultureInfo($Culture)
        Import-Module $Module
        # Wide enough that PowerShell wraps no line: wrapping depends on the culture.
        $said = @(
            foreach ($result in Test-MtaSts healthy.test, google-uncovered.test, no-mta-sts.test, policy-wrong-version.test @Lab) {
                "$($result.DomainName) $($result.Status) $($result.SenderAction) $($result.Mode) $($result.MaxAge) $($result.Problems)"
                # Between two sessions the number of days until a certificate expires may change, and the second in the new id does.
                $result.Checks | ForEach-Object { "$($_.Id) $($_.Status) $($_.Detail -replace 'in \d+ days', 'in n days') $($_.Fix -replace 'id=\d{14}', 'id=now')" }
                ($result | Format-Table | Out-String -Width 900)
            }
            (Get-MtaStsPolicy healthy.test @Lab).Text
            Get-MtaStsRecord healthy.test @Lab | Format-Table | Out-String -Width 900
            Get-MtaStsMx healthy.test @Lab | Format-Table | Out-String -Width 900
            'v=STSv1; id=i-1', 'v=STSv1; ID=1' | ConvertFrom-MtaStsRecord | ForEach-Object { $_.Findings } | Out-String -Width 900
            "version: STSv1`nMODE: enforce`nmax_age: 1.000" | ConvertFrom-MtaStsPolicy | ForEach-Object { $_.Findings } | Out-String -Width 900
            Get-MtaStsRolloutPlan -StartDate ([DateTime]::new(2026, 3, 1, 0, 0, 0, [DateTimeKind]::Utc)) | Format-Table | Out-String -Width 900
            Get-MtaStsRolloutPlan -StartDate ([DateTime]::new(2026, 3, 1, 0, 0, 0, [DateTimeKind]::Utc)) | ForEach-Object { "$_" }
            New-TlsRptRecord info.contoso.com INFO@contoso.com | ForEach-Object { $_.ZoneFileLine }
            $Report | Read-TlsRptReport | ForEach-Object { "$_" }
            $Report | Read-TlsRptReport | Format-Table | Out-String -Width 900
            (Step-MtaStsPolicy healthy.test -Rollback @Lab).Order | ForEach-Object { $_ -replace '\d{4}-\d\d-\d\d \d\d:\d\d|\d{14}', 'then' }
        )
        New-MtaStsPolicy -Mx mail.contoso.com -Mode Testing | Set-Content -LiteralPath (Join-Path $Folder 'mta-sts.txt') -NoNewline
        New-MtaStsPolicy -Mx mail.contoso.com -Mode Testing |
            Export-MtaStsSite CloudflareWorker (Join-Path $Folder 'site') -DomainName info.contoso.com -RecordId 20260301000000
        $said -join "`n"
    }

    function Invoke-In([string] $Culture) {
        $folder = New-Item -ItemType Directory -Path (Join-Path $TestDrive ([guid]::NewGuid())) | ForEach-Object FullName
        $shell = [powershell]::Create()
        try {
            $said = $shell.AddScript($code).AddArgument($env:MTASTS_MODULE).AddArgument($Lab).AddArgument($Culture).AddArgument($folder).AddArgument($report).Invoke() -join "`n"
        }
        finally { $shell.Dispose() }
        $files = Get-ChildItem -LiteralPath $folder -Recurse -File | ForEach-Object { '{0} {1}' -f $_.FullName.Substring($folder.Length), (Get-FileHash -LiteralPath $_.FullName).Hash } | Sort-Object
        [pscustomobject]@{ Said = $said; Files = $files }
    }
    $invariant = Invoke-In ''
}

Describe 'In <_>' -ForEach 'de-DE', 'tr-TR', 'it-IT', 'th-TH', 'ar-SA', 'fa-IR' {
    BeforeAll { $seen = Invoke-In $_ }

    It 'the cmdlets return the same results' {
        $invariant.Said.Length | Should -BeGreaterThan 5000
        $seen.Said | Should -BeExactly $invariant.Said
    }

    It 'the files have the same bytes' {
        $invariant.Files.Count | Should -BeGreaterThan 3
        $seen.Files | Should -Be $invariant.Files
    }
}

Describe 'Times in a CSV file' {
    BeforeAll {
        function Invoke-As([string] $Culture, [scriptblock] $Script) {
            $before = [cultureinfo]::CurrentCulture
            try {
                [cultureinfo]::CurrentCulture = $Culture
                & $Script
            }
            finally { [cultureinfo]::CurrentCulture = $before }
        }
    }

    It 'of rows are read alike in every culture: saved in <_>' -ForEach 'de-DE', 'en-US', 'th-TH', 'ar-SA', 'fa-IR', 'hi-IN' {
        # 1 February, which another culture would take for 2 January.
        $culture = $_
        $day = [datetime]::new([datetime]::UtcNow.Year - 1, 2, 1, 0, 0, 0, [System.DateTimeKind]::Utc)
        $csv = Invoke-As $culture { $report.Replace('2026-01-01T', $day.ToString('yyyy-MM-dd', [cultureinfo]::InvariantCulture) + 'T') | Read-TlsRptReport -Flatten | ConvertTo-Csv -NoTypeInformation }
        foreach ($other in 'en-US', 'de-DE', 'th-TH') {
            $data = Invoke-As $other { $csv | ConvertFrom-Csv | Export-MtaStsReport -AsJson } | ConvertFrom-Json
            $data.reports.count | Should -Be 1
            "$($data.reports.firstDay)" | Should -Be $day.ToString('yyyy-MM-dd', [cultureinfo]::InvariantCulture)
        }
    }

    It 'that can be two dates are refused, with the value and the fix' {
        $row = $report | Read-TlsRptReport -Flatten | Select-Object * -ExcludeProperty StartDateUtc, EndDateUtc | ConvertTo-Csv -NoTypeInformation | ConvertFrom-Csv
        $row.StartDate = $row.EndDate = "01/02/$([datetime]::UtcNow.Year - 1) 00:00:00"
        $none = $row | Export-MtaStsReport -AsJson -ErrorVariable errors -ErrorAction SilentlyContinue
        $none | Should -BeNullOrEmpty
        "$($errors[0])" | Should -BeLike "'01/02/* in StartDate can be *-01-02 or *-02-01: *"
        $errors[0].FullyQualifiedErrorId | Should -BeLike 'DateUnreadable,*'
        $errors[0].ErrorDetails.RecommendedAction | Should -BeLike '*StartDateUtc*'
    }

    It 'with a day after the 12th are read in whatever order' {
        $row = $report | Read-TlsRptReport -Flatten | Select-Object * -ExcludeProperty StartDateUtc, EndDateUtc | ConvertTo-Csv -NoTypeInformation | ConvertFrom-Csv
        foreach ($text in "27.01.$([datetime]::UtcNow.Year - 1) 00:00:00", "01/27/$([datetime]::UtcNow.Year - 1) 00:00:00", "$([datetime]::UtcNow.Year - 1)-01-27") {
            $row.StartDate = $row.EndDate = $text
            foreach ($other in 'en-US', 'de-DE') {
                $data = Invoke-As $other { $row | Export-MtaStsReport -AsJson } | ConvertFrom-Json
                "$($data.reports.firstDay)" | Should -BeLike '*-01-27'
            }
        }
    }

    It 'of earlier results are distinguished, regardless of the culture that saved them' {
        $newer, $older = Invoke-As 'de-DE' { 1..2 | ForEach-Object { Test-MtaSts healthy.test @Lab | ConvertTo-Csv -NoTypeInformation | ConvertFrom-Csv } }
        $newer.TestedUtc = '2026-02-01T00:00:00Z'
        $older.TestedUtc = '2026-01-10T00:00:00Z'
        $older.MxHosts = 'old.healthy.test'
        foreach ($reference in @($newer, $older), @($older, $newer)) {
            ((Test-MtaSts healthy.test @Lab -Reference $reference).Checks | Where-Object Id -eq 'Drift.MxChanged').Status | Should -Be 'Pass'
        }
    }

    It 'of two earlier results that can be two dates are refused; of one they are not needed' {
        $one, $two = 1..2 | ForEach-Object { Test-MtaSts healthy.test @Lab | Select-Object * -ExcludeProperty TestedUtc | ConvertTo-Csv -NoTypeInformation | ConvertFrom-Csv }
        $one.Tested = $two.Tested = '01/02/2026 00:00:00'
        { Test-MtaSts healthy.test @Lab -Reference $one, $two } | Should -Throw "'01/02/2026 00:00:00' in Tested can be *"
        ((Test-MtaSts healthy.test @Lab -Reference $one).Checks | Where-Object Id -eq 'Drift.MxChanged').Status | Should -Be 'Pass'
    }
}
