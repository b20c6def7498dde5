# Asks the running Keycloak as its first administrator; read with `source`, after keycloak.sh.
# shellcheck shell=bash

KEYCLOAK_SERVER=http://localhost:$VISOR_KEYCLOAK_PORT

# Its own sign-in; what it is good for ends after a minute.
keycloak_admin() {
    process_of keycloak >/dev/null || fail "Keycloak does not run here: deploy/run starts it."
    # Nothing secret stands in a command line, which others on the machine can read.
    keycloak_token=$(curl --silent --show-error --noproxy '*' --max-time 60 --data grant_type=password \
        --data client_id=admin-cli --data username=admin \
        --data-urlencode password@<(printf %s "$(value "$KEYCLOAK_SECRETS" admin.password)") \
        "$KEYCLOAK_SERVER/realms/master/protocol/openid-connect/token" | sed -n 's/.*"access_token":"\([^"]*\)".*/\1/p')
    [ -n "$keycloak_token" ] || fail "Keycloak does not let its first administrator in (admin.password in $KEYCLOAK_SECRETS)."
}

# keycloak_ask METHOD PATH [curl's arguments]: in the realm visor, or where KEYCLOAK_REALM says, empty for the realms themselves
keycloak_ask() {
    local method=$1 path=$2
    shift 2
    curl --silent --show-error --fail --noproxy '*' --max-time 60 --request "$method" \
        --header @<(printf 'Authorization: Bearer %s\n' "$keycloak_token") --header 'Content-Type: application/json' "$@" \
        "$KEYCLOAK_SERVER/admin/realms${KEYCLOAK_REALM-/visor}$path"
}
