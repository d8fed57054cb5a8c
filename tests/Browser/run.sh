#!/usr/bin/env bash
# Tests the HTML report in a real browser: Debian's chromium, driven by playwright-core. The last line has the totals.
#   tests/Browser/run.sh                tests
#   tests/Browser/run.sh screenshots    writes the pictures in docs/images
# Installs chromium (as root, on Debian) and the two npm packages if they are missing; skips the tests if it cannot.
set -uo pipefail
cd "$(dirname "$0")"

skip() { echo "The browser tests are skipped: $1."; echo "Browser: 0 passed, 0 failed, 1 skipped"; exit 0; }

command -v node > /dev/null && command -v npm > /dev/null || skip "there is no Node.js"
if ! command -v chromium > /dev/null; then
    [ "$(id -u)" = 0 ] && command -v apt-get > /dev/null || skip "there is no chromium, and no right to install it"
    { apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends chromium fonts-dejavu-core; } > /dev/null 2>&1 || skip "chromium could not be installed"
fi
[ -d node_modules/playwright-core ] && [ -d node_modules/axe-core ] || npm ci --no-audit --no-fund --ignore-scripts > /dev/null 2>&1 || skip "npm could not get playwright-core and axe-core"

pages=$(mktemp -d)
trap 'rm -rf "$pages"' EXIT
# The build prints its output first; the pages are written to a temporary folder.
dotnet build Pages --nologo -v quiet && dotnet run --no-build --project Pages -- "$pages" || { echo "The pages could not be written."; echo "Browser: 0 passed, 1 failed, 0 skipped"; exit 1; }
node "${1:-tests}.mjs" "$pages"
