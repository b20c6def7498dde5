# Another realm of the running Keycloak plays a client organisation's own provider: what its people do there and here; read with
# `source`, after sign-in.sh and keycloak-admin.sh. $hospital is the realm's name, and the provider's handle.
# shellcheck shell=bash
# shellcheck disable=SC2154

at_hospital() { KEYCLOAK_REALM=/$hospital keycloak_ask "$@"; }
first_id() { sed -n 's/^\[{"id":"\([^"]*\)".*/\1/p'; }
here() { keycloak_ask GET "/users?exact=true&username=$hospital.$1" | first_id; }
there() { at_hospital GET "/users?exact=true&username=$1" | first_id; }
# The hospital's word for what somebody is.
is_at_hospital() {
    local id role
    id=$(there "$1")
    at_hospital DELETE "/users/$id/role-mappings/realm" --data "[$(at_hospital GET "/users/$id/role-mappings/realm" | tr -d '[]')]"
    for role in "${@:2}"; do
        at_hospital POST "/users/$id/role-mappings/realm" --data "[$(at_hospital GET "/roles/$role")]"
    done
}
is_at() { [[ $AT == "$VISOR_ADDRESS/"* ]]; }
shown() { sed -n 's/.*<h1[^>]*>//p; s/.*kc-page-title[^>]*>//p; s/.*class="instruction">//p' "$JARS/page" | sed 's/<[^>]*>//g; s/^ *//' | tr -s '\n' ' '; }

# hidden NAME: what the page's form carries by that name
hidden() { grep -o "<input[^>]*name=\"$1\"[^>]*>" "$JARS/page" | sed '1!d; s/.*value="//; s/".*//'; }

# A form of SAML's POST binding, which a browser sends by itself: sends it on, however many follow.
sent_on() {
    local jar=$JARS/$1 kind
    while ! is_at && grep -q 'name="SAML\(Request\|Response\)"' "$JARS/page"; do
        kind=$(every 'name="SAMLRe[a-z]*"' <"$JARS/page" | sed '1!d; s/name="//; s/"//')
        hidden "$kind" | sed 's/&#x2b;/+/g; s/&#43;/+/g; s/&#61;/=/g' >"$JARS/$1.$kind"
        _post_form "$jar" --data-urlencode "$kind@$JARS/$1.$kind" --data-urlencode "RelayState=$(hidden RelayState)"
    done
}

# towards NAME [?acr=2]: as far as the hospital's own sign-in, or as far as one goes without
towards() {
    local jar=$JARS/$1 link
    AT=$(_curl --location --cookie "$jar" --cookie-jar "$jar" --output "$JARS/page" --write-out '%{url_effective}' \
        "$VISOR_ADDRESS/oauth2/authorization/visor${2:-}")
    is_at && return
    link=$(every "/realms/visor/broker/$hospital/login?[^\"]*" <"$JARS/page" | sed '1!d; s/&amp;/\&/g')
    [ -n "$link" ] || return 0
    AT=$(_curl --location --cookie "$jar" --cookie-jar "$jar" --output "$JARS/page" --write-out '%{url_effective}' \
        "${VISOR_ISSUER%/realms/visor}$link")
    sent_on "$1"
}

# arrives NAME [?acr=2]: as far as the hospital and a password bring somebody; a browser that the hospital knows is not asked
arrives() {
    local name=$1
    towards "$@"
    if [[ $AT == *"/realms/$hospital/"* ]]; then
        _post_form "$JARS/$name" --data-urlencode "username=$name" --data-urlencode password@<(printf %s "$password")
        sent_on "$name"
    fi
}
fresh() { rm -f "$JARS/$1"; }
session() { api "$1" GET /api/v1/session; }
roles() { session "$1" | sed 's/.*"roles":\[\([^]]*\)\].*/\1/; s/"//g'; }
level() { session "$1" | json assurance; }

# is_out NAME SECONDS: waits until the session is over
is_out() {
    local began=$SECONDS
    until [ "$(session "$1" | json signedIn)" != true ]; do
        [ $((SECONDS - began)) -lt "$2" ] || fail "$1 is still signed in after $2 seconds."
        sleep 0.2
    done
    say "   out after $((SECONDS - began)) seconds"
}

# hospital_person NAME ADDRESS ROLES: of the hospital's, with the roles as JSON
hospital_person() {
    printf '{"username": "%s", "enabled": true, "firstName": "Heidi", "lastName": "Hospital", "email": "%s", "emailVerified": true,
        "realmRoles": [%s], "credentials": [{"type": "password", "value": "%s"}]}' "$1" "$2" "$3" "$password"
}

# Nothing of it is left, whatever became of an earlier test.
hospital_gone() {
    keycloak_admin
    "$provider" remove "$hospital" >/dev/null 2>&1 || true
    at_hospital DELETE "" 2>/dev/null || true
}
