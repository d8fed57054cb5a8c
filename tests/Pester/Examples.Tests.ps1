BeforeAll {
    . "$PSScriptRoot/Common.ps1"
    . "$PSScriptRoot/ExampleWorld.ps1"
    $examples = (Resolve-Path "$PSScriptRoot/../../examples").ProviderPath

    # The modules that the scripts require have substitutes; #requires would look for the real ones.
    function Copy-Example([string] $Name) {
        $text = Get-Content -LiteralPath (Join-Path $examples $Name) -Raw
        $copy = Join-Path $TestDrive (Split-Path $Name -Leaf)
        [System.IO.File]::WriteAllText($copy, ($text -replace '(?m)^#requires -Modules.*$'))
        $copy
    }

    # Parameters that direct cmdlets to the lab instead of the Internet; the scripts specify the server themselves.
    function Get-Default {
        $defaults = Get-LabDefault
        foreach ($key in @($defaults.Keys)) { if ($key -like '*:Server' -or $key -like '*:SkipStartTls') { $defaults.Remove($key) } }
        $defaults
    }
}

Describe 'Watch-AcceptedDomain.ps1' {
    BeforeAll {
        $script = Copy-Example 'AzureAutomation/Watch-AcceptedDomain.ps1'
        $automation = @{ MtaStsLastResults = '[]' }
        $mails = New-Object System.Collections.ArrayList
        function Connect-ExchangeOnline { param([switch] $ManagedIdentity, $Organization, $ShowBanner) if (-not $ManagedIdentity) { throw 'A runbook has no user.' } }
        function Connect-MgGraph { param([switch] $Identity, [switch] $NoWelcome) if (-not $Identity) { throw 'A runbook has no user.' } }
        function Get-AutomationVariable { param($Name) $automation[$Name] }
        function Set-AutomationVariable { param($Name, $Value) $automation[$Name] = $Value }
        function Send-MgUserMail { param($UserId, $BodyParameter) $null = $mails.Add($BodyParameter) }
        $parameters = @{ Organization = 'contoso.onmicrosoft.com'; Server = $Lab.Server; MailTo = 'admin@contoso.com'; MailFrom = 'automation@contoso.com' }
    }

    BeforeEach { $PSDefaultParameterValues = Get-Default; $mails.Clear() }

    It 'reports every domain in the first run' {
        $changed = @(& $script @parameters)
        $changed.Domain | Should -Be 'contoso.com', 'fabrikam.com', 'no-mta-sts.test', 'tlsrpt-two.test'
        $changed[0].Was | Should -Be 'not tested'
        $changed[0].Is | Should -Be 'Pass'
        $changed[2].Is | Should -Be 'NotConfigured'
        $mails.Count | Should -Be 1
        $mails[0].message.subject | Should -Be 'MTA-STS: 4 of 4 domains changed'
        $mails[0].message.body.content | Should -Match 'no-mta-sts\.test'
    }

    It 'reports nothing when nothing changed' {
        @(& $script @parameters).Count | Should -Be 0
        $mails.Count | Should -Be 0
    }

    It 'reports what changed, and why it matters' {
        $automation.MtaStsLastResults = $automation.MtaStsLastResults -replace 'mx: mail\.fabrikam\.com', 'mx: old.fabrikam.com'
        $changed = @(& $script @parameters)
        $changed.Domain | Should -Be 'fabrikam.com'
        $changed.Changes | Should -Match "gone: 'mx: old\.fabrikam\.com'"
        $changed.Is | Should -Be 'Fail'
        $changed.Problems | Should -Match 'Drift\.IdUnchanged'
        $mails.Count | Should -Be 1
    }

    It 'keeps only a small result' { $automation.MtaStsLastResults.Length | Should -BeLessThan (4 * 1000) }
}

Describe 'Get-DomainTransportSecurity.ps1' {
    It 'returns one row per domain, and continues after a fault of one' {
        $PSDefaultParameterValues = Get-LabDefault
        $rows = @(& (Copy-Example 'ExchangeOnline/Get-DomainTransportSecurity.ps1'))
        $rows.Domain | Should -Be 'contoso.com', 'fabrikam.com', 'no-mta-sts.test', 'tlsrpt-two.test'
        $rows[0].MtaSts | Should -Be 'Pass'
        $rows[0].Dnssec | Should -Be 'Enabled'
        $rows[1].Dnssec | Should -Be 'not at Microsoft 365'
        $rows[2].Advice | Should -Not -BeNullOrEmpty
        $csv = Join-Path $TestDrive 'rows.csv'
        $rows | Export-Csv -LiteralPath $csv -NoTypeInformation
        Get-Content -LiteralPath $csv -Raw | Should -Not -Match 'System\.|MtaSts\.'
    }
}

Describe 'Export-TlsReport.ps1' {
    It 'writes the rows, returns the totals, and lists attachments that are not reports' {
        $csv = Join-Path $TestDrive 'tls-reports.csv'
        $totals = & (Copy-Example 'MicrosoftGraph/Export-TlsReport.ps1') -Mailbox tls-reports@contoso.com -Path $csv -WarningVariable warnings -WarningAction SilentlyContinue
        $totals.Domain | Should -Be 'contoso.com'
        $totals.Sessions | Should -Be 204
        $totals.Failures | Should -Be 4
        $rows = @(Import-Csv -LiteralPath $csv)
        $rows.Count | Should -Be 2
        $rows[1].ResultType | Should -Be 'certificate-expired'
        $rows[0].OrganizationName | Should -Be "'=Sender"
        "$warnings" | Should -Match 'logo\.png'
    }
}

Describe 'Test-PublishedDomain.ps1' {
    BeforeAll {
        # A script that ends with exit also ends its process, as in a workflow.
        function Invoke-Check([string[]] $Domain) {
            $list = Join-Path $TestDrive 'domains.txt'
            @('# Our domains', '') + $Domain | Set-Content -LiteralPath $list
            $summary = Join-Path $TestDrive 'summary.md'
            Set-Content -LiteralPath $summary -Value ''
            $defaults = Join-Path $TestDrive 'defaults.xml'
            Get-Default | Export-Clixml $defaults
            $command = "`$env:GITHUB_STEP_SUMMARY = '$summary'; Import-Module '$env:MTASTS_MODULE'; `$PSDefaultParameterValues = Import-Clixml '$defaults'; & '$(Copy-Example 'GitHubActions/Test-PublishedDomain.ps1')' -Path '$list' -Server '$($Lab.Server)'"
            $output = & $env:MTASTS_ENGINE -NoProfile -NonInteractive -Command $command 2>$null
            [pscustomobject]@{ Code = $LASTEXITCODE; Output = $output -join "`n"; Summary = Get-Content -LiteralPath $summary -Raw }
        }
    }

    It 'passes for healthy domains' {
        $run = Invoke-Check contoso.com, fabrikam.com
        $run.Output | Should -Match '2 domains tested, 0 need attention\.'
        $run.Code | Should -Be 0
        $run.Summary | Should -Match '\| contoso\.com \| Pass \| '
    }

    It 'fails for a broken one, with an annotation for each problem' {
        $run = Invoke-Check contoso.com, google-uncovered.test
        $run.Code | Should -Be 1
        $run.Output | Should -Match '(?m)^::error title=google-uncovered\.test Coverage\.Mx::No pattern covers '
        $run.Output | Should -Match '2 domains tested, 1 need attention\.'
    }

    It 'fails for an invalid domain' { (Invoke-Check 'not a domain').Code | Should -Be 1 }
}

Describe 'mta-sts.yml' {
    It 'uses only existing scripts and cmdlets' {
        $text = Get-Content -LiteralPath (Join-Path $examples 'GitHubActions/mta-sts.yml') -Raw
        foreach ($script in [regex]::Matches($text, '[\w-]+\.ps1').Value) { Join-Path $examples "GitHubActions/$script" | Should -Exist }
        foreach ($cmdlet in [regex]::Matches($text, '\b\w+-(?:MtaSts|TlsRpt)\w*').Value) { Get-Command $cmdlet -Module MtaSts | Should -Not -BeNullOrEmpty }
    }

    It 'rejects an invalid policy' {
        $text = Get-Content -LiteralPath (Join-Path $examples 'GitHubActions/mta-sts.yml') -Raw
        $line = [regex]::Match($text, '\$wrong = (.+)').Groups[1].Value
        Save-ExampleFile $TestDrive
        Push-Location $TestDrive
        try { @(& ([scriptblock]::Create($line))).Count | Should -Be 1 }
        finally { Pop-Location }
    }
}

Describe 'PSScriptAnalyzer' {
    BeforeDiscovery {
        $root = (Resolve-Path "$PSScriptRoot/../..").ProviderPath
        $hasAnalyzer = [bool](Get-Module -ListAvailable PSScriptAnalyzer)
        $shipped = @(Get-ChildItem "$root/examples" -Recurse -Filter *.ps1 | ForEach-Object FullName) + $env:MTASTS_MODULE
        $ours = @("$root/build.ps1") + @(Get-ChildItem $PSScriptRoot -Filter *.ps1 | ForEach-Object FullName)
    }

    It 'reports nothing for <_>, which is shipped' -Skip:(-not $hasAnalyzer) -ForEach $shipped {
        @(Invoke-ScriptAnalyzer -Path $_ | ForEach-Object { "$($_.RuleName), line $($_.Line): $($_.Message)" }) | Should -BeNullOrEmpty
    }

    # Substitutes have the parameters of the real cmdlets, and Pester's blocks see each other's variables.
    It 'reports nothing for <_> except excluded rules' -Skip:(-not $hasAnalyzer) -ForEach $ours {
        $exclude = 'PSAvoidUsingWriteHost', 'PSUseShouldProcessForStateChangingFunctions', 'PSUseDeclaredVarsMoreThanAssignments', 'PSReviewUnusedParameter', 'PSAvoidOverwritingBuiltInCmdlets', 'PSAvoidUsingPositionalParameters'
        @(Invoke-ScriptAnalyzer -Path $_ -ExcludeRule $exclude | ForEach-Object { "$($_.RuleName), line $($_.Line): $($_.Message)" }) | Should -BeNullOrEmpty
    }
}
