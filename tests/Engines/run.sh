#!/usr/bin/env bash
# Runs the SQL of examples/DuckDB in DuckDB over a folder of reports, and compares each answer with Measure-TlsRptReport's.
# The last line is 'engines: N passed, N failed, N skipped'.
#   tests/Engines/run.sh                         tests
#   tests/Engines/run.sh export 1000000 FOLDER   then read, sum and duckdb with this FOLDER: time and memory (docs/scale.md)
set -uo pipefail
cd "$(dirname "$0")/../.."

# DuckDB comes from NuGet; the tests are not in the solution, so that nothing else needs it.
if ! said=$(dotnet restore tests/Engines --nologo 2>&1); then
    if grep -q "NU1101\|NU1102\|NU1301" <<< "$said"; then
        echo "skip DuckDB: the package DuckDB.NET.Data.Full cannot be had from NuGet"
        echo "engines: 0 passed, 0 failed, 1 skipped"
        exit 0
    fi
    echo "$said"
    echo "engines: 0 passed, 1 failed, 0 skipped"
    exit 1
fi

exec dotnet run --project tests/Engines -c Release -- "$@"
