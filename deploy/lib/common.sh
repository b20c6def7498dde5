# Shared by the scripts in deploy; read with `source`, never run.
# shellcheck shell=bash

ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
VISOR_HOME=${VISOR_HOME:-$ROOT/var}
case $VISOR_HOME in /*) ;; *) VISOR_HOME=$PWD/$VISOR_HOME ;; esac
export VISOR_HOME
export VISOR_CONFIG=${VISOR_CONFIG:-${XDG_CONFIG_HOME:-$HOME/.config}/visor}
VISOR_PORT=${VISOR_PORT:-8080}
VISOR_KEYCLOAK_PORT=${VISOR_KEYCLOAK_PORT:-8180}
export VISOR_ADDRESS=${VISOR_ADDRESS:-http://localhost:$VISOR_PORT}
export VISOR_ISSUER=${VISOR_ISSUER:-http://localhost:$VISOR_KEYCLOAK_PORT/realms/visor}

LOGS=$VISOR_HOME/log
PIDS=$VISOR_HOME/run

say() { printf '%s\n' "$*"; }
fail() {
    printf 'visor: %s\n' "$*" >&2
    exit 1
}

# What a start prints once and everybody may see.
step() { printf '  %-9s %s\n' "$1" "$2"; }

make_folders() {
    mkdir -p "$LOGS" "$PIDS" "$VISOR_HOME/models"
    mkdir -p "$VISOR_CONFIG"
    chmod 700 "$VISOR_CONFIG"
}

# The release of the JDK in folder $1: 25 for 25.0.1; 0 where there is no JDK.
jdk_release() {
    if [ -x "$1/bin/javac" ] && [ -r "$1/release" ]; then
        sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release"
    else
        echo 0
    fi
}

# Sets JAVA_HOME to a JDK 25 or newer: the one that is set, the one on the PATH, or one in the usual places.
find_jdk() {
    local candidate on_path
    on_path=$(command -v javac || true)
    [ -z "$on_path" ] || on_path=$(dirname "$(dirname "$(readlink -f "$on_path")")")
    for candidate in "${JAVA_HOME:-}" "$on_path" /usr/lib/jvm/* /opt/*jdk* /opt/java/* \
        "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/* /usr/local/lib/jvm/*; do
        if [ -n "$candidate" ] && [ "$(jdk_release "$candidate")" -ge 25 ] 2>/dev/null; then
            export JAVA_HOME=$candidate
            return 0
        fi
    done
    return 1
}

need_jdk() {
    find_jdk || fail "JDK 25 or newer was not found: install one, for example Eclipse Temurin 25, and set JAVA_HOME to it."
}

# Prints Maven's version, such as 3.8.7, or nothing.
maven_version() {
    mvn -Dstyle.color=never --version 2>/dev/null | sed -n 's/.*Apache Maven \([0-9.]*\).*/\1/p'
}

# Maven 3.8 does not read MAVEN_ARGS by itself.
maven() {
    local arguments=()
    if [ -n "${MAVEN_ARGS:-}" ] && [[ $(maven_version) == 3.[0-8].* ]]; then
        read -ra arguments <<<"$MAVEN_ARGS"
    fi
    (cd "$ROOT" && mvn -Dstyle.color=never "${arguments[@]}" "$@" </dev/null)
}

# Runs Maven with its output in log $1, and shows what is built, what is fetched and how far it is. $2...: Maven's
# arguments. Without --batch-mode Maven counts while it fetches, on one line that it writes over and over.
maven_shown() {
    local log=$1
    shift
    if maven "$@" 2>&1 | awk -v RS='[\r\n]' -v to="$log" '
        /^Progress \(/ {
            if (match($0, /[0-9.]+\/[0-9.]+ MB/)) {
                split(substr($0, RSTART, RLENGTH), part, /[\/ ]/)
                if (part[2] >= 20 && part[1] - shown >= part[2] / 8) {
                    shown = part[1]
                    print "            " int(part[1]) " of " int(part[2]) " MB"; fflush()
                } else if (part[1] < shown) shown = 0
            }
            next
        }
        { print > to; fflush(to) }
        /^\[INFO\] Building .*\[[0-9]+\/[0-9]+\]/ { sub(/^\[INFO\] /, ""); gsub(/  +/, " "); print "            " $0; fflush(); next }
        /^fetching / { print "            " $0; fflush(); next }
        /^\[INFO\] --- exec(-maven-plugin)?:.* \(/ { sub(/^[^(]*\(/, ""); sub(/ ?[()@].*/, ""); print "            " $0; fflush(); next }
        /Downloaded from/ { n++; f = $0; sub(/ \(.*/, "", f); sub(/.*\//, "", f)
            if (n == 1 || n % 50 == 0) { print "            fetched " n " files, now " f; fflush() } }'; then
        return 0
    fi
    say ""
    grep -E '^\[ERROR\]|^npm (error|ERR!)|^visor:' "$log" |
        grep -vE '^.ERROR. .Help 1|Re-run Maven|For more information|full stack trace|^\[ERROR\] *$|complete log of this run' |
        head -n 20 >&2 || true
    if grep -qE '^npm (error|ERR!)' "$log"; then
        fail "npm failed; the whole output is in $log. A package named above that could not be fetched is one that your npm mirror or proxy (npm config) does not let through."
    elif grep -qE 'Could not transfer|Could not find artifact|Could not resolve|Non-resolvable' "$log"; then
        fail "Maven could not fetch what is named above; the whole output is in $log. Your Maven mirror or proxy (~/.m2/settings.xml) does not let it through, or does not have it."
    fi
    fail "Maven failed; the whole output is in $log."
}

random_word() {
    # 80 bits in letters and digits that are hard to mistake.
    LC_ALL=C tr -dc 'a-km-np-z2-9' </dev/urandom | head -c 16 | sed 's/..../&-/g; s/-$//' || true
}

random_base32() { LC_ALL=C tr -dc 'A-Z2-7' </dev/urandom | head -c 32 || true; }

# Prints value $2 from the private file $1, lines of name=value.
value() { sed -n "s/^$2=//p" "$1"; }

# Adds name $2 with value $3 to the private file $1, unless it is there.
remember() {
    (umask 077 && touch "$1")
    grep -q "^$2=" "$1" || printf '%s=%s\n' "$2" "$3" >>"$1"
}

# Whether address $1 answers within $2 seconds.
answers() { curl --silent --fail --output /dev/null --max-time "${2:-5}" --noproxy '*' "$1"; }

# Whether the gateway found no YuNet: its fallback leaves a face of the sample photographs to a person now and then.
fallback_detector() {
    local health
    health=$(curl --silent --max-time 60 --noproxy '*' "$VISOR_ADDRESS/actuator/health")
    [[ $health == *"fallback detector"* ]]
}

# Whether anybody listens on port $1 of this machine.
port_taken() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

# The process of part $1 (keycloak, gateway), if it runs; a number that another program took over does not count.
process_of() {
    local file=$PIDS/$1.pid pid
    [ -r "$file" ] || return 1
    pid=$(cat "$file")
    grep -qa -- "visor.part=$1" "/proc/$pid/cmdline" 2>/dev/null || return 1
    echo "$pid"
}

# Ends part $1; gives it $2 seconds to finish by itself.
end_part() {
    local pid left=$(($2 * 5))
    pid=$(process_of "$1") || return 0
    kill "$pid" 2>/dev/null || true
    while [ -d "/proc/$pid" ] && ! grep -q '^State:.Z' "/proc/$pid/status" 2>/dev/null; do
        left=$((left - 1))
        if [ "$left" -le 0 ]; then
            kill -9 "$pid" 2>/dev/null || true
            break
        fi
        sleep 0.2
    done
    rm -f "$PIDS/$1.pid"
    step "$1" "stopped"
}

# Waits until address $2 of part $1 answers; $3 seconds at most.
wait_for() {
    local pid left=$(($3 * 4))
    until answers "$2"; do
        left=$((left - 1))
        pid=$(process_of "$1") || {
            # Spring says it in a sentence after "Description:"; else the innermost cause says it.
            { grep -aA 8 '^Description:' "$LOGS/$1.log" || grep -aE '^Caused by:|ERROR' "$LOGS/$1.log"; } |
                grep -v '^$' | tail -n 8 | cut -c 1-400 >&2 || true
            fail "$1 ended while it was starting; see $LOGS/$1.log"
        }
        [ "$left" -gt 0 ] || fail "$1 (process $pid) does not answer on $2 after $3 seconds; see $LOGS/$1.log"
        sleep 0.25
    done
}
