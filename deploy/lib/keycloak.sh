# Keycloak for one machine, from its Maven distribution; read with `source`.
# shellcheck shell=bash

KEYCLOAK_VERSION=26.7.3
KEYCLOAK=$VISOR_HOME/keycloak/$KEYCLOAK_VERSION
KEYCLOAK_SECRETS=$VISOR_CONFIG/keycloak.properties
DEMO_PEOPLE=$VISOR_CONFIG/demo-people
PEOPLE="clara rosa anna ben sven lea otto olga eva ada alan gina"
# What is fixed when it is built; a change builds it again.
KEYCLOAK_BUILD="--db=dev-file --health-enabled=true --http-management-health-enabled=false"

keycloak_secrets() {
    remember "$KEYCLOAK_SECRETS" client.secret "$(random_base32)"
    remember "$KEYCLOAK_SECRETS" admin.client.secret "$(random_base32)"
    remember "$KEYCLOAK_SECRETS" accounts.client.secret "$(random_base32)"
    remember "$KEYCLOAK_SECRETS" admin.password "$(random_word)"
    local person
    [ "${production:-no}" = no ] || PEOPLE=
    for person in $PEOPLE; do
        remember "$DEMO_PEOPLE" "$person.password" "$(random_word)"
        case $person in
        clara | rosa | otto | olga | ada | alan | gina) remember "$DEMO_PEOPLE" "$person.otp" "$(random_base32)" ;;
        esac
    done
    chmod 600 "$KEYCLOAK_SECRETS"
    [ -z "$PEOPLE" ] || chmod 600 "$DEMO_PEOPLE"
    VISOR_CLIENT_SECRET=$(value "$KEYCLOAK_SECRETS" client.secret)
    VISOR_ADMIN_CLIENT_SECRET=$(value "$KEYCLOAK_SECRETS" admin.client.secret)
    VISOR_ACCOUNTS_CLIENT_SECRET=$(value "$KEYCLOAK_SECRETS" accounts.client.secret)
    export VISOR_CLIENT_SECRET VISOR_ADMIN_CLIENT_SECRET VISOR_ACCOUNTS_CLIENT_SECRET
}

# Fetches, unpacks and builds it, where that has not been done.
keycloak_install() {
    local cache=$VISOR_HOME/keycloak/fetched
    if [ ! -x "$KEYCLOAK/bin/kc.sh" ]; then
        step keycloak "fetching $KEYCLOAK_VERSION (170 MB, once)"
        mkdir -p "$cache"
        maven_shown "$LOGS/keycloak-fetch.log" -N org.apache.maven.plugins:maven-dependency-plugin:3.10.0:copy \
            "-Dartifact=org.keycloak:keycloak-quarkus-dist:$KEYCLOAK_VERSION:tar.gz" "-DoutputDirectory=$cache"
        tar -xzf "$cache/keycloak-quarkus-dist-$KEYCLOAK_VERSION.tar.gz" -C "$cache"
        # People and sessions outlive a new version of the programs.
        mkdir -p "$VISOR_HOME/keycloak/data"
        rm -rf "$cache/keycloak-$KEYCLOAK_VERSION/data"
        ln -s ../data "$cache/keycloak-$KEYCLOAK_VERSION/data"
        mv "$cache/keycloak-$KEYCLOAK_VERSION" "$KEYCLOAK"
        rm -rf "$cache"
    fi
    if [ "$(cat "$KEYCLOAK/built-for" 2>/dev/null)" != "$KEYCLOAK_BUILD $JAVA_HOME" ]; then
        step keycloak "building (once, half a minute)"
        # shellcheck disable=SC2086
        "$KEYCLOAK/bin/kc.sh" build $KEYCLOAK_BUILD >"$LOGS/keycloak-build.log" 2>&1 ||
            fail "Keycloak could not be built; see $LOGS/keycloak-build.log"
        rm -f "$VISOR_HOME/keycloak/classes.jsa"
        echo "$KEYCLOAK_BUILD $JAVA_HOME" >"$KEYCLOAK/built-for"
    fi
}

# Starts it without waiting. The realm is imported by the first start only; secrets reach it by its environment.
keycloak_start() {
    process_of keycloak >/dev/null && return 0
    port_taken "$VISOR_KEYCLOAK_PORT" &&
        fail "Port $VISOR_KEYCLOAK_PORT is taken by another program: end it, or set VISOR_KEYCLOAK_PORT."
    local data=$VISOR_HOME/keycloak/data person upper import=() proxy=()
    # Behind a proxy with TLS only its headers say where a browser is.
    [ "${production:-no}" = no ] || proxy=(--proxy-headers=xforwarded)
    mkdir -p "$data/import"
    # The sign-in's looks and words; the realm names them.
    rm -rf "$KEYCLOAK/themes/visor"
    cp -R "$ROOT/deploy/keycloak/themes/visor" "$KEYCLOAK/themes/"
    if [ ! -e "$data/imported" ]; then
        cp "$ROOT/deploy/keycloak/visor-realm.json" "$data/import/"
        [ -z "$PEOPLE" ] || cp "$ROOT/deploy/keycloak/visor-users-0.json" "$data/import/"
        import=(--import-realm)
    fi
    (
        if [ "${#import[@]}" -gt 0 ]; then
            KC_BOOTSTRAP_ADMIN_USERNAME="admin"
            KC_BOOTSTRAP_ADMIN_PASSWORD=$(value "$KEYCLOAK_SECRETS" admin.password)
            export KC_BOOTSTRAP_ADMIN_USERNAME KC_BOOTSTRAP_ADMIN_PASSWORD
            for person in $PEOPLE; do
                upper=$(echo "$person" | tr '[:lower:]' '[:upper:]')
                export "VISOR_DEMO_${upper}_PASSWORD=$(value "$DEMO_PEOPLE" "$person.password")"
                export "VISOR_DEMO_${upper}_OTP=$(value "$DEMO_PEOPLE" "$person.otp")"
            done
        fi
        export JAVA_OPTS_KC_HEAP="-Xms64m -Xmx512m" JAVA_OPTS_GC=-XX:+UseSerialGC
        # No core, no crash file, no heap dump: each would hold people's names and second factors.
        ulimit -c 0
        # The classes are kept as the last stop left them: the next start takes a third of the time.
        export JAVA_OPTS_APPEND="-Dvisor.part=keycloak -XX:TieredStopAtLevel=1 -XX:-CreateCoredumpOnCrash \
-XX:ErrorFile=/dev/null -XX:-HeapDumpOnOutOfMemoryError \
-XX:+AutoCreateSharedArchive -XX:SharedArchiveFile=$VISOR_HOME/keycloak/classes.jsa -Xlog:cds=off -Xlog:aot=off"
        cd "$KEYCLOAK" || exit
        exec setsid bin/kc.sh start --optimized "${import[@]}" "${proxy[@]}" --cache=local --http-enabled=true \
            --http-host=127.0.0.1 "--http-port=$VISOR_KEYCLOAK_PORT" "--hostname=${VISOR_ISSUER%/realms/visor}" \
            --log-level=WARN
    ) >"$LOGS/keycloak.log" 2>&1 </dev/null &
    keycloak_remember_process $!
}

# kc.sh runs Java as its child: that is the process to watch and to end.
keycloak_remember_process() {
    local child left=600
    until child=$(pgrep -P "$1" -f visor.part=keycloak | head -n 1) && [ -n "$child" ]; do
        left=$((left - 1))
        if [ "$left" -le 0 ] || [ ! -d "/proc/$1" ]; then
            fail "Keycloak did not start; see $LOGS/keycloak.log"
        fi
        sleep 0.1
    done
    echo "$child" >"$PIDS/keycloak.pid"
}

keycloak_wait() {
    wait_for keycloak "http://localhost:$VISOR_KEYCLOAK_PORT/health/ready" 600
    # The first answer of a realm takes a busy machine a while.
    answers "http://localhost:$VISOR_KEYCLOAK_PORT/realms/visor/.well-known/openid-configuration" 60 ||
        fail "Keycloak runs, but has no realm visor; see $LOGS/keycloak.log"
    touch "$VISOR_HOME/keycloak/data/imported"
    step keycloak "ready on http://localhost:$VISOR_KEYCLOAK_PORT"
}
