BeforeAll { . "$PSScriptRoot/Common.ps1" }

Describe 'ConvertFrom-MtaStsPolicy' {
    It 'says that lines end in CR alone' {
        $file = Join-Path $TestDrive 'cr.txt'
        [System.IO.File]::WriteAllText($file, "version: STSv1`rmode: enforce`rmx: mail.contoso.com`rmax_age: 604800`r")
        foreach ($policy in (Get-Content -LiteralPath $file -Raw | ConvertFrom-MtaStsPolicy), (ConvertFrom-MtaStsPolicy (Get-Content -LiteralPath $file -Raw)), (ConvertFrom-MtaStsPolicy -Path $file)) {
            $policy.IsValid | Should -BeFalse
            $policy.Findings.Message | Should -Be 'The lines end in CR only.'
        }
    }

    It 'joins the lines of Get-Content' {
        $file = Join-Path $TestDrive 'mta-sts.txt'
        'version: STSv1', 'mode: testing', 'mx: *.mail.protection.outlook.com', 'max_age: 86400' | Set-Content -LiteralPath $file
        $policy = Get-Content -LiteralPath $file | ConvertFrom-MtaStsPolicy
        $policy.IsValid | Should -BeTrue
        $policy.Covers('contoso-com.mail.protection.outlook.com') | Should -BeTrue
        $policy.Covers('a.b.mail.protection.outlook.com') | Should -BeFalse
    }

    It 'accepts a whole text, a file object, a path and a policy object' {
        $text = "version: STSv1`r`nmode: none`r`nmax_age: 86400`r`n"
        $file = Join-Path $TestDrive 'whole.txt'
        [System.IO.File]::WriteAllText($file, $text)
        ($text | ConvertFrom-MtaStsPolicy).IsValid | Should -BeTrue
        (Get-Item -LiteralPath $file | ConvertFrom-MtaStsPolicy).IsValid | Should -BeTrue
        (ConvertFrom-MtaStsPolicy -Path $file).IsValid | Should -BeTrue
        (ConvertFrom-MtaStsPolicy -LiteralPath $file).IsValid | Should -BeTrue
        (Get-MtaStsPolicy -Path $file | ConvertFrom-MtaStsPolicy).IsValid | Should -BeTrue
    }

    It 'reports position and fault, also for text that is not a policy' {
        $policy = "version: STSv1`nmode: Enforce`nmx: *`nmax_age: 1w" | ConvertFrom-MtaStsPolicy
        $policy.IsValid | Should -BeFalse
        @($policy.Findings).Id | Should -Be 'Policy.Mode', 'Policy.Mx', 'Policy.MaxAge'
        $policy.Findings[0].Line | Should -Be 2
        $policy.Findings[0].Column | Should -Be 7
    }

    It 'warns about known wrong patterns, also in a file' {
        $file = Join-Path $TestDrive 'google.txt'
        [System.IO.File]::WriteAllText($file, "version: STSv1`nmode: enforce`nmx: *.google.com`nmax_age: 604800`n")
        foreach ($policy in (ConvertFrom-MtaStsPolicy -Path $file), (Get-MtaStsPolicy -Path $file)) {
            $policy.IsValid | Should -BeTrue
            @($policy.Findings).Count | Should -Be 1
            $policy.Findings[0].Severity | Should -Be 'Warning'
            $policy.Findings[0].Message | Should -Match 'aspmx\.l\.google\.com'
        }
    }

    It 'reports a literal \n once' {
        $policy = 'version: STSv1\nmode: testing\nmx: a.test\nmax_age: 86400' | ConvertFrom-MtaStsPolicy
        $policy.IsValid | Should -BeFalse
        @($policy.Findings).Count | Should -Be 1
        $policy.Mode | Should -Be 'Testing'
    }

    It 'writes an error only for input that is not text, and continues' {
        $binary = Join-Path $TestDrive 'binary.dat'
        [System.IO.File]::WriteAllBytes($binary, [byte[]](0, 1, 2, 3))
        $good = Join-Path $TestDrive 'good.txt'
        [System.IO.File]::WriteAllText($good, "version: STSv1`nmode: none`nmax_age: 1")
        $results = @(ConvertFrom-MtaStsPolicy -LiteralPath $binary, (Join-Path $TestDrive 'gone.txt'), $good -ErrorVariable problems -ErrorAction SilentlyContinue)
        $results.Count | Should -Be 1
        $problems.FullyQualifiedErrorId | Should -Be 'NotText,MtaSts.PowerShell.Commands.ConvertFromMtaStsPolicyCommand', 'PathNotFound,MtaSts.PowerShell.Commands.ConvertFromMtaStsPolicyCommand'
    }
}

Describe 'ConvertFrom-MtaStsRecord and ConvertFrom-TlsRptRecord' {
    It 'reads each line as a separate record' {
        $records = @('v=STSv1; id=1;', 'v=STSv1; id=a-b;' | ConvertFrom-MtaStsRecord)
        $records.IsValid | Should -Be $true, $false
        $records[1].Findings[0].Column | Should -Be 14
    }

    It 'reads a line of a zone file and reports it once' {
        $record = '_mta-sts.contoso.com. 3600 IN TXT "v=STSv1; id=1"' | ConvertFrom-MtaStsRecord
        $record.IsValid | Should -BeTrue
        $record.Text | Should -Be 'v=STSv1; id=1'
        @($record.Findings).Count | Should -Be 1
        $record.Findings[0].Fix | Should -Match "Publish: 'v=STSv1; id=1'"
    }

    It 'reads the lines of a DNS tool together' {
        $dig = '', '; <<>> DiG 9.18 <<>> TXT _mta-sts.contoso.com', ';; ANSWER SECTION:', '_mta-sts.contoso.com. 300 IN TXT "v=STSv1; " "id=1"', '', ';; Query time: 9 msec'
        $records = @($dig | ConvertFrom-MtaStsRecord)
        $records.Count | Should -Be 1
        $records.Id | Should -Be '1'
        $table = '', 'Name                 Type TTL  Section Strings', '----                 ---- ---  ------- -------', '_mta-sts.contoso.com TXT  3600 Answer  {v=STSv1; id=2}', ''
        ($table | ConvertFrom-MtaStsRecord).Id | Should -Be '2'
        @('', 'v=STSv1; id=1;', '' | ConvertFrom-MtaStsRecord).IsValid | Should -Be $false, $true, $false
    }

    It 'reads the objects of Resolve-DnsName unchanged' {
        ([pscustomobject]@{ Name = '_mta-sts.contoso.com'; Strings = [string[]]('v=STSv1; ', 'id=1') } | ConvertFrom-MtaStsRecord).IsValid | Should -BeTrue
        ([pscustomobject]@{ Name = '_mta-sts.contoso.com'; Strings = [string[]]'"v=STSv1; id=1"' } | ConvertFrom-MtaStsRecord).IsValid | Should -BeFalse
    }

    It 'reports pasted characters once: <Text>' -ForEach @(
        @{ Text = "$([char]0x201C)v=STSv1; id=1$([char]0x201D)"; Words = 'typographic quote' }
        @{ Text = "v=STSv1;$([char]0xA0)id=1"; Words = 'non-breaking space' }
        @{ Text = 'v=STSv1\; id=1'; Words = 'backslash' }
        @{ Text = 'v=STSv1; id=1;\n'; Words = 'line break' }
    ) {
        $record = $Text | ConvertFrom-MtaStsRecord
        $record.IsValid | Should -BeFalse
        @($record.Findings).Count | Should -Be 1
        $record.Findings[0].Message | Should -Match $Words
        $record.Id | Should -Be '1'
    }

    It 'reads TLS-RPT' {
        $record = 'v=TLSRPTv1; rua=mailto:a@contoso.com,https://contoso.com/tls' | ConvertFrom-TlsRptRecord
        $record.IsValid | Should -BeTrue
        @($record.Rua) | Should -Be 'mailto:a@contoso.com', 'https://contoso.com/tls'
        ('v=TLSRPTv1; rua=a@contoso.com' | ConvertFrom-TlsRptRecord).Findings[0].Fix | Should -Match 'mailto:a@contoso.com'
    }
}

Describe 'The module' {
    It 'exports exactly what the manifest lists' {
        $manifest = Test-ModuleManifest -Path $env:MTASTS_MODULE
        $manifest.ExportedCmdlets.Count | Should -BeGreaterThan 0
        @((Get-Module MtaSts).ExportedCommands.Keys | Sort-Object) | Should -Be @($manifest.ExportedCmdlets.Keys | Sort-Object)
    }

    It 'loads only the assemblies of its build; DnsClient is beside them where the edition keeps versions apart' {
        $folder = Split-Path (Get-Command Test-MtaSts).DLL
        $dns = if ((Split-Path $folder -Leaf) -eq 'netstandard2.0') { 'DnsClient.dll', 'MtaSts.DnsClient.dll', 'System.Buffers.dll' }
        @(Get-ChildItem $folder -Filter *.dll).Name | Sort-Object | Should -Be @(@($dns) + @('MtaSts.Core.dll', 'MtaSts.PowerShell.dll') | Where-Object { $_ } | Sort-Object)
    }
}
