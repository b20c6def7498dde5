# A client organisation's provider that speaks SAML 2.0, as deploy/identity-provider tells Keycloak of it; read with `source`, after
# keycloak-admin.sh.
# shellcheck shell=bash

# saml_described URL: Keycloak reads the provider's metadata; sets saml_issuer, saml_sign_on, saml_sign_off and saml_keys.
saml_described() {
    local described
    described=$(keycloak_ask POST /identity-provider/import-config --data "{\"providerId\": \"saml\", \"fromUrl\": \"$1\"}") ||
        fail "Keycloak cannot read $1."
    saml_issuer=$(json idpEntityId <<<"$described")
    saml_sign_on=$(json singleSignOnServiceUrl <<<"$described")
    saml_sign_off=$(json singleLogoutServiceUrl <<<"$described")
    saml_keys=$(json signingCertificate <<<"$described")
    [[ $saml_issuer =~ ^[^\"\\[:space:]]{1,1024}$ ]] || fail "$1 names no entity."
    [[ $saml_keys =~ ^[A-Za-z0-9+/=,]+$ ]] || fail "$1 names no key that an answer could be proved by."
    local address
    for address in "$saml_sign_on" ${saml_sign_off:+"$saml_sign_off"}; do
        [[ $address =~ ^https://[^\"\\[:space:]]+$ || $address =~ ^http://localhost[:/][^\"\\[:space:]]+$ ]] ||
            fail "$1 names no address over TLS where people sign in."
    done
}

# Answers and the assertions in them are signed, each, and so are our own questions. A key that the provider puts in the place of
# another is read from its metadata. What it says of a second factor is not asked for.
# saml_provider ENABLED HANDLE TENANT METADATA-URL
saml_provider() {
    cat <<PROVIDER
{
  "alias": "$2",
  "displayName": "$2",
  "providerId": "saml",
  "enabled": $1,
  "trustEmail": false,
  "storeToken": false,
  "addReadTokenRoleOnCreate": false,
  "linkOnly": false,
  "firstBrokerLoginFlowAlias": "visor first broker login",
  "postBrokerLoginFlowAlias": "visor after broker",
  "config": {
    "visor.tenant": "$3",
    "entityId": "$VISOR_ISSUER",
    "idpEntityId": "$saml_issuer",
    "singleSignOnServiceUrl": "$saml_sign_on",
    "singleLogoutServiceUrl": "$saml_sign_off",
    "signingCertificate": "$saml_keys",
    "metadataDescriptorUrl": "$4",
    "useMetadataDescriptorUrl": "true",
    "validateSignature": "true",
    "wantAssertionsSigned": "true",
    "wantAuthnRequestsSigned": "true",
    "signatureAlgorithm": "RSA_SHA256",
    "postBindingAuthnRequest": "true",
    "postBindingResponse": "true",
    "postBindingLogout": "true",
    "artifactBindingResponse": "false",
    "nameIDPolicyFormat": "urn:oasis:names:tc:SAML:2.0:nameid-format:persistent",
    "principalType": "SUBJECT",
    "allowCreate": "true",
    "allowedClockSkew": "30",
    "backchannelSupported": "false",
    "syncMode": "FORCE"
  }
}
PROVIDER
}
