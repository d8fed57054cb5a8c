BeforeAll {
    . "$PSScriptRoot/Common.ps1"
    $manifest = Test-ModuleManifest -Path $env:MTASTS_MODULE
    $folder = Split-Path $env:MTASTS_MODULE
}

Describe 'The staged manifest' {
    It 'lists the files that are there' {
        $there = @(Get-ChildItem -LiteralPath $folder -Recurse -File | ForEach-Object FullName | Sort-Object)
        @($manifest.FileList | Sort-Object) | Should -Be $there
    }

    It 'says what is new, under which licence, and for which editions' {
        $manifest.ReleaseNotes | Should -Match 'Test-MtaSts'
        "$($manifest.LicenseUri)" | Should -Match '^https://'
        $manifest.Tags | Should -Contain 'PSEdition_Desktop'
        $manifest.Tags | Should -Contain 'PSEdition_Core'
        @($manifest.CompatiblePSEditions) | Should -Be 'Desktop', 'Core'
    }

    It 'exports by name, so that a command is found without loading the module' {
        foreach ($list in 'CmdletsToExport', 'FunctionsToExport', 'AliasesToExport', 'VariablesToExport') {
            (Get-Content -LiteralPath $env:MTASTS_MODULE -Raw) | Should -Match "$list\s+= @\("
        }
        $manifest.ExportedCmdlets.Keys | Where-Object { $_ -match '[*?]' } | Should -BeNullOrEmpty
    }
}
