BeforeAll {
    . "$PSScriptRoot/Common.ps1"
    # Escape sequences that clear the screen and write to the clipboard.
    $script:Escape = "$([char]27)[2J$([char]27)]52"
    # PlainText would remove escape sequences, and hide what a terminal would get.
    if ($PSVersionTable.PSVersion.Major -ge 7) { $PSStyle.OutputRendering = 'Ansi' }
    function Show-All($Objects) { ($Objects | Out-String -Width 300) + ($Objects | Format-Table | Out-String -Width 300) + ($Objects | Format-List | Out-String -Width 300) }
}

Describe 'Text from strangers on a terminal' {
    It 'is shown safely for <What>' -ForEach @(
        @{ What = 'a policy'; Make = { ConvertFrom-MtaStsPolicy "version: STSv1`nmode: enforce`nmx: a$Escape.test`nmax_age: 1" } }
        @{ What = 'a policy key'; Make = { ConvertFrom-MtaStsPolicy "vers$Escape" } }
        @{ What = 'a record'; Make = { ConvertFrom-MtaStsRecord "v=STSv1; id=a$Escape;" } }
        @{ What = 'a record of another kind'; Make = { ConvertFrom-MtaStsRecord "$Escape" } }
        @{ What = 'a TLS-RPT record'; Make = { ConvertFrom-TlsRptRecord "v=TLSRPTv1; rua=mailto:a$Escape@contoso.com" } }
        @{ What = 'findings'; Make = { (ConvertFrom-MtaStsPolicy "x$Escape").Findings } }
        @{ What = 'a policy file'; Make = { $path = Join-Path $TestDrive 'p.txt'; "mx: $Escape" | Set-Content $path; Get-MtaStsPolicy -Path $path } }
    ) {
        $text = Show-All (& $Make)
        $text | Should -Not -BeNullOrEmpty
        $text.Contains("$([char]27)[2J") | Should -BeFalse
        $text.Contains("$([char]27)]52") | Should -BeFalse
    }

    It 'is shown safely in views of reports' {
        $hostile = '\u001b[2J\u001b]52'
        $json = '{{"organization-name":"{0}","date-range":{{"start-datetime":"2025-03-01T00:00:00Z","end-datetime":"2025-03-01T23:59:59Z"}},"contact-info":"{0}","report-id":"{0}","policies":[{{"policy":{{"policy-type":"{0}","policy-string":["{0}"],"policy-domain":"contoso.com{0}","mx-host":["{0}"]}},"summary":{{"total-successful-session-count":1,"total-failure-session-count":1}},"failure-details":[{{"result-type":"{0}","receiving-mx-hostname":"{0}","failed-session-count":1,"additional-information":"{0}"}}]}}],"{0}":1}}' -f $hostile
        $report = $json | Read-TlsRptReport
        $report.OrganizationName | Should -Be "$([char]27)[2J$([char]27)]52"
        $sums = $report | Measure-TlsRptReport
        $report.Warnings.Path | Should -Contain "`$.$([char]27)[2J$([char]27)]52"
        foreach ($object in $report, $report.Policies, $report.Policies[0].FailureDetails, $report.Warnings, $report.OtherMembers, ($json | Read-TlsRptReport -Flatten), $sums, $sums.TopResultTypes) {
            $text = Show-All $object
            $text.Contains("$([char]27)[2J") | Should -BeFalse
            $text.Contains("$([char]27)]52") | Should -BeFalse
        }
    }

    It 'is shown safely in errors and warnings' {
        $errors = @()
        foreach ($hostile in @(
                { Test-MtaSts "a$Escape.contoso.com" @Lab -ErrorAction Stop }
                { New-MtaStsPolicy -Mx "a$Escape" -ErrorAction Stop }
                { New-TlsRptRecord contoso.com -Rua "a$Escape" -ErrorAction Stop }
                { Test-MtaSts contoso.com -Server "a$Escape" -ErrorAction Stop }
                { "{`"organization-name`":`"$Escape" | Read-TlsRptReport -ErrorAction Stop }
                { "{`"$Escape`":1}" | Read-TlsRptReport -ErrorAction Stop }
            )) {
            try { $null = & $hostile } catch { $errors += $_ }
        }
        $errors.Count | Should -Be 6
        foreach ($problem in $errors) { "$problem".Contains([char]27) | Should -BeFalse }
    }
}
