# Sourced by the scripts of this folder: serves the lab with RSA keys, which Mono and Wine can verify, until stop_lab is called.

start_lab() { # FILE: where the lab writes its ports, its root and the expected verdicts
    local file=$1 log
    log=$(mktemp)
    coproc LAB { dotnet src/MtaSts.Lab/bin/Release/net10.0/MtaSts.Lab.dll --serve --keys rsa --until-stdin-closes --json "$file" > "$log" 2>&1; }
    lab_pid=$LAB_PID
    for _ in $(seq 300); do
        [ -s "$file" ] && { rm -f "$log"; return 0; }
        kill -0 "$lab_pid" 2> /dev/null || break
        sleep 0.1
    done
    cat "$log"; rm -f "$log"
    return 1
}

stop_lab() {
    [ -n "${lab_pid:-}" ] && kill "$lab_pid" 2> /dev/null
    lab_pid=
    return 0
}
