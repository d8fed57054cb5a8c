# Without a user: no console, no prompts, other preferences, other runspaces.
BeforeAll {
    . "$PSScriptRoot/Common.ps1"
    $engine = $env:MTASTS_ENGINE

    # A separate process whose three standard streams are pipes.
    function Invoke-Unattended([string] $Code, [switch] $Closed) {
        $script = Join-Path $TestDrive "$([guid]::NewGuid()).ps1"
        $splat = ($Lab.Keys | ForEach-Object { "$_ = $(if ($Lab[$_] -is [bool]) { '$' + $Lab[$_] } elseif ($Lab[$_] -is [string]) { "'$($Lab[$_])'" } else { $Lab[$_] })" }) -join '; '
        Set-Content -LiteralPath $script -Encoding utf8 -Value "`$Lab = @{ $splat }`nImport-Module '$env:MTASTS_MODULE'`n$Code"
        $start = [System.Diagnostics.ProcessStartInfo]::new($engine, "-NoProfile -NonInteractive -File `"$script`"")
        $start.UseShellExecute = $false
        $start.RedirectStandardInput = $start.RedirectStandardOutput = $start.RedirectStandardError = $true
        $process = [System.Diagnostics.Process]::Start($start)
        $process.StandardInput.Close()
        $errors = $process.StandardError.ReadToEndAsync()
        $output = $process.StandardOutput.ReadToEnd()
        $process.WaitForExit()
        [pscustomobject]@{ Output = $output.Trim(); Errors = $errors.Result.Trim(); ExitCode = $process.ExitCode }
    }
}

Describe 'Without a console' {
    It 'the cmdlets work and write only results' {
        $run = Invoke-Unattended @'
$ProgressPreference = 'SilentlyContinue'
Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'
$result = Test-MtaSts healthy.test, google-uncovered.test @Lab
$result | ForEach-Object { "$($_.DomainName) $($_.Status)" }
(Get-MtaStsPolicy healthy.test @Lab).Mode
(Get-MtaStsRecord healthy.test @Lab).Status
@(Get-MtaStsMx healthy.test @Lab).Count
(New-MtaStsPolicy -Provider Microsoft365).Mode
(New-MtaStsRecord contoso.com -Id 1).Value
(Get-MtaStsRolloutPlan).Count
(Step-MtaStsPolicy healthy.test -Rollback @Lab).Action
'@
        $run.Errors | Should -BeNullOrEmpty
        $run.ExitCode | Should -Be 0
        $run.Output -split '\r?\n' | Should -Be 'healthy.test Pass', 'google-uncovered.test Fail', 'Enforce', 'Valid', '1', 'Testing', 'v=STSv1; id=1;', '4', 'Rollback'
    }

    It 'a missing mandatory parameter is an error and not a prompt' {
        $run = Invoke-Unattended "`$ErrorActionPreference = 'Stop'; Test-MtaSts"
        $run.ExitCode | Should -Not -Be 0
        $run.Output + $run.Errors | Should -Match 'DomainName'
    }

    It 'writing a site does not prompt' {
        $folder = Join-Path $TestDrive 'site'
        $run = Invoke-Unattended "New-MtaStsPolicy -Mx mail.contoso.com | Export-MtaStsSite Nginx '$folder' -DomainName contoso.com"
        $run.ExitCode | Should -Be 0
        $run.Output | Should -BeNullOrEmpty
        Join-Path $folder 'README.md' | Should -Exist
    }
}

Describe 'In other runspaces' -Skip:($PSVersionTable.PSVersion.Major -lt 7) {
    It 'the cmdlets work in ForEach-Object -Parallel' {
        $module = $env:MTASTS_MODULE
        $results = 'healthy.test', 'google-uncovered.test', 'no-mta-sts.test', 'healthy.test' | ForEach-Object -ThrottleLimit 4 -Parallel {
            Import-Module $using:module
            $net = $using:Lab
            Test-MtaSts $_ @net
        }
        @($results | Sort-Object DomainName | ForEach-Object { "$($_.DomainName) $($_.Status)" }) | Should -Be 'google-uncovered.test Fail', 'healthy.test Pass', 'healthy.test Pass', 'no-mta-sts.test NotConfigured'
    }

    It 'the cmdlets work in Start-ThreadJob' {
        $module = $env:MTASTS_MODULE
        $job = Start-ThreadJob { $net = $using:Lab; Import-Module $using:module; 'healthy.test' | Test-MtaSts @net }
        ($job | Receive-Job -Wait -AutoRemoveJob).Status | Should -Be 'Pass'
    }

    It 'the cmdlets work in Start-Job, which deserializes results' {
        $module = $env:MTASTS_MODULE
        $result = Start-Job { $net = $using:Lab; Import-Module $using:module; Test-MtaSts healthy.test @net } | Receive-Job -Wait -AutoRemoveJob
        "$($result.Status)" | Should -Be 'Pass'
        "$($result.MxHosts)" | Should -Be 'mail.healthy.test'
    }

    It 'the module can be imported several times in one process' {
        { Import-Module $env:MTASTS_MODULE -Force; Import-Module $env:MTASTS_MODULE -Force } | Should -Not -Throw
        (Test-MtaSts healthy.test @Lab).Status | Should -Be 'Pass'
        Remove-Module MtaSts
        Import-Module $env:MTASTS_MODULE
        ('v=STSv1; id=1;' | ConvertFrom-MtaStsRecord).IsValid | Should -BeTrue
        @(Get-Module MtaSts).Count | Should -Be 1
    }
}

Describe 'Errors' {
    It 'of one input do not stop the others and are collected' {
        $results = @('healthy.test', 'not a domain', 'no-mta-sts.test' | Test-MtaSts @Lab -ErrorVariable problems -ErrorAction SilentlyContinue)
        $results.DomainName | Should -Be 'healthy.test', 'no-mta-sts.test'
        $problems.Count | Should -Be 1
        $problems[0].CategoryInfo.Category | Should -Be 'InvalidArgument'
        $problems[0].TargetObject | Should -Be 'not a domain'
    }

    It 'stop at once on request' {
        { 'not a domain' | Test-MtaSts @Lab -ErrorAction Stop } | Should -Throw -ErrorId 'InvalidDomainName,*'
        $ErrorActionPreference = 'Stop'
        { ConvertFrom-MtaStsPolicy -LiteralPath "$TestDrive/gone.txt" } | Should -Throw -ErrorId 'PathNotFound,*'
    }

    It 'set $? to false, but results with problems do not' {
        Test-MtaSts google-uncovered.test @Lab | Out-Null
        $? | Should -BeTrue
        $null = Test-MtaSts google-uncovered.test @Lab
        $? | Should -BeTrue
        $null = Test-MtaSts 'not a domain' @Lab -ErrorAction SilentlyContinue
        $? | Should -BeFalse
        $null = Get-MtaStsMx gone.test @Lab -ErrorAction SilentlyContinue
        $? | Should -BeFalse
    }

    It 'are silent with Ignore and are not in $Error' {
        $before = $Error.Count
        $null = Test-MtaSts 'not a domain' @Lab -ErrorAction Ignore
        $Error.Count | Should -Be $before
    }
}
