BeforeAll { . "$PSScriptRoot/Common.ps1" }

Describe 'Get-MtaStsPolicy' {
    It 'shows the policy and how it is served' {
        $policy = Get-MtaStsPolicy healthy.test @Lab
        $policy.IsValid | Should -BeTrue
        $policy.Mode | Should -Be 'Enforce'
        $policy.HttpStatus | Should -Be 200
        $policy.MediaType | Should -Be 'text/plain'
        $policy.TlsVersion | Should -Match '^TLS 1\.[23]$'
        $policy.CertificateExpires | Should -BeGreaterThan ([DateTime]::UtcNow)
        "$policy" | Should -Match '^version: STSv1'
        $policy.Policy.Covers('MAIL.healthy.test.') | Should -BeTrue
    }

    It 'shows why there is no policy' {
        (Get-MtaStsPolicy http-404.test @Lab).Problem | Should -Match '404'
        (Get-MtaStsPolicy http-301.test @Lab).Problem | Should -Match 'redirect'
        (Get-MtaStsPolicy host-cert-expired.test @Lab).Problem | Should -Match 'expired'
    }

    It 'reads a local file, and several by wildcard' {
        "version: STSv1`nmode: none`nmax_age: 86400" | Set-Content (Join-Path $TestDrive 'one.txt')
        'no policy' | Set-Content (Join-Path $TestDrive 'two.txt')
        $policies = @(Get-MtaStsPolicy -Path (Join-Path $TestDrive '*.txt'))
        $policies.IsValid | Should -Be $true, $false
    }

    It 'accepts several paths, and literal ones' {
        $folder = New-Item -ItemType Directory (Join-Path $TestDrive 'several')
        foreach ($name in 'a[1].txt', 'b.txt') { "version: STSv1`nmode: none`nmax_age: 86400" | Set-Content -LiteralPath (Join-Path $folder $name) }
        @(Get-MtaStsPolicy -Path (Join-Path $folder 'b.txt'), (Join-Path $folder '*1*.txt')).Count | Should -Be 2
        (Get-MtaStsPolicy -LiteralPath (Join-Path $folder 'a[1].txt')).IsValid | Should -BeTrue
        @(Get-ChildItem $folder | ForEach-Object { Get-MtaStsPolicy -LiteralPath $_ }).IsValid | Should -Be $true, $true
    }

    It 'continues after a path that is missing or not a file: <path>' -ForEach @(
        @{ path = 'nodrive:/mta-sts.txt'; id = 'PathNotFound' }
        @{ path = 'noprovider::/mta-sts.txt'; id = 'PathNotFound' }
        @{ path = 'Env:PATH'; id = 'NotAFile' }
        @{ path = 'Function:'; id = 'NotAFile' }
    ) {
        $good = Join-Path $TestDrive 'good.txt'
        "version: STSv1`nmode: none`nmax_age: 86400" | Set-Content $good
        (Get-MtaStsPolicy -LiteralPath $path, $good -ErrorVariable problems -ErrorAction SilentlyContinue).IsValid | Should -BeTrue
        $problems[0].FullyQualifiedErrorId | Should -BeLike "$id,*"
        (ConvertFrom-MtaStsPolicy -LiteralPath $path, $good -ErrorVariable problems -ErrorAction SilentlyContinue).IsValid | Should -BeTrue
        $problems[0].FullyQualifiedErrorId | Should -BeLike "$id,*"
        Read-TlsRptReport -LiteralPath $path -ErrorVariable problems -ErrorAction SilentlyContinue
        $problems[0].FullyQualifiedErrorId | Should -BeLike "$id,*"
        { Test-MtaSts contoso.test -PolicyPath $path @Lab } | Should -Throw -ErrorId "$id,*"
    }

    It 'reports a missing file' {
        Get-MtaStsPolicy -Path (Join-Path $TestDrive 'none.txt') -ErrorVariable problems -ErrorAction SilentlyContinue
        $problems[0].FullyQualifiedErrorId | Should -BeLike 'PathNotFound,*'
        $problems[0].Exception.Message | Should -BeLike '*none.txt*'
    }
}

Describe 'Get-MtaStsRecord and Get-TlsRptRecord' {
    It 'shows the record with its TTL' {
        $record = Get-MtaStsRecord healthy.test @Lab
        $record.Status | Should -Be 'Valid'
        $record.Id | Should -Be '20260101000000'
        $record.TTL | Should -BeGreaterThan 0
        (Get-TlsRptRecord healthy.test @Lab).Rua | Should -Be 'mailto:tls-reports@healthy.test'
    }

    It 'returns <Status> for <Domain>' -ForEach @(
        @{ Domain = 'no-mta-sts.test'; Status = 'Missing' }
        @{ Domain = 'record-two.test'; Status = 'Multiple' }
        @{ Domain = 'record-id-dash.test'; Status = 'Invalid' }
        @{ Domain = 'dns-servfail.test'; Status = 'LookupFailed' }
    ) {
        $record = Get-MtaStsRecord $Domain @Lab
        $record.Status | Should -Be $Status
        $record.Problem | Should -Not -BeNullOrEmpty
    }

    It 'shows the CNAMEs of a delegated record' {
        @((Get-MtaStsRecord delegated.test @Lab).CnameChain) | Should -Be 'delegated-test.records.provider.test'
    }

    It 'also queries DNS over HTTPS' -Tag NotUnderWine {
        $parameters = $Lab.Clone()
        $parameters.Server = $settings.DohUrl
        (Get-MtaStsRecord healthy.test @parameters).Status | Should -Be 'Valid'
    }

    It 'does not show the key in the URL of a DNS server: <_>' -Tag NotUnderWine -ForEach '?key=secret', '/secret' {
        $parameters = $Lab.Clone()
        $parameters.Server = $settings.DohUrl + $_
        $journal = Join-Path $TestDrive "$([guid]::NewGuid()).jsonl"
        $test = Test-MtaSts no-mta-sts.test @parameters -Journal $journal -Verbose -WarningAction SilentlyContinue -ErrorVariable errors -ErrorAction SilentlyContinue 4>&1
        $step = Step-MtaStsPolicy no-mta-sts.test @parameters -ErrorVariable +errors -ErrorAction SilentlyContinue
        $results = @($test | Where-Object { $_ -isnot [System.Management.Automation.VerboseRecord] }) + @($step)
        $shown = ($results | ConvertTo-Json -Depth 8) + (Get-Content $journal -Raw) + ($test, $errors | Out-String)
        $shown += "$(@($errors | ForEach-Object { $_.TargetObject; $_.Exception; $_.ErrorDetails }))"
        $shown | Should -Match '/…'
        $shown | Should -Not -Match 'secret'
    }
}

Describe 'Get-MtaStsMx' {
    It 'returns one object per MX host, with the pattern that covers it' {
        $hosts = @(Get-MtaStsMx three-one-expired.test @Lab -StartTls)
        $hosts.Count | Should -Be 3
        $hosts.StartTls | Should -Be 'Valid', 'Valid', 'InvalidCertificate'
        $hosts[0].CoveredBy | Should -Be 'mx1.three-one-expired.test'
    }

    It 'does not connect without -StartTls' {
        (Get-MtaStsMx healthy.test @Lab).StartTls | Should -Be 'NotTested'
    }

    It 'returns nothing for a null MX and writes an error for a domain that does not exist' {
        Get-MtaStsMx null-mx.test @Lab | Should -BeNullOrEmpty
        Get-MtaStsMx nowhere.test @Lab -ErrorVariable problems -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $problems[0].FullyQualifiedErrorId | Should -BeLike 'DomainNotFound,*'
    }
}
