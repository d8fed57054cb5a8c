BeforeAll {
    . "$PSScriptRoot/Common.ps1"
    $manifest = Test-ModuleManifest -Path $env:MTASTS_MODULE
    $folder = Split-Path $env:MTASTS_MODULE
}

Describe 'The manifest of the module' {
    It 'lists the existing files' {
        $there = @(Get-ChildItem -LiteralPath $folder -Recurse -File | ForEach-Object FullName | Sort-Object)
        @($manifest.FileList | Sort-Object) | Should -Be $there
    }

    It 'ships exactly these files, and third-party assemblies in exactly these versions' {
        $there = @(Get-ChildItem -LiteralPath $folder -Recurse -File | ForEach-Object { $_.FullName.Substring($folder.Length + 1).Replace('\', '/') })
        $assemblies = @(
            'bin/net8.0/MtaSts.Core.dll', 'bin/net8.0/MtaSts.PowerShell.dll'
            'bin/net8.0/private/DnsClient.dll', 'bin/net8.0/private/MtaSts.DnsClient.dll'
            'bin/netstandard2.0/DnsClient.dll', 'bin/netstandard2.0/MtaSts.Core.dll', 'bin/netstandard2.0/MtaSts.DnsClient.dll'
            'bin/netstandard2.0/MtaSts.PowerShell.dll', 'bin/netstandard2.0/System.Buffers.dll'
        )
        $texts = @(
            'CHANGELOG.md', 'LICENSE', 'README.md', 'THIRD-PARTY-NOTICES.txt', 'MtaSts.psd1'
            'MtaSts.Format.ps1xml', 'MtaSts.Reports.Format.ps1xml', 'MtaSts.Rollout.Format.ps1xml', 'MtaSts.Import.psm1', 'types/MtaSts.Types.psd1', 'types/MtaSts.Types.ps1xml'
        )
        @($there | Where-Object { $_ -notlike 'en-US/*' } | Sort-Object) | Should -Be @($assemblies + $texts | Sort-Object)
        @($there | Where-Object { $_ -like 'en-US/*' -and $_ -notmatch '^en-US/(MtaSts\.PowerShell\.dll-Help\.xml|about_\w+\.help\.txt)$' }) | Should -BeNullOrEmpty

        $names = foreach ($file in $assemblies -match 'DnsClient|Buffers') { "$file " + [System.Reflection.AssemblyName]::GetAssemblyName((Join-Path $folder $file)).FullName }
        $names | Should -Be @(
            'bin/net8.0/private/DnsClient.dll DnsClient, Version=1.8.0.0, Culture=neutral, PublicKeyToken=4574bb5573c51424'
            "bin/net8.0/private/MtaSts.DnsClient.dll MtaSts.DnsClient, Version=$($manifest.Version).0, Culture=neutral, PublicKeyToken=null"
            'bin/netstandard2.0/DnsClient.dll DnsClient, Version=1.8.0.0, Culture=neutral, PublicKeyToken=4574bb5573c51424'
            "bin/netstandard2.0/MtaSts.DnsClient.dll MtaSts.DnsClient, Version=$($manifest.Version).0, Culture=neutral, PublicKeyToken=null"
            'bin/netstandard2.0/System.Buffers.dll System.Buffers, Version=4.0.3.0, Culture=neutral, PublicKeyToken=cc7b13ffcd2ddd51'
        )
    }

    It 'contains the release notes, the license and the editions' {
        $manifest.ReleaseNotes | Should -Match 'Test-MtaSts'
        "$($manifest.LicenseUri)" | Should -Match '^https://'
        $manifest.Tags | Should -Contain 'PSEdition_Desktop'
        $manifest.Tags | Should -Contain 'PSEdition_Core'
        @($manifest.CompatiblePSEditions) | Should -Be 'Desktop', 'Core'
    }

    It 'exports by name, so that commands are found without loading the module' {
        foreach ($list in 'CmdletsToExport', 'FunctionsToExport', 'AliasesToExport', 'VariablesToExport') {
            (Get-Content -LiteralPath $env:MTASTS_MODULE -Raw) | Should -Match "$list\s+= @\("
        }
        $manifest.ExportedCmdlets.Keys | Where-Object { $_ -match '[*?]' } | Should -BeNullOrEmpty
    }
}

Describe 'The manifest in the root of the repository' {
    It 'is refused with an error that names build.ps1' {
        $source = (Resolve-Path -LiteralPath (Join-Path $PSScriptRoot '../../MtaSts.psd1')).ProviderPath
        $engine = $env:MTASTS_ENGINE
        $shown = & $engine -NoProfile -NonInteractive -Command "try { Import-Module '$source' -ErrorAction Stop; 'imported' } catch { `$_.Exception.Message }" | Out-String
        $shown | Should -Match 'build\.ps1'
        $shown | Should -Not -Match 'imported'
    }
}
