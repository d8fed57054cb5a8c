#!/usr/bin/env bash
# Compares the module's verdict and evidence for a table of domains with the output of dig, curl and openssl for the same
# BIND, Unbound, nginx and Postfix, and with the fate of mail that another Postfix sends there under MTA-STS.
# Everything runs in a separate network namespace. The last line is 'servers: N passed, N failed, N skipped'.
set -u
cd "$(dirname "$0")/../.."

skip() { echo "skip servers: $1"; echo "servers: 0 passed, 0 failed, 1 skipped"; exit 0; }

[ "$(uname -s)" = Linux ] || skip "needs the network namespaces of Linux"
[ "$(id -u)" = 0 ] || skip "needs root, for a network namespace with the ports 25, 53 and 443"

declare -A packages=(
    [named]=bind9 [dnssec-signzone]=bind9-utils [dig]=bind9-dnsutils [unbound]=unbound [nginx]=nginx-light [postfix]=postfix
    [mta-sts-daemon]=postfix-mta-sts-resolver [openssl]=openssl [curl]=curl [ip]=iproute2 [unshare]=util-linux)
export PATH=$PATH:/usr/sbin:/sbin
missing=()
for program in "${!packages[@]}"; do command -v "$program" >/dev/null || missing+=("${packages[$program]}"); done
if [ ${#missing[@]} -gt 0 ] && command -v apt-get >/dev/null; then
    # No daemon may start when its package is installed: this machine may have no policy-rc.d that prevents it.
    policy=/usr/sbin/policy-rc.d
    if [ ! -e "$policy" ]; then printf '#!/bin/sh\nexit 101\n' > "$policy"; chmod +x "$policy"; trap 'rm -f /usr/sbin/policy-rc.d' EXIT; fi
    # One by one: not every release of Debian has all of them.
    { apt-get update -qq
      for package in "${missing[@]}"; do DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$package"; done
    } </dev/null >/dev/null 2>&1
    [ "$(trap -p EXIT)" ] && { rm -f "$policy"; trap - EXIT; }

    # New daemons must not start at the next boot either.
    declare -A units=([bind9]=named [unbound]=unbound [nginx-light]=nginx [postfix]=postfix [postfix-mta-sts-resolver]=postfix-mta-sts-resolver)
    for package in "${missing[@]}"; do
        [ -n "${units[$package]:-}" ] && command -v deb-systemd-helper >/dev/null && deb-systemd-helper disable "${units[$package]}.service" >/dev/null 2>&1
    done
fi
for program in "${!packages[@]}"; do
    # The runner skips the mail tests when the policy daemon is not installed.
    command -v "$program" >/dev/null || [ "$program" = mta-sts-daemon ] || skip "$program is not installed (package ${packages[$program]})"
done

# Separate namespaces for processes, mounts and network, so that everything it starts ends with it.
inside=(unshare --net --mount --pid --fork --kill-child --mount-proc --propagation private)
"${inside[@]}" bash -c 'ip link set lo up && ip route add local 192.0.2.0/24 dev lo && mount --bind /dev/null /etc/resolv.conf' 2>/dev/null \
    || skip "this machine does not allow network and mount namespaces"

projects=(tests/Integration/Servers tests/Integration/Servers.NetStandard)
programs=()
for project in "${projects[@]}"; do
    dotnet build "$project" -c Release --nologo -v quiet || { echo "servers: 0 passed, 1 failed, 0 skipped"; exit 1; }
    programs+=("$project/bin/Release/net10.0/MtaSts.Integration.${project##*/}.dll")
done

folder=$(mktemp -d /tmp/mtasts-servers-XXXXXX)
trap 'rm -rf "$folder"' EXIT
chmod 755 "$folder"
printf 'nameserver 192.0.2.1\n' > "$folder/resolv.conf"
export -n http_proxy https_proxy HTTP_PROXY HTTPS_PROXY ALL_PROXY all_proxy
"${inside[@]}" bash -c '
    set -e
    ip link set lo up
    # The documentation addresses are assigned to this machine.
    for net in 192.0.2.0/24 198.51.100.0/24 203.0.113.0/24; do ip route add local "$net" dev lo; done
    # BIND, and every server with IPv6, listens only on addresses of an interface.
    ip address add 192.0.2.53/32 dev lo
    for i in 1 2 3 4; do ip address add "2001:db8::$i/128" dev lo nodad 2>/dev/null || true; done
    mount --bind "$1/resolv.conf" /etc/resolv.conf
    exec dotnet "$2" "$1" "$3"' servers "$folder" "${programs[@]}"
