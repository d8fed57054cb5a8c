# A process that is killed while it writes a site: what visitors then find.
BeforeAll {
    . "$PSScriptRoot/Common.ps1"
    $folder = Join-Path $TestDrive 'site'
    $texts = foreach ($age in 86400, 604800) {
        $policy = New-MtaStsPolicy -Mx mail.contoso.com -MaxAge $age
        Export-MtaStsSite $folder -HostType Nginx -Policy $policy -DomainName contoso.com -Force
        Get-Content -LiteralPath (Join-Path $folder 'www/mta-sts.contoso.com/.well-known/mta-sts.txt') -Raw
    }

    function Get-Names { @(Get-ChildItem -LiteralPath $folder -Recurse -Force -Name | Sort-Object) }
    $expected = Get-Names

    # Writes one version after the other until it is killed.
    function Start-Writer {
        $started = Join-Path $TestDrive ([guid]::NewGuid())
        $script = Join-Path $TestDrive "$([guid]::NewGuid()).ps1"
        Set-Content -LiteralPath $script -Encoding utf8 -Value @"
Import-Module '$env:MTASTS_MODULE'
`$policies = foreach (`$age in 86400, 604800) { New-MtaStsPolicy -Mx mail.contoso.com -MaxAge `$age }
for (`$i = 0; `$true; `$i++) {
    Export-MtaStsSite '$folder' -HostType Nginx -Policy `$policies[`$i % 2] -DomainName contoso.com -Force
    if (`$i -eq 0) { `$null = New-Item -Path '$started' }
}
"@
        $start = [System.Diagnostics.ProcessStartInfo]::new($env:MTASTS_ENGINE, "-NoProfile -NonInteractive -File `"$script`"")
        $start.UseShellExecute = $false
        $process = [System.Diagnostics.Process]::Start($start)
        for ($i = 0; $i -lt 600 -and -not (Test-Path -LiteralPath $started); $i++) { Start-Sleep -Milliseconds 50 }
        $process
    }
}

Describe 'A writer that is killed' {
    It 'leaves the old policy or the new one, and nothing else in the folder' {
        $random = [System.Random]::new(1)
        foreach ($round in 1..6) {
            $process = Start-Writer
            Start-Sleep -Milliseconds $random.Next(5, 120)
            $process.Kill()
            $process.WaitForExit()
            Get-Content -LiteralPath (Join-Path $folder 'www/mta-sts.contoso.com/.well-known/mta-sts.txt') -Raw | Should -BeIn $texts
            if ($PSVersionTable.PSVersion.Major -ge 7 -and -not $IsWindows -and -not (Test-Path /sys/fs/selinux/class)) { Get-Names | Should -Be $expected }
        }
    }

    It 'leaves nothing that the next one does not remove' {
        Export-MtaStsSite $folder -HostType Nginx -Policy (New-MtaStsPolicy -Mx mail.contoso.com) -DomainName contoso.com -Force
        Get-Names | Should -Be $expected
        @(Get-ChildItem -LiteralPath $TestDrive -Force -Filter '.mtasts-*').Count | Should -Be 0
    }
}

Describe 'Two writers and a reader' {
    It 'the reader always finds a whole policy, and one writer wins' {
        $file = Join-Path $folder 'www/mta-sts.contoso.com/.well-known/mta-sts.txt'
        $writers = 1..2 | ForEach-Object { Start-Writer }
        try {
            $faults = foreach ($look in 1..5000) {
                try { if ([System.IO.File]::ReadAllText($file) -notin $texts) { "look ${look}: another text" } }
                catch { "look ${look}: $_" }
            }
        }
        finally {
            $writers | ForEach-Object { $_.Kill(); $_.WaitForExit() }
        }
        $faults | Should -BeNullOrEmpty
    }
}

Describe 'A pipe in the place of README.md' -Skip:($PSVersionTable.PSVersion.Major -lt 7 -or $IsWindows) {
    It 'does not hold the cmdlet up' {
        $other = New-Item -ItemType Directory (Join-Path $TestDrive 'pipe')
        mkfifo (Join-Path $other README.md)
        $job = Start-ThreadJob {
            Import-Module $using:env:MTASTS_MODULE
            Export-MtaStsSite $using:other -HostType Nginx -Policy (New-MtaStsPolicy -Mx mail.contoso.com) -DomainName contoso.com -Force
        }
        $job | Wait-Job -Timeout 30 | Should -Not -BeNullOrEmpty
        Receive-Job $job -ErrorAction Stop
        Get-Content -LiteralPath (Join-Path $other README.md) -TotalCount 1 | Should -BeLike '# MTA-STS policies*'
    }
}
