#!/usr/bin/env bash
# Runs the netstandard2.0 build on Mono, a second runtime for programs of .NET Framework: the tests of the core, and the verdict
# on every domain of the lab, which runs on .NET beside it. The last line is 'NAME: N passed, N failed, N skipped'.
#   tests/Hosts/mono.sh [tests|scenarios]
# Installs mono-runtime and mono-devel (as root, on Debian) if they are missing; says why if it cannot.
set -uo pipefail
cd "$(dirname "$0")/../.."
. tests/Hosts/lab.sh
part=${1:-all} passed=0 failed=0 skipped=0

skip() { echo "Mono is skipped: $1."; echo "Mono: 0 passed, 0 failed, 1 skipped"; exit 0; }

if ! command -v mono > /dev/null; then
    [ "$(id -u)" = 0 ] && command -v apt-get > /dev/null || skip "it is not installed, and this user cannot install it"
    { apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends mono-runtime mono-devel; } > /dev/null 2>&1 ||
        skip "it could not be installed"
fi

work=$(mktemp -d)
trap 'stop_lab; rm -rf "$work"' EXIT

build() { dotnet build "$@" -c Release --nologo -v quiet || { echo "Mono: 0 passed, 1 failed, 0 skipped"; exit 1; }; }

if [ "$part" != scenarios ]; then
    build tests/Hosts/Mono/Tests
    runner=$(ls -d "${NUGET_PACKAGES:-$HOME/.nuget/packages}"/xunit.runner.console/*/tools/net472/xunit.console.exe | tail -1)
    # Names of tests, one per line, after comments that say why they may fail here; then they count as skipped.
    known=$(grep -v '^ *#' tests/Hosts/Mono/known-failures.txt | grep .)
    (cd tests/Hosts/Mono/Tests/bin/Release/net472 && timeout 1200 mono "$runner" MtaSts.Core.Tests.dll -noappdomain -nologo -parallel none -xml "$work/tests.xml") > "$work/log" 2>&1
    if [ -s "$work/tests.xml" ]; then
        mapfile -t fails < <(grep -o '<test [^>]*result="Fail"' "$work/tests.xml" | sed -n 's/.* type="\([^"]*\)" method="\([^"]*\)".*/\1.\2/p')
        passed=$(grep -c 'result="Pass"' <(grep -o '<test [^>]*>' "$work/tests.xml"))
        skipped=$(grep -c 'result="Skip"' <(grep -o '<test [^>]*>' "$work/tests.xml"))
        for name in "${fails[@]}"; do
            if grep -qxF "$name" <<< "$known"; then skipped=$((skipped + 1)); echo "known: $name"; else failed=$((failed + 1)); fi
        done
        [ "$failed" = 0 ] || grep -A12 '\[FAIL\]' "$work/log" | cut -c1-250
        [ "$passed" != 0 ] || failed=$((failed + 1))
    else
        echo "The tests did not end:"; tail -40 "$work/log"; failed=1
    fi
    echo "The core's tests on Mono: $passed passed, $failed failed, $skipped skipped"
fi

if [ "$part" != tests ]; then
    build tests/Hosts/Mono/Scenarios
    build src/MtaSts.Lab
    if start_lab "$work/lab.json"; then
        timeout 600 mono tests/Hosts/Mono/Scenarios/bin/Release/net472/MtaSts.Scenarios.exe "$work/lab.json" 2>&1 | tee "$work/scenarios"
        if [[ $(tail -1 "$work/scenarios") =~ ([0-9]+)\ passed,\ ([0-9]+)\ failed ]]; then
            passed=$((passed + BASH_REMATCH[1])); failed=$((failed + BASH_REMATCH[2]))
        else
            failed=$((failed + 1))
        fi
    else
        failed=$((failed + 1))
    fi
fi

echo "Mono: $passed passed, $failed failed, $skipped skipped"
[ "$failed" -eq 0 ]
