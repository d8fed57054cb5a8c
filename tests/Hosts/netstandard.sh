#!/usr/bin/env bash
# Runs the Pester suite in PowerShell 7 once more, with the netstandard2.0 build that Windows PowerShell 5.1 loads.
# The last line is 'NAME: N passed, N failed, N skipped'.
#   tests/Hosts/netstandard.sh [FILTER]    FILTER: only the test files whose name contains it
set -uo pipefail
cd "$(dirname "$0")/../.."

skip() { echo "The suite is skipped: $1."; echo "Pester, netstandard2.0: 0 passed, 0 failed, 1 skipped"; exit 0; }

pwsh=${MTASTS_PWSH:-$(command -v pwsh || echo output/powershell/pwsh)}
[ -x "$pwsh" ] || skip "there is no pwsh on the PATH, in MTASTS_PWSH or in output/powershell"
module=$(ls output/MtaSts/*/MtaSts.psd1 2> /dev/null | tail -1)
[ -n "$module" ] || { echo "The module is not laid out. Run: dotnet build src/MtaSts.PowerShell -c Release -t:LayOutModule"; exit 1; }

copy=$(mktemp -d)
trap 'rm -rf "$copy"' EXIT
cp -r "$(dirname "$module")" "$copy/"
manifest=$copy/$(basename "$(dirname "$module")")/MtaSts.psd1
sed -i "s|^\( *RootModule *=\).*|\1 'bin/netstandard2.0/MtaSts.PowerShell.dll'|" "$manifest"
# A run of the other build must not count as a run of this one.
loaded=$("$pwsh" -NoProfile -NonInteractive -Command "Import-Module '$manifest'; (Get-Command Test-MtaSts).ImplementingType.Assembly.Location")
[ "$loaded" = "$(dirname "$manifest")/bin/netstandard2.0/MtaSts.PowerShell.dll" ] || { echo "PowerShell loaded another build: $loaded"; exit 1; }

"$pwsh" -NoProfile -NonInteractive -File tests/Pester/Invoke-Suite.ps1 -Module "$manifest" -ExcludeTag MatchingBuild ${1:+-Filter "$1"} 2>&1 |
    sed -u 's/^Pester: \([0-9]* passed\)/Pester, netstandard2.0: \1/'
