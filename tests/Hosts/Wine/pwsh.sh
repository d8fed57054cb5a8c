#!/usr/bin/env bash
# Runs PowerShell for Windows, which wine.sh has put into output/wine, under Wine, with the given arguments.
# pwsh.exe needs a terminal under Wine, so 'script' provides one; what belongs to the terminal is removed from the output.
set -uo pipefail
folder=$(cd "$(dirname "$0")/../../.." && pwd)/output/wine
export WINEPREFIX=$folder/prefix WINEDEBUG=-all WINEDLLOVERRIDES='mshtml=' DOTNET_ROOT="Z:${folder//\//\\}\\dotnet"
# Wine cannot map pages twice, which .NET does to keep code from being written where it runs.
export DOTNET_EnableWriteXorExecute=0 DOTNET_EnableDiagnostics=0 POWERSHELL_TELEMETRY_OPTOUT=1
log=$(mktemp)
trap 'rm -f "$log"' EXIT
printf -v command '%q ' wine "$folder/pwsh/pwsh.exe" -NoProfile -NonInteractive "$@"
timeout -k 5 "${WINE_SECONDS:-600}" script -fqec "$command" "$log" < /dev/null > /dev/null 2>&1
code=$?
sed 's/\x1b\[[0-9;?]*[A-Za-z]//g; s/\x1b\][^\x07]*\x07//g; s/\r//g' "$log" | grep -av '^Script \|^wine: Read access'
exit $code
