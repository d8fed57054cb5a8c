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

Describe 'In <_>' -ForEach 'de-DE', 'tr-TR', 'it-IT' {
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

Describe 'Earlier results from a CSV file' {
    It 'are distinguished by their time in the format of the session' {
        # 1 February and 10 January, which the invariant culture would read as 2 January and 1 October.
        $culture = [cultureinfo]::CurrentCulture
        try {
            [cultureinfo]::CurrentCulture = 'de-DE'
            $newer, $older = 1..2 | ForEach-Object { Test-MtaSts healthy.test @Lab | ConvertTo-Csv -NoTypeInformation | ConvertFrom-Csv }
            $newer.Tested = [DateTime]::new(2026, 2, 1).ToString()
            $older.Tested = [DateTime]::new(2026, 1, 10).ToString()
            $older.MxHosts = 'old.healthy.test'
            foreach ($reference in @($newer, $older), @($older, $newer)) {
                ((Test-MtaSts healthy.test @Lab -Reference $reference).Checks | Where-Object Id -eq 'Drift.MxChanged').Status | Should -Be 'Pass'
            }
        }
        finally { [cultureinfo]::CurrentCulture = $culture }
    }
}
