BeforeAll {
    . "$PSScriptRoot/Common.ps1"

    # Every domain of the lab, with its result from Test-MtaSts.
    $domains = @(dotnet (Join-Path $PSScriptRoot '../../src/MtaSts.Lab/bin/Release/net10.0/MtaSts.Lab.dll') --list | ForEach-Object { ($_ -split '\s+')[0] } | Where-Object { $_ -match '^[a-z0-9-]+(\.[a-z0-9-]+)+$' })
    $results = @($domains | Test-MtaSts @Lab -ThrottleLimit 32)
    $commands = @($results | ForEach-Object { $_.Checks } | Where-Object Fix -Match 'Run: ' | ForEach-Object { $_.Fix -replace '^.*Run: ' } | Sort-Object -Unique)
}

Describe 'Advice' {
    It 'proposes commands of each kind' {
        $results.Count | Should -BeGreaterThan 200
        foreach ($name in 'Step-MtaStsPolicy', 'New-MtaStsPolicy', 'New-MtaStsRecord', 'New-TlsRptRecord') { @($commands -like "$name *").Count | Should -BeGreaterThan 0 -Because $name }
    }

    It 'proposes only valid commands with existing parameters' {
        foreach ($command in $commands) {
            $errors = $null
            $ast = [System.Management.Automation.Language.Parser]::ParseInput($command, [ref] $null, [ref] $errors)
            $errors | Should -BeNullOrEmpty -Because $command
            $call = @($ast.FindAll({ $args[0] -is [System.Management.Automation.Language.CommandAst] }, $true))
            $call.Count | Should -BeIn 1, 2 -Because $command
            foreach ($one in $call) {
                $known = (Get-Command $one.GetCommandName() -Module MtaSts -ErrorAction Stop).Parameters
                foreach ($parameter in $one.CommandElements | Where-Object { $_ -is [System.Management.Automation.Language.CommandParameterAst] }) { $known.Keys | Should -Contain $parameter.ParameterName -Because $command }
            }
        }
    }

    It 'proposes commands that work' {
        foreach ($command in $commands) {
            # The lab has a port for the server, which @Lab repeats; there is no folder with reports.
            $command = $command -replace ' -Server \S+$' -replace '^Read-TlsRptReport \./reports -Recurse \| '
            $network = if ($command -match '^(Step-MtaStsPolicy|New-MtaStsPolicy) ') { ' @Lab' } else { '' }
            $given = @(Invoke-Expression ($command + $network + ' -WarningAction SilentlyContinue -ErrorAction Stop'))
            $given.Count | Should -Be 1 -Because $command
            switch -Wildcard ($command) {
                'New-MtaStsPolicy *' { $given[0].IsValid | Should -BeTrue -Because $command }
                'New-MtaStsRecord *' { ($given[0].Value | ConvertFrom-MtaStsRecord).IsValid | Should -BeTrue -Because $command }
                'New-TlsRptRecord *' { ($given[0].Value | ConvertFrom-TlsRptRecord).IsValid | Should -BeTrue -Because $command }
                default { $given[0].Action | Should -BeIn 'Start', 'Wait', 'Stay', 'Advance' -Because $command }
            }
        }
    }

    It 'contains no placeholder in the rows of Export-Csv' {
        $path = Join-Path $TestDrive 'results.csv'
        $results | Where-Object DomainName -NE 'contoso.com' | Export-Csv -LiteralPath $path -NoTypeInformation
        foreach ($row in Import-Csv -LiteralPath $path) { $row.Advice | Should -Not -Match 'contoso\.com|<\w+>|20260101000000' -Because $row.DomainName }
    }

    It 'covers every MX host of <_> with the policy of New-MtaStsPolicy' -ForEach 'uncovered.test', 'google-uncovered.test', 'm365-no-star.test', 'wildcard-two-labels.test', 'mx-underscore.test' {
        $fixed = Invoke-Expression ((($results | Where-Object DomainName -EQ $_).Advice -replace '^.*Run: ') + ' @Lab')
        (Test-MtaSts $_ -Policy $fixed @Lab).MxCovered | Should -BeTrue
    }
}

Describe 'An MX host that does not exist' {
    It 'is left out of the policy of New-MtaStsPolicy, with a warning' {
        $policy = New-MtaStsPolicy m365-verification.test @Lab -WarningVariable warned -WarningAction SilentlyContinue
        $policy.Mx.ToString() | Should -Be '*.mail.protection.outlook.com'
        "$warned" | Should -BeLike '*ms12345678.msv1.invalid does not exist*Remove its MX record*'
        (New-MtaStsPolicy mx-gone.test @Lab -WarningAction SilentlyContinue).Mx.ToString() | Should -Be 'mail.mx-gone.test'
    }

    It 'is an error when there is no other host' {
        { New-MtaStsPolicy m365-verification-only.test @Lab -ErrorAction Stop } | Should -Throw -ErrorId 'NoMxHost,*'
    }

    It 'is left out of the policy of Step-MtaStsPolicy' {
        (Step-MtaStsPolicy m365-verification-listed.test -Rollback @Lab).Policy.Mx.ToString() | Should -Be '*.mail.protection.outlook.com'
    }

    It 'is an error when no pattern can cover it' {
        { New-MtaStsPolicy mx-underscore-inside.test @Lab -ErrorAction Stop } | Should -Throw -ErrorId 'MxNotListable,*'
    }
}

Describe 'The initial domain of a tenant' {
    It 'is reported as managed by Microsoft' {
        $result = Test-MtaSts contoso.onmicrosoft.com @Lab
        $result.Status | Should -Be 'NotConfigured'
        $result.Problems | Should -BeNullOrEmpty
        $result.Advice | Should -BeLike 'Nothing can be published at this name*'
        $step = Step-MtaStsPolicy contoso.onmicrosoft.com @Lab
        $step.Action | Should -Be 'Wait'
        "$($step.Reasons)" | Should -BeLike '*Microsoft runs the DNS*'
    }
}

Describe 'Common names and inputs' {
    It 'accepts <Typed> for <Patterns>' -ForEach @(
        @{ Typed = 'Office365'; Patterns = '*.mail.protection.outlook.com' }
        @{ Typed = 'O365'; Patterns = '*.mail.protection.outlook.com' }
        @{ Typed = 'exchange online'; Patterns = '*.mail.protection.outlook.com' }
        @{ Typed = 'Google'; Patterns = 'smtp.google.com; aspmx.l.google.com; *.aspmx.l.google.com; *.googlemail.com' }
        @{ Typed = 'GSuite'; Patterns = 'smtp.google.com; aspmx.l.google.com; *.aspmx.l.google.com; *.googlemail.com' }
        @{ Typed = 'Gmail'; Patterns = 'smtp.google.com; aspmx.l.google.com; *.aspmx.l.google.com; *.googlemail.com' }
    ) {
        (New-MtaStsPolicy -Provider $Typed).Mx.ToString() | Should -Be $Patterns
    }

    It 'explains why the name of a provider with different hosts is not sufficient' {
        { New-MtaStsPolicy -Provider Proofpoint } | Should -Throw -ErrorId 'UnknownProvider,*' -ExpectedMessage '*Proofpoint differ from customer to customer*'
    }

    It 'completes <Word> to <Id>' -ForEach @(@{ Word = 'O365'; Id = 'Microsoft365' }, @{ Word = 'Gm'; Id = 'GoogleWorkspace' }) {
        (TabExpansion2 "New-MtaStsPolicy -Provider $Word").CompletionMatches.CompletionText | Should -Be $Id
    }

    It 'suggests the intended domain for <Text>' -ForEach @(
        @{ Text = 'mta-sts.contoso.com' }, @{ Text = '_mta-sts.contoso.com' }, @{ Text = '_smtp._tls.contoso.com' }, @{ Text = '_dmarc.contoso.com' }
        @{ Text = 'https://mta-sts.contoso.com/.well-known/mta-sts.txt' }, @{ Text = 'user@contoso.com' }
    ) {
        foreach ($cmdlet in 'Test-MtaSts', 'Get-MtaStsPolicy', 'Step-MtaStsPolicy', 'New-MtaStsPolicy', 'Get-MtaStsRecord') {
            { & $cmdlet $Text @Lab -ErrorAction Stop } | Should -Throw -ErrorId 'InvalidDomainName,*' -ExpectedMessage '*contoso.com.' -Because $cmdlet
        }
    }

    It 'accepts an address at such a name for reports' {
        (New-TlsRptRecord contoso.com -Rua reports@mta-sts.contoso.com).Value | Should -Be 'v=TLSRPTv1; rua=mailto:reports@mta-sts.contoso.com'
    }
}
