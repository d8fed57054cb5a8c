#!/usr/bin/env bash
# Serves the output of Export-MtaStsSite with real servers on loopback: each configuration passes through its server's
# own check, and each policy is fetched like a sender fetches it. The last line is 'N passed, N failed, N skipped'.
set -u
cd "$(dirname "$0")/../.."

missing=()
command -v nginx >/dev/null || missing+=(nginx-light)
command -v apache2 >/dev/null || missing+=(apache2)
command -v caddy >/dev/null || missing+=(caddy)
if [ ${#missing[@]} -gt 0 ] && command -v apt-get >/dev/null && [ "$(id -u)" = 0 ]; then
    # If they cannot be installed, the checks that need them are skipped with a message.
    { apt-get update -qq; DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}"; } >/dev/null 2>&1 || true
fi

# Cloudflare's runtime comes from npm; without it the Worker is tested in Node alone, and the skipped trial says so.
if ! command -v workerd >/dev/null; then
    if [ ! -x output/workerd/node_modules/workerd/bin/workerd ] && command -v npm >/dev/null; then
        npm install --prefix output/workerd --no-audit --no-fund --silent workerd@1.20261117.1 >/dev/null 2>&1 || true
    fi
    PATH="$PATH:$PWD/output/workerd/node_modules/workerd/bin"
fi

exec dotnet run --project tests/Integration/Hosting -c Release -- "$@"
