# Looks whether this machine can run Visor; each failure comes with its fix. Read with `source`.
# shellcheck shell=bash

CHECK_FAILED=0
MAVEN_LEAST=3.8.7

# Whether version $1 is $2 or newer.
at_least() { [ "$(printf '%s\n%s\n' "$1" "$2" | sort -V | head -n 1)" = "$2" ]; }

good() { printf '  ok    %-7s %s\n' "$1" "$2"; }
bad() {
    printf '  FAIL  %-7s %s\n        fix:    %s\n' "$1" "$2" "$3"
    CHECK_FAILED=1
}
amber() { printf '  amber %-7s %s\n        fix:    %s\n' "$1" "$2" "$3"; }

check_jdk() {
    if find_jdk; then
        good jdk "$JAVA_HOME"
    else
        bad jdk "no JDK 25 or newer" "install one, for example Eclipse Temurin 25, and set JAVA_HOME to it"
    fi
}

check_tools() {
    local tool version
    for tool in git curl openssl tar awk sha256sum setsid flock pgrep prlimit; do
        command -v "$tool" >/dev/null || bad "$tool" "not installed" "install it with your system's package manager"
    done
    version=$(maven_version)
    if [ -z "$version" ]; then
        bad maven "not installed" "install Maven $MAVEN_LEAST or newer"
    elif ! at_least "$version" "$MAVEN_LEAST"; then
        bad maven "$version is too old" "install Maven $MAVEN_LEAST or newer"
    else
        good maven "$version"
    fi
    version=$(npm --version 2>/dev/null || echo 0)
    if [ "${version%%.*}" -ge 9 ]; then
        good npm "$version"
    else
        bad npm "version 9 or newer is needed, found ${version}" "npm install --global npm@latest, or a newer Node.js"
    fi
    if [ "$(id -u)" -eq 0 ] && [ -z "${VISOR_DATABASE_URL:-}" ] && ! unshare --user true 2>/dev/null; then
        bad unshare "user namespaces are off, and PostgreSQL does not run as root" \
            "start as another user, or set VISOR_DATABASE_URL to a PostgreSQL of your own"
    fi
    check_system
}

# Linux on x86-64 needs nothing of its own; other processors need what Maven and npm have for x86-64 only.
check_system() {
    local system processor version
    system=$(uname -s)
    processor=$(uname -m)
    if [ "$system" != Linux ]; then
        bad system "deploy/run works on Linux, not on $system" "use a Linux machine or a virtual one"
    elif [ "$processor" = x86_64 ]; then
        good system "$system on $processor"
    else
        version=$(node --version 2>/dev/null | sed 's/^v//; s/[.].*//')
        [ "${version:-0}" -ge 24 ] ||
            bad node "the web interface is built with Node.js 24 or newer on $processor" "install it, with its npm"
        if [ -n "${VISOR_DATABASE_URL:-}" ]; then
            good system "$system on $processor, with a database of your own"
        else
            bad system "Visor brings no PostgreSQL for $system on $processor" \
                "set VISOR_DATABASE_URL to a PostgreSQL 18 prepared as deploy/handbook/operator.md says"
        fi
    fi
}

check_bwrap() {
    if ! command -v bwrap >/dev/null; then
        bad bwrap "bubblewrap is not installed, and pictures are decoded inside it" "install the package bubblewrap"
    elif ! bwrap --unshare-all --ro-bind / / true 2>/dev/null; then
        bad bwrap "bubblewrap cannot make its namespaces" \
            "allow user namespaces: sysctl kernel.unprivileged_userns_clone=1 (or kernel.apparmor_restrict_unprivileged_userns=0)"
    else
        good bwrap "$(bwrap --version)"
    fi
}

check_port() {
    if ! port_taken "$2"; then
        good port "$2 is free for $1"
    elif process_of "$1" >/dev/null; then
        good port "$2 is held by Visor's own $1"
    else
        bad port "$2 is taken, $1 needs it" "end the program that listens there, or set $3 to another port"
    fi
}

check_room() {
    local free memory folder=$VISOR_HOME
    # Where nothing is yet, the folder above tells.
    until [ -d "$folder" ]; do folder=$(dirname "$folder"); done
    free=$(df -Pm "$folder" | awk 'NR == 2 { print $4 }')
    if [ "${free:-0}" -ge 4096 ]; then
        good disk "$((free / 1024)) GB free"
    else
        bad disk "${free:-0} MB free in $folder, 4096 are needed" "free some, or set VISOR_HOME to a larger disk"
    fi
    memory=$(awk '/^MemAvailable/ { print int($2 / 1024) }' /proc/meminfo 2>/dev/null || echo 0)
    if [ "$memory" -ge 3000 ] || process_of gateway >/dev/null; then
        good memory "$memory MB available"
    else
        bad memory "$memory MB available, 3000 are needed" "end other programs, or give the machine more"
    fi
}

# One-time codes, certificates and the trail's times all trust the clock.
check_clock() {
    local committed now synchronised
    now=$(date +%s)
    committed=$(git -C "$ROOT" log -1 --format=%ct 2>/dev/null || echo 0)
    synchronised=$(clock_synchronised)
    if [ "$now" -lt "$((committed - 300))" ]; then
        bad clock "it says $(date -u +%FT%TZ), which is before Visor itself was written" "timedatectl set-ntp true"
    elif [ "$synchronised" = yes ]; then
        good clock "$(date -u +%FT%TZ), synchronised"
    elif [ "$synchronised" = no ]; then
        amber clock "$(date -u +%FT%TZ), not synchronised; one-time codes allow half a minute" "timedatectl set-ntp true"
    else
        amber clock "$(date -u +%FT%TZ); nothing here tells whether that is right, one-time codes allow half a minute" \
            "compare it, or run a time service such as chrony"
    fi
}

# Prints yes, no, or unknown: what systemd or chrony says of the clock.
clock_synchronised() {
    local said
    said=$(timedatectl show --property=NTPSynchronized --value 2>/dev/null || true)
    if [ "$said" = yes ] || [ "$said" = no ]; then
        echo "$said"
    elif command -v chronyc >/dev/null && said=$(chronyc -c tracking 2>/dev/null); then
        [ "$(cut -d, -f 14 <<<"$said")" = "Not synchronised" ] && echo no || echo yes
    else
        echo unknown
    fi
}

# Ends a start that is to be for production with what the gateway would refuse, before Keycloak is made; a sentence each.
production_check() {
    local faults=()
    [[ $VISOR_ADDRESS == https://* ]] ||
        faults+=("VISOR_ADDRESS is no https address: set it to where people reach Visor, through a proxy with TLS.")
    [[ $VISOR_ISSUER == https://* ]] ||
        faults+=("VISOR_ISSUER is no https address: set it to where people reach Keycloak's realm, through a proxy with TLS.")
    [ ! -e "$VISOR_CONFIG/demo-people" ] ||
        faults+=("The demonstration's people can sign in: begin with a new VISOR_HOME and a new VISOR_CONFIG.")
    case $(realpath -m "$VISOR_CONFIG")/ in
    "$(realpath -m "$VISOR_HOME")"/* | "$(dirname "$(realpath -m "$VISOR_HOME")")"/*)
        faults+=("The root keys' folder lies beside the data: set VISOR_CONFIG to a folder that no copy of VISOR_HOME takes along.")
        ;;
    esac
    [ ${#faults[@]} -eq 0 ] || fail "This is not fit for production:$(printf '\n  %s' "${faults[@]}")"
}

check_all() {
    say "Looking at this machine:"
    check_jdk
    check_tools
    check_bwrap
    check_port gateway "$VISOR_PORT" VISOR_PORT
    check_port keycloak "$VISOR_KEYCLOAK_PORT" VISOR_KEYCLOAK_PORT
    if [ "${VISOR_DATABASE_PORT:-0}" -ne 0 ]; then
        check_port gateway "$VISOR_DATABASE_PORT" VISOR_DATABASE_PORT
    else
        good port "PostgreSQL takes a free one on the loopback address"
    fi
    check_room
    check_clock
    return "$CHECK_FAILED"
}
