# Runs the commands of README.md and docs/journey.md, and compares what they print. With MTASTS_UPDATE_JOURNEY=1 it writes what they print.
BeforeDiscovery {
    $root = (Resolve-Path "$PSScriptRoot/../..").Path
    $pages = @(
        @{ Page = 'README.md'; Path = "$root/README.md" }
        @{ Page = 'docs/journey.md'; Path = "$root/docs/journey.md" }
    )
}

BeforeAll {
    . "$PSScriptRoot/FolderLab.ps1"
    Import-StagedModule
    $started = Start-FolderLab
    $lab = $started.Net
    $site = $zone = $started.Folder
    New-Item -ItemType Directory "$TestDrive/work" | Out-Null

    # The reports of two senders up to yesterday, under the policy that is published now; earlier ones are removed.
    function Save-LabReport([string] $Domain, [int] $Days) {
        Remove-Item ./reports -Recurse -Force -ErrorAction Ignore
        New-Item -ItemType Directory ./reports | Out-Null
        foreach ($report in New-Report $Domain "$((Get-MtaStsPolicy $Domain @lab).Policy)" $Days) {
            @{
                'organization-name' = $report.OrganizationName
                'report-id'         = $report.ReportId
                'date-range'        = @{ 'start-datetime' = $report.StartDate.ToString('s') + 'Z'; 'end-datetime' = $report.EndDate.ToString('s') + 'Z' }
                policies            = @(@{
                        policy  = @{ 'policy-type' = 'sts'; 'policy-domain' = $Domain; 'policy-string' = @($report.Policies[0].PolicyString) }
                        summary = @{ 'total-successful-session-count' = 10; 'total-failure-session-count' = 0 }
                    })
            } | ConvertTo-Json -Depth 5 | Set-Content "./reports/$($report.ReportId).json"
        }
    }

    # What stands between the fences: lines beginning with 'PS> ' are commands, the others what the command before printed.
    function Read-Session([string[]] $Lines) {
        $isSession = $isFence = $false
        $command = $null
        for ($i = 0; $i -lt $Lines.Count; $i++) {
            if ($Lines[$i].StartsWith('```')) { $isSession = $Lines[$i] -eq '```' -and -not $isFence; $isFence = -not $isFence; continue }
            if ($isSession -and $Lines[$i].StartsWith('PS> ')) { $command = [pscustomobject]@{ Line = $i; Text = $Lines[$i].Substring(4); Printed = @() }; $command }
            elseif ($isSession -and $command) { $command.Printed += $Lines[$i] }
        }
    }

    function Format-Printed($lines) {
        # Where a line breaks depends on the length of ports; dates, ids, ports and durations are of another run.
        $text = (@($lines) -join '') -replace '\s+'
        $text -replace '\d{14}', '(id)' -replace '\d{4}-\d\d-\d\d(\d\d:\d\d(:\d\d)?(UTC)?)?', '(date)' -replace '127\.0\.0\.1:\d{4,5}', '(server)' -replace '[\d.]+m?s$', '(time)' -replace '-{3,}', '---'
    }

    # PowerShell breaks lines between words in some languages only.
    $cultures = [cultureinfo]::CurrentCulture, [cultureinfo]::CurrentUICulture
    [cultureinfo]::CurrentCulture = [cultureinfo]::CurrentUICulture = 'en-US'
}

AfterAll {
    [cultureinfo]::CurrentCulture, [cultureinfo]::CurrentUICulture = $cultures
    Stop-FolderLab $started
}

Describe 'The commands of <Page>' -ForEach $pages {
    It 'print what it says' {
        $lines = [IO.File]::ReadAllLines($Path)
        $session = @(Read-Session $lines)
        $session.Count | Should -BeGreaterThan 2
        $new = [Collections.Generic.List[string]]::new()
        $next = 0
        Push-Location "$TestDrive/work"
        $rendering = $PSStyle.OutputRendering
        $PSStyle.OutputRendering = 'PlainText'
        try {
            foreach ($command in $session) {
                $printed = @((. ([scriptblock]::Create($command.Text)) | Out-String -Width 100) -split '\r?\n' | ForEach-Object { $_.TrimEnd() })
                $text = ($printed -join "`n").Trim("`n")
                if (-not $env:MTASTS_UPDATE_JOURNEY) { Format-Printed ($text -split "`n") | Should -Be (Format-Printed $command.Printed) -Because $command.Text }
                while ($next -le $command.Line) { $new.Add($lines[$next++]) }
                if ($text) { $new.Add(''); $new.AddRange([string[]]($text -split "`n")) }
                if ($text -and $lines[$next + $command.Printed.Count] -ne '```') { $new.Add('') }
                $next += $command.Printed.Count
            }
        }
        finally {
            Pop-Location
            $PSStyle.OutputRendering = $rendering
        }

        while ($next -lt $lines.Count) { $new.Add($lines[$next++]) }
        if ($env:MTASTS_UPDATE_JOURNEY) { [IO.File]::WriteAllText($Path, ($new -join "`n") + "`n") }
    }
}
