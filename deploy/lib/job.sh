# What the demonstration and the main job both do, over the HTTP API; read with `source`, after sign-in.sh.
# shellcheck shell=bash

PHOTOGRAPHS=$ROOT/redaction/node_modules/@vladmandic/face-api/demo
MANIFEST=$ROOT/deploy/lib/demo-manifest.csv

# post NAME PATH JSON [curl's arguments]
post() {
    local name=$1 path=$2 data=$3
    shift 3
    api "$name" POST "$path" --header 'Content-Type: application/json' --data "$data" "$@"
}

# take_in WHAT PATH JSON: as the administrator; what is there already stays.
take_in() {
    post ada "$2" "$3" >/dev/null
    case $(status_of ada) in
    2* | 409) ;;
    *) fail "$1 could not be created: the gateway answered $(status_of ada)" ;;
    esac
}

set_up_organisations() {
    sign_in ada 2
    take_in "The tenant acme" /api/v1/tenants '{"handle": "acme"}'
    take_in "The tenant globex" /api/v1/tenants '{"handle": "globex"}'
    take_in "The team north-1" /api/v1/teams '{"workforce": "north", "team": "north-1", "country": "DE"}'
    # A team from before workplaces were recorded has none, and no work.
    api ada PUT /api/v1/teams/north-1/workplace --header 'Content-Type: application/json' --data '{"country": "DE"}' >/dev/null
    must ada "The workplace of north-1"
}

# create_project NAME PURPOSE: as clara, for the team north-1; sets project.
create_project() {
    project=$(post clara /api/v1/projects "{\"name\": \"$1\", \"purpose\": \"$2\",
        \"legalBasis\": \"gdpr-9-2-a\", \"schema\": \"ibug68\", \"viewProfile\": \"face-oval\", \"retention\": \"P90D\",
        \"use\": {\"kind\": \"measurement\"},
        \"teams\": [{\"team\": \"north-1\", \"from\": \"$(date -u -d '-1 minute' +%FT%TZ)\",
            \"until\": \"$(date -u -d '+90 days' +%FT%TZ)\"}]}" | json id)
    must clara "The project"
}

# upload_photographs PROJECT LABEL: as clara; waits until the workers looked at all; sets batch and standing.
upload_photographs() {
    local number refused
    batch=$(post clara "/api/v1/projects/$1/batches" "{\"label\": \"$2\"}" | json id)
    must clara "The batch"
    refused=$(api clara POST "/api/v1/batches/$batch/manifest?dryRun=true" --header 'Content-Type: text/csv' \
        --data-binary "@$MANIFEST" | json refused)
    must clara "The manifest's dry run"
    [ "$refused" = 0 ] || fail "$refused rows of the manifest would be refused."
    api clara POST "/api/v1/batches/$batch/manifest" --header 'Content-Type: text/csv' \
        --data-binary "@$MANIFEST" >/dev/null
    must clara "The manifest"
    for number in 1 2 3 4 5 6; do
        api clara POST "/api/v1/batches/$batch/files" --header 'Content-Type: application/octet-stream' \
            --header "Visor-File-Name: sample$number.jpg" --data-binary "@$PHOTOGRAPHS/sample$number.jpg" >/dev/null
        must clara "Photograph $number"
    done
    close_batch
}

# close_batch: as clara; waits until the workers looked at all of $batch; sets standing.
close_batch() {
    local left
    api clara POST "/api/v1/batches/$batch/close" >/dev/null
    must clara "Closing the batch"
    for ((left = 1200; left > 0; left--)); do
        standing=$(api clara GET "/api/v1/batches/$batch")
        [ "$(json state <<<"$standing")" = checking ] || break
        sleep 0.5
    done
}

# audit ARGUMENTS: the offline verifier.
audit() { "$JAVA_HOME/bin/java" -jar "$ROOT/audit/target/visor-audit.jar" "$@"; }
