# Two versions of the module in one session: .NET cannot run both.
BeforeAll {
    . "$PSScriptRoot/Common.ps1"
    $folder = Split-Path $env:MTASTS_MODULE
    $version = (Test-ModuleManifest -Path $env:MTASTS_MODULE).Version
    $engine = $env:MTASTS_ENGINE

    # The module as it is, but of another version: a copy whose cmdlet assembly only bears the number.
    $other = Join-Path $TestDrive 'MtaSts/9.8.7'
    Copy-Item -LiteralPath $folder -Destination $other -Recurse
    $manifest = Join-Path $other 'MtaSts.psd1'
    Set-Content -LiteralPath $manifest -Value ((Get-Content -LiteralPath $manifest -Raw) -replace "ModuleVersion(\s*)= '[^']+'", "ModuleVersion`$1= '9.8.7'")
    $build = if ($PSVersionTable.PSVersion.Major -ge 7) { 'net8.0' } else { 'netstandard2.0' }
    $file = Join-Path $other "bin/$build/MtaSts.PowerShell.dll"
    Remove-Item -LiteralPath $file
    Add-Type -TypeDefinition '[assembly: System.Reflection.AssemblyVersion("9.8.7")] public class OnlyTheNumber { }' -OutputAssembly $file

    function Invoke-Fresh([string] $Code) {
        $script = Join-Path $TestDrive "$([guid]::NewGuid()).ps1"
        Set-Content -LiteralPath $script -Encoding utf8 -Value "`$first = '$env:MTASTS_MODULE'`n`$second = '$manifest'`n$Code"
        (& $engine -NoProfile -NonInteractive -File $script 2>&1 | Out-String).Trim() -split '\r?\n'
    }
}

Describe 'A second version of the module' {
    It 'is one error that names the loaded version and says to start a new session' {
        $lines = Invoke-Fresh @'
Import-Module $first
$Error.Clear()
try { Import-Module $second } catch { $problem = $_ }
$Error.Count
$problem.Exception.Message
$problem.FullyQualifiedErrorId
@(Get-Module MtaSts | ForEach-Object Version) -join ' '
'@
        $lines[0] | Should -Be 1
        $lines[1] | Should -BeLike "MtaSts $version is loaded in this session, and a second version cannot be loaded beside it. Start a new PowerShell session, and import MtaSts 9.8.7 there. Loaded is '*'."
        $lines[2] | Should -BeLike 'OtherVersionLoaded*'
        $lines[3] | Should -Be "$version"
    }

    It 'is refused after Remove-Module and with -Force too, since the assembly stays' {
        $lines = Invoke-Fresh @'
Import-Module $first
Remove-Module MtaSts
try { Import-Module $second -Force } catch { 'refused' }
@(Get-Module MtaSts).Count
'@
        $lines | Should -Be 'refused', '0'
    }
}

Describe 'The same version again' {
    It 'imports with -Force, after Remove-Module and from another folder, without an error' {
        $copy = Join-Path $TestDrive "copy/MtaSts/$version"
        Copy-Item -LiteralPath $folder -Destination $copy -Recurse
        $lines = Invoke-Fresh @"
`$ErrorActionPreference = 'Stop'
Import-Module `$first
Import-Module `$first -Force
Remove-Module MtaSts
Import-Module '$(Join-Path $copy 'MtaSts.psd1')'
`$error.Count
(New-MtaStsPolicy -Mx mail.contoso.com).Mode
"@
        $lines | Should -Be '0', 'Testing'
    }

    It 'imports from another folder beside the first, without an error' {
        $copy = Join-Path $TestDrive "beside/MtaSts/$version"
        Copy-Item -LiteralPath $folder -Destination $copy -Recurse
        $lines = Invoke-Fresh @"
Import-Module `$first
Import-Module '$(Join-Path $copy 'MtaSts.psd1')'
`$error.Count
"`$((Get-TypeData MtaSts.PolicyMode).SerializationMethod)"
"@
        $lines | Should -Be '0', 'String'
    }

    It 'keeps the names of states through Export-Clixml' {
        $file = Join-Path $TestDrive 'policy.xml'
        $lines = Invoke-Fresh "Import-Module `$first; Remove-Module MtaSts; Import-Module `$first; New-MtaStsPolicy -Mx mail.contoso.com | Export-Clixml '$file'; (Import-Clixml '$file').Mode"
        $lines | Should -Be 'Testing'
    }
}
