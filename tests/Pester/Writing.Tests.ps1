BeforeAll {
    . "$PSScriptRoot/FolderLab.ps1"
    Import-StagedModule
    $lab = Start-FolderLab
    $net = $lab.Net
    $dns = $lab.Dns
}

AfterAll { Stop-FolderLab $lab }

Describe 'New-MtaStsPolicy' {
    It 'writes a file that the strictest senders accept: <what>' -ForEach @(
        @{ what = 'Set-Content'; write = { param($policy, $file) $policy | Set-Content $file } }
        @{ what = 'Set-Content of the text'; write = { param($policy, $file) $policy.Text | Set-Content $file } }
        @{ what = 'Set-Content -Value'; write = { param($policy, $file) Set-Content $file -Value $policy } }
        @{ what = 'Out-File of the string'; write = { param($policy, $file) "$policy" | Out-File $file } }
    ) {
        $file = Join-Path $TestDrive 'mta-sts.txt'
        & $write (New-MtaStsPolicy -Mx mail.contoso.com, '*.contoso.com' -Mode Enforce -WarningAction SilentlyContinue) $file
        $bytes = [IO.File]::ReadAllBytes($file)
        $end = [Environment]::NewLine
        $expected = "version: STSv1${end}mode: enforce${end}mx: mail.contoso.com${end}mx: *.contoso.com${end}max_age: 604800${end}"
        [Text.Encoding]::ASCII.GetString($bytes) | Should -BeExactly $expected # no BOM, no blank line, one line end at the end
        $bytes.Count | Should -Be $expected.Length
        (ConvertFrom-MtaStsPolicy -Path $file).Findings | Should -BeNullOrEmpty
    }

    It 'writes a published policy to a file without a blank line' {
        $file = Join-Path $TestDrive 'copy.txt'
        Get-MtaStsPolicy healthy.test @net | Set-Content $file
        (ConvertFrom-MtaStsPolicy -Path $file).Findings | Should -BeNullOrEmpty
    }

    It 'takes the patterns from the live MX records' {
        $policy = New-MtaStsPolicy healthy.test @dns
        $policy.PolicyDomain | Should -Be 'healthy.test'
        "$($policy.Mx)" | Should -Be 'mail.healthy.test'
        $policy.Mode | Should -Be 'Testing'
        $policy.MaxAge | Should -Be 86400
    }

    It 'creates one policy per domain from the pipeline, by value and by property name' {
        ('healthy.test', [pscustomobject]@{ DomainName = 'testing.test' }, [pscustomobject]@{ Name = 'lf.test' } | New-MtaStsPolicy @dns).PolicyDomain | Should -Be 'healthy.test', 'testing.test', 'lf.test'
    }

    It 'lists old and new hosts while a domain moves' {
        (New-MtaStsPolicy healthy.test -AlsoMx '*.mail.protection.outlook.com' @dns).Mx | Should -Be 'mail.healthy.test', '*.mail.protection.outlook.com'
    }

    It 'supports <provider>' -ForEach @(
        @{ provider = 'Microsoft365'; mx = '*.mail.protection.outlook.com' }
        @{ provider = 'googleworkspace'; mx = 'smtp.google.com; aspmx.l.google.com; *.aspmx.l.google.com; *.googlemail.com' }
    ) {
        (New-MtaStsPolicy -Provider $provider).Mx.ToString() | Should -Be $mx
    }

    It 'lists the known providers for an unknown one' {
        { New-MtaStsPolicy -Provider Contoso } | Should -Throw -ErrorId 'UnknownProvider,*' -ExpectedMessage '*Microsoft365, GoogleWorkspace*'
    }

    It 'rejects <what>' -ForEach @(
        @{ what = 'a pattern no sender reads'; run = { New-MtaStsPolicy -Mx '.contoso.com' }; id = 'InvalidMxPattern' }
        @{ what = 'an address'; run = { New-MtaStsPolicy -Mx 192.0.2.1 }; id = 'InvalidMxPattern' }
        @{ what = 'no pattern'; run = { New-MtaStsPolicy -Mx @() }; id = 'InvalidMxPattern' }
        @{ what = 'a max_age of 0'; run = { New-MtaStsPolicy -Mx a.test -MaxAge 0 }; id = 'InvalidMaxAge' }
        @{ what = 'a max_age over a year'; run = { New-MtaStsPolicy -Mx a.test -MaxAge 31557601 }; id = 'InvalidMaxAge' }
    ) {
        $run | Should -Throw -ErrorId "$id,*"
    }

    It 'reports that a domain has no MX, and continues' {
        $policy = 'null-mx.test', 'nowhere.invalid', 'not a domain', 'healthy.test' | New-MtaStsPolicy @dns -ErrorVariable problems -ErrorAction SilentlyContinue
        $policy.PolicyDomain | Should -Be 'healthy.test'
        ($problems.FullyQualifiedErrorId -replace ',.*') | Sort-Object | Should -Be 'DomainNotFound', 'InvalidDomainName', 'NoMx'
    }

    It 'warns: <says>' -ForEach @(
        @{ says = '*one label*'; with = @{ Mx = '*.google.com' } }
        @{ says = '*a-v1.mx.microsoft*'; with = @{ Mx = '*.mx.microsoft' } }
        @{ says = '*less than a day*'; with = @{ Mx = 'a.test'; Mode = 'Enforce'; MaxAge = 3600 } }
        @{ says = '*not compared with the live MX*'; with = @{ Mx = 'a.test'; Mode = 'Enforce' } }
        @{ says = '*No pattern covers the MX host mail.healthy.test. Senders will not deliver there*'; with = @{ Mx = 'a.test'; Mode = 'Enforce'; DomainName = 'healthy.test' } }
    ) {
        New-MtaStsPolicy @with @dns -WarningVariable warned -WarningAction SilentlyContinue | Should -Not -BeNullOrEmpty
        "$warned" | Should -BeLike $says
    }

    It 'completes providers and modes' {
        (TabExpansion2 'New-MtaStsPolicy -Provider Goo').CompletionMatches.CompletionText | Should -Be 'GoogleWorkspace'
        (TabExpansion2 'New-MtaStsPolicy -Mode ').CompletionMatches.CompletionText | Should -Be 'Enforce', 'None', 'Testing'
    }
}

Describe 'Preflight' {
    It 'tests a policy from the pipeline against the domain in the command' {
        $result = New-MtaStsPolicy -Mx mail.other.test -Mode Enforce -WarningAction SilentlyContinue | Test-MtaSts healthy.test @net
        $result.SenderAction | Should -Be 'Refuse'
        ($result.Checks | Where-Object Id -EQ Preflight.Change).Detail | Should -BeLike '*mail.healthy.test*is gone*do not deliver*'
    }

    It 'tests each policy against its own domain' {
        $results = New-MtaStsPolicy healthy.test, testing.test -Mode Enforce @dns | Test-MtaSts @net
        $results.DomainName | Should -Be 'healthy.test', 'testing.test'
        ($results.Checks | Where-Object Id -EQ Preflight.Change).Detail[1] | Should -BeLike '*mode testing to enforce*'
    }

    It 'tests several policies against one domain' {
        (@(New-MtaStsPolicy -Mx mail.healthy.test) + @(New-MtaStsPolicy -Mx a.test) | Test-MtaSts healthy.test @net).MxCovered | Should -Be $true, $false
    }

    It 'binds strings and objects with a domain to -DomainName' {
        $results = 'healthy.test', [pscustomobject]@{ Domain = 'testing.test' } | Test-MtaSts @net
        $results.DomainName | Should -Be 'healthy.test', 'testing.test'
        $results.Checks | Where-Object Id -EQ Preflight.Change | Should -BeNullOrEmpty
        ('healthy.test', 'testing.test' | Test-MtaSts -Policy (New-MtaStsPolicy -Mx a.test) @net).MxCovered | Should -Be $false, $false
        (Get-MtaStsPolicy healthy.test @net | Test-MtaSts @net).PolicyId | Should -Be '20260101000000'
    }

    It 'rejects input that is not a policy, and a policy without a domain' {
        'hello' | Test-MtaSts healthy.test @net -ErrorVariable problem -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $problem.FullyQualifiedErrorId | Should -BeLike 'NotAPolicy,*'
        New-MtaStsPolicy -Mx a.test | Test-MtaSts @net -ErrorVariable problem -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $problem.FullyQualifiedErrorId | Should -BeLike 'NoPolicyDomain,*'
    }
}

Describe 'New-MtaStsRecord' {
    It 'has the property names that Add-DnsServerResourceRecord binds' {
        function Add-Record([Parameter(ValueFromPipelineByPropertyName)] [string] $ZoneName, [Parameter(ValueFromPipelineByPropertyName)] [string] $Name, [Parameter(ValueFromPipelineByPropertyName)] [timespan] $TimeToLive, [Parameter(ValueFromPipelineByPropertyName)] [string] $DescriptiveText) {
            "$ZoneName|$Name|$TimeToLive|$DescriptiveText"
        }
        New-MtaStsRecord mail.contoso.com -ZoneName contoso.com -Id abc123 -TtlSec 60 | Add-Record | Should -Be 'contoso.com|_mta-sts.mail|00:01:00|v=STSv1; id=abc123;'
    }

    Context 'piped by property name into the cmdlets of DNS servers, with the parameter sets that they document' {
        BeforeAll {
            function New-AzDnsRecordSet {
                param(
                    [Parameter(Mandatory, ValueFromPipelineByPropertyName)] [string] $Name,
                    [Parameter(Mandatory, ValueFromPipelineByPropertyName)] [string] $ZoneName,
                    [Parameter(Mandatory, ValueFromPipelineByPropertyName)] [string] $ResourceGroupName,
                    [Parameter(Mandatory, ValueFromPipelineByPropertyName)] [uint32] $Ttl,
                    [Parameter(Mandatory, ValueFromPipelineByPropertyName)] [ValidateSet('A', 'AAAA', 'CNAME', 'TXT')] [string] $RecordType,
                    [object[]] $DnsRecords
                )
                process { "$ResourceGroupName|$ZoneName|$Name|$RecordType|$Ttl" }
            }
            function Add-AzDnsRecordConfig {
                param(
                    [Parameter(Mandatory)] $RecordSet,
                    [Parameter(Mandatory, ValueFromPipelineByPropertyName, ParameterSetName = 'A')] [string] $Ipv4Address,
                    [Parameter(Mandatory, ValueFromPipelineByPropertyName, ParameterSetName = 'AAAA')] [string] $Ipv6Address,
                    [Parameter(Mandatory, ValueFromPipelineByPropertyName, ParameterSetName = 'CNAME')] [string] $Cname,
                    [Parameter(Mandatory, ValueFromPipelineByPropertyName, ParameterSetName = 'TXT')] [string] $Value
                )
                process { "$($PSCmdlet.ParameterSetName)|$Ipv4Address$Ipv6Address$Cname$(if ($PSCmdlet.ParameterSetName -eq 'TXT') { $Value })" }
            }
            function Add-DnsServerResourceRecord {
                param(
                    [Parameter(Mandatory, ValueFromPipelineByPropertyName)] [string] $ZoneName,
                    [Parameter(Mandatory, ValueFromPipelineByPropertyName)] [string] $Name,
                    [Parameter(ValueFromPipelineByPropertyName)] [timespan] $TimeToLive,
                    [Parameter(Mandatory, ParameterSetName = 'Txt')] [switch] $Txt,
                    [Parameter(Mandatory, ValueFromPipelineByPropertyName, ParameterSetName = 'Txt')] [string] $DescriptiveText,
                    [Parameter(Mandatory, ParameterSetName = 'CName')] [switch] $CName,
                    [Parameter(Mandatory, ValueFromPipelineByPropertyName, ParameterSetName = 'CName')] [string] $HostNameAlias,
                    [Parameter(Mandatory, ParameterSetName = 'A')] [switch] $A,
                    [Parameter(Mandatory, ValueFromPipelineByPropertyName, ParameterSetName = 'A')] [ipaddress] $IPv4Address
                )
                process { "$ZoneName|$Name|$TimeToLive|$DescriptiveText$HostNameAlias$IPv4Address" }
            }
            $txt = New-MtaStsRecord contoso.com -Id a1
            $cname = [MtaSts.DnsRecordToPublish]@{ ZoneName = 'contoso.com'; Name = 'mta-sts'; Type = 'CNAME'; TTL = 600; Value = 'site.pages.dev' }
            $address = [MtaSts.DnsRecordToPublish]@{ ZoneName = 'contoso.com'; Name = 'mta-sts'; Type = 'A'; TTL = 600; Value = '192.0.2.1' }
        }

        It 'New-AzDnsRecordSet takes them' {
            $txt, $cname, $address | New-AzDnsRecordSet -ResourceGroupName dns |
                Should -Be 'dns|contoso.com|_mta-sts|TXT|300', 'dns|contoso.com|mta-sts|CNAME|600', 'dns|contoso.com|mta-sts|A|600'
        }

        It 'Add-AzDnsRecordConfig takes them, without a set for what a record does not have' {
            $txt | Add-AzDnsRecordConfig -RecordSet set | Should -Be 'TXT|v=STSv1; id=a1;'
        }

        It 'Add-DnsServerResourceRecord takes them' {
            $txt | Add-DnsServerResourceRecord -Txt | Should -Be 'contoso.com|_mta-sts|00:05:00|v=STSv1; id=a1;'
            $cname | Add-DnsServerResourceRecord -CName | Should -Be 'contoso.com|mta-sts|00:10:00|site.pages.dev'
            $address | Add-DnsServerResourceRecord -A | Should -Be 'contoso.com|mta-sts|00:10:00|192.0.2.1'
        }
    }

    It 'can be published in Azure DNS as in about_MtaSts_Writing' {
        function New-AzDnsRecordConfig([string] $Value) { $Value }
        function New-AzDnsRecordSet([string] $ResourceGroupName, [string] $ZoneName, [string] $Name, [string] $RecordType, [uint32] $Ttl, $DnsRecords) {
            "$ResourceGroupName|$ZoneName|$Name|$RecordType|$Ttl|$DnsRecords"
        }
        New-MtaStsRecord contoso.com -Id a1 | ForEach-Object { New-AzDnsRecordSet -ResourceGroupName dns -ZoneName $_.ZoneName -Name $_.Name -RecordType TXT -Ttl $_.TTL -DnsRecords (New-AzDnsRecordConfig -Value $_.Value) } |
            Should -Be 'dns|contoso.com|_mta-sts|TXT|300|v=STSv1; id=a1;'
    }

    It 'can be published with the Cloudflare API as in about_MtaSts_Writing' {
        $body = New-MtaStsRecord contoso.com -Id a1 | ForEach-Object { @{ type = $_.Type; name = $_.Fqdn; content = $_.Value; ttl = [int] $_.TTL } | ConvertTo-Json } | ConvertFrom-Json
        $body.type, $body.name, $body.content, $body.ttl | Should -Be 'TXT', '_mta-sts.contoso.com', 'v=STSv1; id=a1;', 300
    }

    It 'creates the id from the clock, different from the previous one' {
        $first = New-MtaStsRecord contoso.com
        $first.Id | Should -Match '^20\d{12}$'
        (New-MtaStsRecord contoso.com -PreviousId $first.Id).Id | Should -Not -Be $first.Id
        (Test-MtaSts healthy.test @net | New-MtaStsRecord).Fqdn | Should -Be '_mta-sts.healthy.test'
    }

    It 'rejects <what>' -ForEach @(
        @{ what = 'the id in use'; with = @{ DomainName = 'contoso.com'; Id = 'a1'; PreviousId = 'a1' }; id = 'InvalidId' }
        @{ what = 'an invalid id'; with = @{ DomainName = 'contoso.com'; Id = 'a-1' }; id = 'InvalidId' }
        @{ what = 'a domain outside the zone'; with = @{ DomainName = 'fabrikam.com'; ZoneName = 'contoso.com' }; id = 'NotInZone' }
        @{ what = 'no domain'; with = @{ DomainName = 'a b' }; id = 'InvalidDomainName' }
    ) {
        New-MtaStsRecord @with -ErrorVariable problem -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $problem.FullyQualifiedErrorId | Should -BeLike "$id,*"
        $problem.ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
    }
}

Describe 'New-TlsRptRecord' {
    It 'accepts several addresses and URIs, and encodes them' {
        (New-TlsRptRecord contoso.com -Rua tls@contoso.com, 'a,b!c;d@contoso.com', 'https://reports.contoso.com/a,b').Value | Should -Be 'v=TLSRPTv1; rua=mailto:tls@contoso.com,mailto:a%2Cb%21c%3Bd@contoso.com,https://reports.contoso.com/a%2Cb'
    }

    It 'reads back: <_>' -ForEach 'tls@contoso.com', 'x!y@contoso.com', 'https://reports.contoso.com/tls?a=b;c' {
        (New-TlsRptRecord contoso.com -Rua $_ | ForEach-Object Value | ConvertFrom-TlsRptRecord).Findings | Should -BeNullOrEmpty
    }

    It 'shows the faulty part of <rua>' -ForEach @(
        @{ rua = 'reports.contoso.com'; part = "*no '@'*" }
        @{ rua = 'http://reports.contoso.com'; part = "*'http:'*" }
        @{ rua = 'tls@local host'; part = "*'local host'*" }
        @{ rua = 'a@contoso.com;b@contoso.com'; part = "*more than one '@'*" }
    ) {
        { New-TlsRptRecord contoso.com -Rua $rua } | Should -Throw -ErrorId 'InvalidRua,*' -ExpectedMessage $part
    }
}

Describe 'Export-MtaStsSite' {
    BeforeEach { $site = Join-Path $TestDrive ([guid]::NewGuid().ToString('N')) }

    It 'writes the site for <_>' -ForEach 'CloudflarePages', 'CloudflareWorker', 'AzureStaticWebApp', 'GitHubPages', 'Nginx', 'Apache', 'Caddy', 'IIS' {
        $files = New-MtaStsPolicy healthy.test @dns | Export-MtaStsSite $_ $site -PassThru
        $files.Name | Should -Contain 'README.md'
        $files | Should -BeOfType IO.FileInfo
        $files.FullName | ForEach-Object { $_ | Should -BeLike "$site*" }
        @(Get-ChildItem $site -Recurse -File -Force).Count | Should -Be @($files).Count
        @(Get-ChildItem (Split-Path $site) -Force | Where-Object Name -Like '.mtasts*').Count | Should -Be 0
        $policy = $files | Where-Object Name -EQ 'mta-sts.txt'
        if ($policy) { [IO.File]::ReadAllText($policy.FullName) | Should -BeExactly "version: STSv1`r`nmode: testing`r`nmx: mail.healthy.test`r`nmax_age: 86400`r`n" }
    }

    It 'prints nothing by default' {
        New-MtaStsPolicy healthy.test @dns | Export-MtaStsSite Nginx $site | Should -BeNullOrEmpty
    }

    It 'writes nothing with -WhatIf' {
        New-MtaStsPolicy healthy.test @dns | Export-MtaStsSite Nginx $site -WhatIf
        Test-Path $site | Should -BeFalse
    }

    It 'serves several domains from one site' {
        New-MtaStsPolicy healthy.test, testing.test @dns | Export-MtaStsSite Nginx $site
        (Get-ChildItem "$site/www").Name | Should -Be 'mta-sts.healthy.test', 'mta-sts.testing.test'
    }

    It 'accepts a published policy, and a step with its id' {
        Get-MtaStsPolicy testing.test @net | Export-MtaStsSite Caddy $site
        Get-Content "$site/Caddyfile" -Raw | Should -BeLike '*mta-sts.testing.test {*'
        $step = Step-MtaStsPolicy rollout.test @net
        $step | Export-MtaStsSite Caddy "$site-step"
        Get-Content "$site-step/README.md" -Raw | Should -BeLike "*id=$($step.RecordId);*"
    }

    It 'uses a folder with other files only with -Force' {
        New-Item -ItemType Directory $site | Out-Null
        'mine' | Set-Content "$site/README.md"
        'mine' | Set-Content "$site/other.txt"
        { New-MtaStsPolicy healthy.test @dns | Export-MtaStsSite Nginx $site } | Should -Throw -ErrorId 'FolderInUse,*'
        (Get-ChildItem $site -Recurse -File -Force).Name | Should -Be 'other.txt', 'README.md'
        Get-Content "$site/README.md" | Should -Be 'mine'

        New-MtaStsPolicy healthy.test @dns | Export-MtaStsSite Nginx $site -Force
        Get-Content "$site/README.md" | Should -Not -Be 'mine'
        Get-Content "$site/other.txt" | Should -Be 'mine'
    }

    It 'leaves no incomplete files after an error' {
        New-Item -ItemType Directory "$site/mta-sts.conf" -Force | Out-Null # a folder where a file must go
        { New-MtaStsPolicy healthy.test @dns | Export-MtaStsSite Nginx $site -Force } | Should -Throw -ErrorId 'SiteNotWritten,*'
        (Get-ChildItem $site -Recurse -Force).Name | Should -Be 'mta-sts.conf'
    }

    It 'rejects <what>' -ForEach @(
        @{ what = 'a domain that would break out'; run = { New-MtaStsPolicy -Mx a.test | Export-MtaStsSite Nginx $site -DomainName '../../etc' -ErrorAction Stop }; id = 'InvalidDomainName' }
        @{ what = 'a policy without a domain'; run = { New-MtaStsPolicy -Mx a.test | Export-MtaStsSite Nginx $site -ErrorAction Stop }; id = 'NoPolicyDomain' }
        @{ what = 'a policy that is not valid'; run = { 'version: STSv1' | Export-MtaStsSite Nginx $site -DomainName contoso.com -ErrorAction Stop }; id = 'InvalidPolicy' }
        @{ what = 'a target that is not a host'; run = { New-MtaStsPolicy healthy.test @dns | Export-MtaStsSite Nginx $site -Target 'a b' }; id = 'InvalidTarget' }
        @{ what = 'two domains on GitHub Pages'; run = { New-MtaStsPolicy healthy.test, testing.test @dns | Export-MtaStsSite GitHubPages $site }; id = 'SiteNotPossible' }
        @{ what = 'two policies on Cloudflare Pages'; run = { New-MtaStsPolicy healthy.test, testing.test @dns | Export-MtaStsSite CloudflarePages $site }; id = 'SiteNotPossible' }
        @{ what = 'a step that has nothing to publish'; run = { Step-MtaStsPolicy testing.test @net | Export-MtaStsSite Nginx $site -ErrorAction Stop }; id = 'NothingToPublish' }
        @{ what = 'one of several that has nothing to publish'; run = { @(New-MtaStsPolicy healthy.test @dns) + @(Step-MtaStsPolicy testing.test @net) | Export-MtaStsSite Nginx $site -ErrorVariable problem -ErrorAction SilentlyContinue; if ($problem) { throw $problem[0] } }; id = 'NothingToPublish' }
        @{ what = 'a path that is not a folder'; run = { New-MtaStsPolicy healthy.test @dns | Export-MtaStsSite Nginx Env:/X }; id = 'NotAFolder' }
    ) {
        $run | Should -Throw -ErrorId "$id,*"
        Test-Path $site | Should -BeFalse
    }

    It 'reports which domains of a site it would no longer serve' {
        New-MtaStsPolicy healthy.test, testing.test @dns | Export-MtaStsSite Nginx $site
        New-MtaStsPolicy healthy.test, testing.test @dns | Export-MtaStsSite Nginx $site -Force -WarningVariable said -WarningAction SilentlyContinue
        $said | Should -BeNullOrEmpty
        New-MtaStsPolicy healthy.test @dns | Export-MtaStsSite Nginx $site -Force -WarningVariable said -WarningAction SilentlyContinue
        "$said" | Should -BeLike '*was for testing.test too*'
    }

    It 'uses the zone of a step' {
        Step-MtaStsPolicy dept.cert-wildcard-short.test @net -Rollback -ZoneName cert-wildcard-short.test | Export-MtaStsSite CloudflareWorker $site
        Get-Content (Join-Path $site 'README.md') -Raw | Should -BeLike '*| cert-wildcard-short.test | _mta-sts.dept |*'
    }

    It 'completes the hosts' {
        (TabExpansion2 'Export-MtaStsSite -HostType Cl').CompletionMatches.CompletionText | Should -Be 'CloudflarePages', 'CloudflareWorker'
    }
}
