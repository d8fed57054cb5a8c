BeforeAll {
    . "$PSScriptRoot/Common.ps1"

    function Get-Completion([string] $Line) { @((TabExpansion2 -inputScript $Line -cursorColumn $Line.Length).CompletionMatches.CompletionText) }

    # Another process with its output redirected to a file.
    function Invoke-Shell([string] $Code, [hashtable] $Environment = @{}) {
        $script = Join-Path $TestDrive "$([guid]::NewGuid()).ps1"
        Set-Content -LiteralPath $script -Encoding utf8 -Value "Import-Module '$env:MTASTS_MODULE'`n$Code"
        $old = @{}
        foreach ($name in $Environment.Keys) {
            $old[$name] = [Environment]::GetEnvironmentVariable($name)
            [Environment]::SetEnvironmentVariable($name, $Environment[$name])
        }
        try { (& $env:MTASTS_ENGINE -NoProfile -NonInteractive -File $script 2>&1) -join "`n" }
        finally { foreach ($name in $old.Keys) { [Environment]::SetEnvironmentVariable($name, $old[$name]) } }
    }
    $esc = [string][char]27
    $line = "'v=STSv1; id=a-b' | ConvertFrom-MtaStsRecord | Select-Object -ExpandProperty Findings | Out-Default"
}

Describe 'Completion' {
    It 'of domains returns those that were used, the newest first' {
        New-MtaStsRecord first.example | Out-Null
        New-MtaStsRecord second.example | Out-Null
        @(Get-Completion 'Test-MtaSts -DomainName ')[0, 1] | Should -Be 'second.example', 'first.example'
        Get-Completion 'New-TlsRptRecord -DomainName fir' | Should -Be 'first.example'
        Get-Completion 'Step-MtaStsPolicy fir' | Should -Be 'first.example'
        Get-Completion "Read-TlsRptReport x.json -DomainName 'SEC" | Should -Be 'second.example'
    }

    It 'of domains includes those from the network and from reports' {
        Get-MtaStsRecord no-mta-sts.test @Lab | Out-Null
        Get-Completion 'Get-MtaStsPolicy no-mta' | Should -Be 'no-mta-sts.test'
        $report = '{"organization-name":"x","date-range":{"start-datetime":"2026-01-01T00:00:00Z","end-datetime":"2026-01-02T00:00:00Z"},"report-id":"1","policies":[{"policy":{"policy-type":"sts","policy-domain":"reported.example"},"summary":{"total-successful-session-count":1,"total-failure-session-count":0}},{"policy":{"policy-type":"sts","policy-domain":"$(throw).example"},"summary":{"total-successful-session-count":1,"total-failure-session-count":0}}]}'
        $report | Read-TlsRptReport | Out-Null
        Get-Completion 'Test-MtaSts repor' | Should -Be 'reported.example'
        Get-Completion 'Test-MtaSts ' | Where-Object { $_ -match 'throw' } | Should -BeNullOrEmpty
    }

    It 'of <Line> returns <Expected>' -ForEach @(
        @{ Line = 'New-MtaStsPolicy contoso.com -Mode '; Expected = 'Enforce', 'None', 'Testing' }
        @{ Line = 'Measure-TlsRptReport -Stage '; Expected = 'EnforceCautious', 'EnforceStable', 'Testing', 'TestingLong' }
        @{ Line = 'Measure-TlsRptReport -GroupBy D'; Expected = 'Day', 'Domain' }
        @{ Line = 'Export-MtaStsSite -HostType Cl'; Expected = 'CloudflarePages', 'CloudflareWorker' }
        @{ Line = 'New-MtaStsPolicy -Provider Micro'; Expected = 'Microsoft365', 'Microsoft365Dane' }
        @{ Line = 'Get-TlsRptResultType sts-p'; Expected = 'sts-policy-fetch-error', 'sts-policy-invalid' }
    ) {
        $found = Get-Completion $Line | Sort-Object
        if ($Line -match 'Provider') { $found | Should -Contain 'Microsoft365' } else { $found | Should -Be $Expected }
    }
}

Describe 'Color' -Skip:($PSVersionTable.PSVersion.Major -lt 7) {
    It 'is used when it is requested' {
        Invoke-Shell "`$PSStyle.OutputRendering = 'Ansi'; $line" | Should -Match "$esc\[31mError$esc\[0m"
        Invoke-Shell "`$PSStyle.OutputRendering = 'Ansi'; Set-StrictMode -Version Latest; $line" | Should -Match "$esc\[31mError$esc\[0m"
    }

    It 'is never used in <_>' -ForEach @(
        "`$PSStyle.OutputRendering = 'PlainText'; LINE"
        "`$PSStyle.OutputRendering = 'Host'; LINE"
        'LINE'
    ) { Invoke-Shell ($_ -replace 'LINE', $line) | Should -Not -Match "$esc\[3[0-9]m(Error|Pass|Fail)" }

    It 'is never in a file or in text that a command makes from the view' {
        $style = $PSStyle.OutputRendering
        try {
            foreach ($rendering in 'PlainText', 'Host') {
                $PSStyle.OutputRendering = $rendering
                $findings = ('v=STSv1; id=a-b' | ConvertFrom-MtaStsRecord).Findings
                $findings | Out-File "$TestDrive/plain.txt"
                Get-Content "$TestDrive/plain.txt" -Raw | Should -Not -Match $esc
                $findings | Out-String | Should -Not -Match $esc
            }
        }
        finally { $PSStyle.OutputRendering = $style }
    }

    It 'is never in the objects' {
        $style = $PSStyle.OutputRendering
        try {
            $PSStyle.OutputRendering = 'Ansi'
            $result = Test-MtaSts google-uncovered.test @Lab
            $result, $result.Checks | ConvertTo-Csv -NoTypeInformation | Should -Not -Match $esc
            $result | ConvertTo-Json -Depth 5 | Should -Not -Match $esc
            $list = $result | Format-List | Out-String -Width 200
            $list | Should -Match "$esc\[31m\[FAIL\]"
            $list | Should -Match '\[ ok \] Record: Present'
            $result | Out-String | Should -Match "$esc\[31mFail"
        }
        finally { $PSStyle.OutputRendering = $style }
    }
}

Describe 'Tables' {
    BeforeAll {
        $rendering = $PSStyle.OutputRendering
        $PSStyle.OutputRendering = 'PlainText'
    }
    AfterAll { $PSStyle.OutputRendering = $rendering }

    It 'of <Type> have all columns, at 60, at 80 and at 120' -ForEach @(
        @{ Type = 'checks'; Code = { (Test-MtaSts google-uncovered.test @Lab).Checks }; Words = 'Status', 'Id', 'Detail' }
        @{ Type = 'STS records'; Code = { 'v=STSv1; id=1;', 'v=STS1; id=a-b' | ConvertFrom-MtaStsRecord }; Words = 'IsValid', 'Version', 'Id', 'Findings' }
        @{ Type = 'TLS-RPT records'; Code = { 'v=TLSRPTv1; rua=mailto:a@contoso.com' | ConvertFrom-TlsRptRecord }; Words = 'IsValid', 'Version', 'Rua', 'Findings' }
        @{ Type = 'result types'; Code = { Get-TlsRptResultType sts-* }; Words = 'Name', 'Severity', 'Meaning', 'Action' }
    ) {
        foreach ($width in 60, 80, 120) {
            $lines = (& $Code | Out-String -Width $width) -split '\r?\n'
            ($lines | Where-Object { $_ -match $Words[0] } | Select-Object -First 1) | Should -Match ($Words -join '\s+')
            ($lines | Measure-Object -Property Length -Maximum).Maximum | Should -BeLessOrEqual $width
        }
    }
}
