# What the tests need besides the JDK, Maven and npm; read with `source`.
# shellcheck shell=bash

# program, or file of a library: Debian's package
GO_LIBRARIES=/usr/share/gocode/src/golang.org/x
TOOLS="chromium:chromium softhsm2-util:softhsm2 bwrap:bubblewrap age:age minisign:minisign strace:strace go:golang-go
    $GO_LIBRARIES/mod/sumdb/tlog/tlog.go:golang-golang-x-mod-dev
    $GO_LIBRARIES/crypto/sha3/sha3.go:golang-golang-x-crypto-dev"

tools_install() {
    local tool missing=()
    for tool in $TOOLS; do
        [ -e "${tool%%:*}" ] || command -v "${tool%%:*}" >/dev/null || missing+=("${tool#*:}")
    done
    [ ${#missing[@]} -gt 0 ] || return 0
    if [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null; then
        say "installing ${missing[*]}"
        if apt-get update -qq >"$LOGS/apt.log" 2>&1 &&
            DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" \
                >>"$LOGS/apt.log" 2>&1; then
            return 0
        fi
        fail "These packages could not be installed: ${missing[*]}; see $LOGS/apt.log"
    fi
    fail "The tests need these packages, install them first: ${missing[*]}"
}
