#!/usr/bin/env bash
# How a test goes through Keycloak's pages as the new person $person, whose browser is the jar $jar. To be sourced after sign-in.sh
# and keycloak-admin.sh.
# shellcheck disable=SC2034,SC2154

# hidden NAME: a hidden field of the page
hidden() { grep -o "<input[^>]*name=\"$1\"[^>]*>" "$JARS/page" | sed '1!d; s/.*value="//; s/".*//'; }
on_page() { grep -q "$1" "$JARS/page"; }
# arrives WHAT PATTERN: the page shows that
arrives() { on_page "$2" || fail "$1: Keycloak shows $(sed -n 's/.*<h1[^>]*>//p; s/.*kc-page-title[^>]*>//p' "$JARS/page" | head -n 2)"; }
# opens ADDRESS: a new browser goes there
opens() {
    rm -f "$jar"
    AT=$(_curl --location --cookie "$jar" --cookie-jar "$jar" --output "$JARS/page" --write-out '%{url_effective}' "$1")
}
# begins PASSWORD [?acr=2]: a new browser goes to sign in
begins() {
    opens "$VISOR_ADDRESS/oauth2/authorization/visor${2:-}"
    _post_form "$jar" --data-urlencode "username=$person" --data-urlencode password@<(printf %s "$1")
}
# enrols: sets a second factor up, whose secret deploy/otp reads in Base32, as a telephone would
enrols() {
    arrives "A second factor" 'name="totpSecret"'
    local secret
    secret=$(hidden totpSecret)
    printf '%s.otp=%s\n' "$person" "$(printf %s "$secret" | base32 | tr -d '=\n')" >"$JARS/demo-people"
    _post_form "$jar" --data-urlencode "totpSecret=$secret" --data-urlencode userLabel=test \
        --data-urlencode totp@<(printf %s "$(VISOR_CONFIG=$JARS "$ROOT/deploy/otp" "$person")")
}
keeps_codes() {
    _post_form "$jar" --data-urlencode "generatedRecoveryAuthnCodes=$(hidden generatedRecoveryAuthnCodes)" \
        --data-urlencode "generatedAt=$(hidden generatedAt)" --data-urlencode "userLabel=test"
}
# id_of NAME: the account's identifier; nothing where there is none
id_of() { keycloak_ask GET "/users?exact=true&username=$1" | sed -n 's/^\[{"id":"\([^"]*\)".*/\1/p'; }
