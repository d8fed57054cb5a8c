#!/usr/bin/env bash
# Packs the module twice, from two copies of the sources in folders with different names, and compares the bytes. Then
# NuGet's client installs the nupkg from a folder, and PowerShell imports the content of both packages.
set -uo pipefail
cd "$(dirname "$0")/../.."
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
passed=0 failed=0 skipped=0
check() { if "${@:2}"; then echo "ok: $1"; passed=$((passed + 1)); else echo "FAILED: $1"; failed=$((failed + 1)); fi; }

pack() {
    mkdir -p "$1"
    git ls-files -z --cached --others --exclude-standard | while IFS= read -r -d '' file; do [ -e "$file" ] && printf '%s\0' "$file"; done | xargs -0 cp --parents -t "$1"
    (cd "$1" && dotnet build src/MtaSts.PowerShell -c Release -t:PackageModule -v quiet -clp:NoSummary -nr:false)
}

# Restores a project that downloads the package, from the folder only.
nuget_installs() {
    mkdir -p "$work/client"
    cat > "$work/client/client.csproj" <<XML
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup>
    <TargetFramework>net10.0</TargetFramework>
    <RestoreSources>$work/one/output</RestoreSources>
    <RestorePackagesPath>$work/client/packages</RestorePackagesPath>
  </PropertyGroup>
  <ItemGroup><PackageDownload Include="MtaSts" Version="[$version]" /></ItemGroup>
</Project>
XML
    dotnet restore "$work/client" --verbosity quiet && diff -r --exclude=.nupkg.metadata --exclude='*.nupkg*' --exclude='*.nuspec' "$work/one/output/MtaSts/$version" "$work/client/packages/mtasts/$version"
}

imports() {
    "$pwsh" -NoProfile -NonInteractive -Command "
        \$ErrorActionPreference = 'Stop'
        \$manifest = Test-ModuleManifest '$1'
        Import-Module '$1'
        if (\$manifest.FileList.Count -ne @(Get-ChildItem (Split-Path '$1') -Recurse -File | Where-Object Name -notmatch 'nupkg|nuspec').Count) { throw 'FileList' }
        if (-not \$manifest.ReleaseNotes -or -not \$manifest.LicenseUri) { throw 'The manifest is not complete.' }
        if (-not ('v=STSv1; id=1;' | ConvertFrom-MtaStsRecord).IsValid) { throw 'The cmdlets do not work.' }"
}

check "packs" pack "$work/one"
check "packs in another folder" pack "$work/another folder/of another name"
version=$(ls "$work/one/output/MtaSts")
check "gives the same bytes" diff "$work/one/output/MtaSts-$version.sha256" "$work/another folder/of another name/output/MtaSts-$version.sha256"
check "has checksums that hold" bash -c "cd '$work/one/output' && sha256sum --check --strict MtaSts-$version.sha256"
check "NuGet's client installs the nupkg" nuget_installs
pwsh=${MTASTS_PWSH:-$(command -v pwsh || true)}
if [ -n "$pwsh" ]; then
    check "PowerShell imports the nupkg's files" imports "$work/client/packages/mtasts/$version/MtaSts.psd1"
    if command -v unzip > /dev/null; then
        unzip -q "$work/one/output/MtaSts-$version.zip" -d "$work/modules"
        check "PowerShell imports the zip's files" imports "$work/modules/MtaSts/$version/MtaSts.psd1"
    else
        skipped=$((skipped + 1)); echo "skipped: the zip's files (there is no unzip)"
    fi
else
    skipped=$((skipped + 2)); echo "skipped: importing (there is no pwsh on the PATH, and MTASTS_PWSH is not set)"
fi

echo "package: $passed passed, $failed failed, $skipped skipped"
[ "$failed" -eq 0 ]
