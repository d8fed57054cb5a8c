# Another module ships DnsClient 1.6.1. Each module works with its own version, in either order of loading.
BeforeDiscovery {
    $other = Join-Path $PSScriptRoot '../../output/other-dnsclient/DnsClient.dll'
    if (-not (Test-Path -LiteralPath $other)) {
        & dotnet build $PSScriptRoot -t:GetOtherDnsClient --nologo --verbosity quiet | Out-Null
    }
    $skip = -not (Test-Path -LiteralPath $other)
}

BeforeAll {
    . "$PSScriptRoot/Common.ps1"
    $other = (Resolve-Path -LiteralPath (Join-Path $PSScriptRoot '../../output/other-dnsclient/DnsClient.dll') -ErrorAction SilentlyContinue).ProviderPath

    # A typical module: with the assembly in its folder, and a command that uses it for a query.
    $theirs = Join-Path $TestDrive 'OtherDns'
    New-Item -ItemType Directory -Path $theirs | Out-Null
    if ($other) { Copy-Item -LiteralPath $other -Destination $theirs }
    Set-Content -LiteralPath (Join-Path $theirs 'OtherDns.psm1') -Value @'
Add-Type -Path (Join-Path $PSScriptRoot 'DnsClient.dll')
function Resolve-Other([string] $Server, [string] $Name) {
    $address, $port = $Server.Split(':')
    $client = [DnsClient.LookupClient]::new([System.Net.IPAddress]::Parse($address), [int] $port)
    $found = [DnsClient.DnsQueryExtensions].Assembly.GetName().Version.ToString()
    foreach ($record in $client.Query($Name, [DnsClient.QueryType]::TXT, [DnsClient.QueryClass]::IN).Answers) { "$found $($record.Text -join '')" }
}
'@
    Set-Content -LiteralPath (Join-Path $theirs 'OtherDns.psd1') -Value "@{ RootModule = 'OtherDns.psm1'; ModuleVersion = '1.0.0'; FunctionsToExport = 'Resolve-Other' }"
    $theirs = Join-Path $theirs 'OtherDns.psd1'

    # A new process for each order, because a loaded assembly stays loaded.
    function Invoke-New([string] $Script) {
        $text = "`$ErrorActionPreference = 'Stop'; `$WarningPreference = 'Continue'; `$ours = '$env:MTASTS_MODULE'; `$theirs = '$theirs'; `$server = '$($Lab.Server)'`n" +
            "function Ours { (Get-MtaStsRecord healthy.test -Server `$server -Verbose 4>&1 3>&1 | Out-String) -replace '\s+', ' ' }`n" +
            "function Loaded { ([AppDomain]::CurrentDomain.GetAssemblies() | Where-Object { `$_.GetName().Name -eq 'DnsClient' } | ForEach-Object { `$_.GetName().Version.ToString() } | Sort-Object) -join ' ' }`n" + $Script
        $file = Join-Path $TestDrive 'new.ps1'
        Set-Content -LiteralPath $file -Value $text
        $said = & $env:MTASTS_ENGINE -NoProfile -NonInteractive -File $file 2>&1 | ForEach-Object { "$_" }
        ($said -join "`n") | Should -Not -Match 'Exception|could not be loaded|WARNING'
        $said
    }
}

Describe 'A module that ships DnsClient 1.6.1' -Tag MatchingBuild -Skip:$skip {
    It 'works when imported before ours' {
        $said = Invoke-New 'Import-Module $theirs; Resolve-Other $server _mta-sts.healthy.test; Import-Module $ours; Ours; Resolve-Other $server _mta-sts.healthy.test; Loaded'
        @($said | Where-Object { $_ -match '^1\.6\.1\.0 v=STSv1' }).Count | Should -Be 2
        $said[-1] | Should -Be '1.6.1.0 1.8.0.0'
        ($said -join ' ') | Should -Match 'DNS TXT _mta-sts.healthy.test: 1 record'
    }

    It 'works when imported after a query of ours' {
        $said = Invoke-New 'Import-Module $ours; Ours; Loaded; Import-Module $theirs; Resolve-Other $server _mta-sts.healthy.test; Ours; Loaded'
        @($said | Where-Object { $_ -match '^1\.6\.1\.0 v=STSv1' }).Count | Should -Be 1
        $said | Should -Contain '1.8.0.0'
        $said[-1] | Should -Be '1.6.1.0 1.8.0.0'
        @($said | Where-Object { $_ -match 'DNS TXT _mta-sts.healthy.test: 1 record' }).Count | Should -Be 2
    }

    It 'works while ours is removed and imported again' {
        $said = Invoke-New 'Import-Module $ours; Ours; Remove-Module MtaSts; Import-Module $theirs; Import-Module $ours; Ours; Remove-Module MtaSts; Import-Module $ours -Force; Ours; Resolve-Other $server _mta-sts.healthy.test; Loaded'
        @($said | Where-Object { $_ -match 'DNS TXT _mta-sts.healthy.test: 1 record' }).Count | Should -Be 3
        $said[-1] | Should -Be '1.6.1.0 1.8.0.0'
    }
}

Describe 'The first DNS query' {
    It 'loads DnsClient; the import does not' {
        $said = Invoke-New 'Import-Module $ours; "before:" + (Loaded); Ours; "after:" + (Loaded)'
        $said | Should -Contain 'before:'
        $said | Should -Contain 'after:1.8.0.0'
    }
}

Describe 'A module folder without DnsClient' {
    It 'still works over TCP and reports what is missing' {
        $copy = Join-Path $TestDrive 'Broken'
        Copy-Item -LiteralPath (Split-Path $env:MTASTS_MODULE) -Destination $copy -Recurse
        Remove-Item -LiteralPath (Join-Path $copy 'bin/net8.0/private'), (Join-Path $copy 'bin/netstandard2.0/DnsClient.dll') -Recurse
        $file = Join-Path $TestDrive 'broken.ps1'
        Set-Content -LiteralPath $file -Value "Import-Module '$copy/MtaSts.psd1'; (Get-MtaStsRecord healthy.test, no-mta-sts.test -Server '$($Lab.Server)').Status"
        $said = (& $env:MTASTS_ENGINE -NoProfile -NonInteractive -File $file 2>&1 3>&1 | ForEach-Object { "$_" }) -join "`n"
        $said | Should -Match 'Found|Success|Valid|Pass'
        $said | Should -Match 'could not be loaded'
        $said | Should -Match 'Reinstall the module'
    }
}
