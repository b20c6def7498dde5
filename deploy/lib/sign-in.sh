# Signs demo people in as their browser would: over the gateway to Keycloak's own form and back, with a cookie jar for
# each person. No token is seen here; the gateway keeps them. Read with `source`, after common.sh.
# shellcheck shell=bash

JARS=$(mktemp -d)
trap 'rm -rf "$JARS"' EXIT
# A script that ends at a failed command says at which.
set -o errtrace
trap 'printf "visor: %s, line %s: %s gave %s\n" "${BASH_SOURCE[0]##*/}" "$LINENO" "${BASH_COMMAND%%[ =]*}" "$?" >&2' ERR

_curl() { curl --silent --show-error --noproxy '*' --max-time 120 "$@"; }

# Posts the form in $JARS/page; $2... are curl's arguments with its fields. Sets AT to where it led.
_post_form() {
    local jar=$1 action
    shift
    action=$(every 'action="[^"]*"' <"$JARS/page" | sed '1!d; s/^action="//; s/"$//; s/&amp;/\&/g')
    AT=$(_curl --location --cookie "$jar" --cookie-jar "$jar" --output "$JARS/page" --write-out '%{url_effective}' \
        "$@" "$action")
}

# sign_in NAME [LEVEL]: level 2 asks for the one-time code as well.
sign_in() {
    local name=$1 level=${2:-1} jar=$JARS/$1 start=$VISOR_ADDRESS/oauth2/authorization/visor password codes=0
    password=$(value "$VISOR_CONFIG/demo-people" "$name.password")
    [ -n "$password" ] || fail "There is no demo person $name."
    [ "$level" = 1 ] || start="$start?acr=$level"
    AT=$(_curl --location --cookie "$jar" --cookie-jar "$jar" --output "$JARS/page" --write-out '%{url_effective}' "$start")
    while [[ $AT != "$VISOR_ADDRESS/"* ]]; do
        if grep -q 'name="password"' "$JARS/page"; then
            [ -n "$password" ] || fail "Keycloak does not take $name's password."
            _post_form "$jar" --data-urlencode "username=$name" --data-urlencode password@<(printf %s "$password")
            password=
        elif grep -q 'name="otp"' "$JARS/page"; then
            codes=$((codes + 1))
            [ "$codes" -le 2 ] || fail "Keycloak does not take $name's one-time code: is the clock right?"
            # A code is good once: the second try waits for the next one.
            [ "$codes" -eq 1 ] || sleep $((30 - $(date +%s) % 30))
            _post_form "$jar" --data-urlencode otp@<(printf %s "$("$ROOT/deploy/otp" "$name")")
        else
            fail "Signing in as $name ended at ${AT%%\?*}"
        fi
    done
    [ "$(api "$name" GET /api/v1/session | json signedIn)" = true ] || fail "The gateway did not sign $name in."
}

# api NAME METHOD PATH [curl's arguments]: prints the answer's body and keeps its headers for status_of and header.
api() {
    local name=$1 method=$2 path=$3 jar=$JARS/$1 csrf
    shift 3
    csrf=$(awk '$6 == "XSRF-TOKEN" { print $7 }' "$jar")
    _curl --request "$method" --cookie "$jar" --cookie-jar "$jar" --header "X-XSRF-TOKEN: $csrf" \
        --dump-header "$JARS/$name.headers" "$@" "$VISOR_ADDRESS$path"
}

# The last answer's status for person $1.
status_of() { awk 'toupper($1) ~ /^HTTP/ { status = $2 } END { print status }' "$JARS/$1.headers"; }

# header NAME HEADER: a header of the last answer.
header() { tr -d '\r' <"$JARS/$1.headers" | awk -v want="$2" 'BEGIN { FS = ": " } tolower($1) == tolower(want) { print $2 }'; }

# every PATTERN: what matches on standard input, a line each. Nothing that matches is no error; what takes the first line
# of it reads to the end (sed '1!d', not head), or grep would die of a closed pipe whenever it is the slower of the two.
every() { grep -o "$1" || [ $? -eq 1 ]; }

# json FIELD: a text, number or truth value from a flat place in the JSON on standard input; the first of that name.
json() { every "\"$1\" *: *\(\"[^\"]*\"\|[^,}\"]*\)" | sed '1!d; s/^"[^"]*" *: *//; s/^"//; s/"$//'; }

# must NAME SENTENCE: the last answer was a success, or this is the end.
must() {
    local status
    status=$(status_of "$1")
    [[ $status == 2* ]] || fail "$2: the gateway answered $status"
}
