# Builds and starts the gateway; read with `source`.
# shellcheck shell=bash

JAR=$ROOT/gateway/target/visor.jar
APP=$VISOR_HOME/app

# Builds the jar where a source file is newer, and lays it out: an unpacked application starts in half the time.
gateway_build() {
    local newer
    newer=$(find "$ROOT"/pom.xml "$ROOT"/*/pom.xml "$ROOT"/*/src "$ROOT"/redaction/package-lock.json \
        -path '*/node_modules' -prune -o -path '*/src/test' -prune -o -type f -newer "$JAR" -print -quit 2>/dev/null) || true
    if [ ! -e "$JAR" ] || [ -n "$newer" ]; then
        step gateway "building (the first time fetches its libraries)"
        gateway_stop
        maven_shown "$LOGS/build.log" -pl gateway -am -Dmaven.test.skip=true -Dspotless.check.skip=true package
        # A build that changes nothing leaves the old time.
        touch "$JAR"
    fi
    if [ ! "$APP/visor.jar" -nt "$JAR" ]; then
        gateway_stop
        rm -rf "$APP"
        "$JAVA_HOME/bin/java" -Djarmode=tools -jar "$JAR" extract --destination "$APP" >"$LOGS/extract.log" 2>&1 ||
            fail "The gateway could not be laid out in $APP; see $LOGS/extract.log"
        touch "$APP/visor.jar"
    fi
}

# Whether pictures can be decoded inside bubblewrap; only the demonstration goes on without.
gateway_sandbox() {
    sandbox=yes
    bwrap --unshare-all --ro-bind / / true 2>/dev/null && return 0
    sandbox=no
    [ "$demo" = yes ] ||
        fail "Pictures are decoded inside bubblewrap alone, and it does not work here: deploy/run --check says why."
    step gateway "AMBER: no bubblewrap, so pictures are decoded unprotected; for a demonstration only"
}

gateway_start() {
    local sandbox
    process_of gateway >/dev/null && return 0
    gateway_sandbox
    port_taken "$VISOR_PORT" && fail "Port $VISOR_PORT is taken by another program: end it, or set VISOR_PORT."
    (
        export VISOR_PORT VISOR_IDENTITY_ISSUER=$VISOR_ISSUER VISOR_IDENTITY_CLIENTSECRET=$VISOR_CLIENT_SECRET
        export VISOR_IDENTITY_ADMINCLIENTSECRET=$VISOR_ADMIN_CLIENT_SECRET
        export VISOR_IDENTITY_ACCOUNTSCLIENTSECRET=$VISOR_ACCOUNTS_CLIENT_SECRET
        [ "$sandbox" = yes ] || export VISOR_DEMO=true
        # Each page says so where the demonstration's people can sign in.
        [ ! -e "$DEMO_PEOPLE" ] || export VISOR_DEMOPEOPLE=true
        if [ "${production:-no}" = yes ]; then
            export VISOR_PRODUCTION=true SERVER_FORWARDHEADERSSTRATEGY=native
            export VISOR_IDENTITY_ADMINADDRESS=http://localhost:$VISOR_KEYCLOAK_PORT
            export VISOR_IDENTITY_JWKSETURI=$VISOR_IDENTITY_ADMINADDRESS/realms/visor/protocol/openid-connect/certs
        fi
        # Without TLS nobody else may listen in; a proxy with TLS stands in front where others sign in.
        export SERVER_ADDRESS=${VISOR_LISTEN:-127.0.0.1}
        cd "$ROOT" || exit
        # No core, no crash file, no heap dump: each would hold keys and pictures.
        ulimit -c 0
        exec setsid "$JAVA_HOME/bin/java" -Dvisor.part=gateway -Xmx"${VISOR_MEMORY:-1g}" \
            --enable-native-access=ALL-UNNAMED -XX:-CreateCoredumpOnCrash -XX:ErrorFile=/dev/null \
            -XX:-HeapDumpOnOutOfMemoryError -XX:+ExitOnOutOfMemoryError -XX:+AutoCreateSharedArchive \
            -XX:SharedArchiveFile="$APP/classes.jsa" -Xlog:cds=off -Xlog:aot=off -jar "$APP/visor.jar"
    ) >"$LOGS/gateway.log" 2>&1 </dev/null &
    echo $! >"$PIDS/gateway.pid"
    local started=$! left=600
    until process_of gateway >/dev/null; do
        left=$((left - 1))
        { [ "$left" -gt 0 ] && [ -d "/proc/$started" ]; } || fail "The gateway did not start; see $LOGS/gateway.log"
        sleep 0.1
    done
}

gateway_wait() {
    wait_for gateway "http://localhost:$VISOR_PORT/actuator/health/liveness" 600
    step gateway "ready on $VISOR_ADDRESS"
}

gateway_stop() {
    end_part gateway 60
    # A gateway that was killed leaves its database running.
    local data=$VISOR_HOME/postgres/data as=()
    if [ -e "$data/postmaster.pid" ] && [ -x "$VISOR_HOME/postgres/bin/bin/pg_ctl" ]; then
        [ "$(id -u)" -ne 0 ] || as=(unshare --user)
        "${as[@]}" "$VISOR_HOME/postgres/bin/bin/pg_ctl" stop --wait --mode=fast --pgdata="$data" >/dev/null 2>&1 ||
            true
    fi
}
