#requires -Version 5.1
<#
.SYNOPSIS
    Builds, tests and lays out the MtaSts module.

.DESCRIPTION
    Works in Windows PowerShell 5.1 and in PowerShell 7, and needs the .NET 10 SDK. The module is laid out in
    output/MtaSts/<version>/ by the build target LayOutModule, which also works without PowerShell:
    dotnet build src/MtaSts.PowerShell -c Release -t:LayOutModule

.PARAMETER Task
    Build   compile everything (the default task, Layout, also lays out the module)
    Test    run the tests that do not need PowerShell, then the Pester suite against the laid-out module
    Layout  lay out the module
    Package lay out the module, and pack the PowerShell Gallery's nupkg, a zip and their SHA-256 checksums into output/
    Clean   remove the build output

.PARAMETER Configuration
    Release or Debug.

.EXAMPLE
    ./build.ps1

    Builds and lays out the module, and prints the command that imports it.

.EXAMPLE
    ./build.ps1 -Task Layout, Test

    Lays out the module and runs all tests.

.EXAMPLE
    ./build.ps1 -Task Package

    Creates output/MtaSts.<version>.nupkg, output/MtaSts-<version>.zip and output/MtaSts-<version>.sha256. The same sources
    produce the same bytes.
#>
[CmdletBinding()]
param(
    [ValidateSet('Build', 'Test', 'Layout', 'Package', 'Clean')]
    [string[]] $Task = 'Layout',

    [ValidateSet('Release', 'Debug')]
    [string] $Configuration = 'Release'
)

Set-StrictMode -Version 2
$ErrorActionPreference = 'Stop'
$root = $PSScriptRoot

# The manifest picks its build with an expression, which Import-PowerShellDataFile does not evaluate.
$version = [regex]::Match((Get-Content -LiteralPath (Join-Path $root 'MtaSts.psd1') -Raw), "ModuleVersion\s*=\s*'([^']+)'").Groups[1].Value
$laidOut = Join-Path (Join-Path (Join-Path $root 'output') 'MtaSts') $version

function Invoke-DotNet {
    Write-Host "dotnet $args"
    & dotnet @args
    if ($LASTEXITCODE -ne 0) { throw "dotnet $($args[0]) failed with exit code $LASTEXITCODE." }
}

if (-not (Get-Command -Name dotnet -ErrorAction SilentlyContinue)) {
    throw 'The .NET 10 SDK is needed to build the module. Install it, and open a new session so that dotnet is on the PATH.'
}

foreach ($one in $Task) {
    switch ($one) {
        'Clean' {
            foreach ($folder in @(Join-Path $root 'output') + @(Get-ChildItem -Path (Join-Path $root 'src'), (Join-Path $root 'tests') -Directory -Recurse -Include bin, obj | ForEach-Object FullName)) {
                if (Test-Path -LiteralPath $folder) { Remove-Item -LiteralPath $folder -Recurse -Force }
            }
        }
        'Build' {
            Invoke-DotNet build (Join-Path $root 'MtaSts.sln') --configuration $Configuration
        }
        'Layout' {
            Invoke-DotNet build (Join-Path $root 'src/MtaSts.PowerShell') --configuration $Configuration '-t:LayOutModule'
            Write-Host "Import it with: Import-Module '$(Join-Path $laidOut 'MtaSts.psd1')'"
        }
        'Package' {
            Invoke-DotNet build (Join-Path $root 'src/MtaSts.PowerShell') --configuration $Configuration '-t:PackageModule'
            Get-Content -LiteralPath (Join-Path $root "output/MtaSts-$version.sha256") | Write-Host
        }
        'Test' {
            Invoke-DotNet test (Join-Path $root 'MtaSts.sln')
            & (Join-Path $root 'tests/Pester/Invoke-Suite.ps1') -Module (Join-Path $laidOut 'MtaSts.psd1')
            if ($LASTEXITCODE -ne 0) { throw 'The Pester suite failed.' }
        }
    }
}
