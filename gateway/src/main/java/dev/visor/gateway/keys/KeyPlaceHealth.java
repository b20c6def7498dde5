package dev.visor.gateway.keys;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Red while the root keys here are held: nothing is shown until two people agreed and Visor was started again. */
final class KeyPlaceHealth implements HealthIndicator {

    private final KeyPlace place;

    KeyPlaceHealth(KeyPlace place) {
        this.place = place;
    }

    @Override
    public Health health() {
        return place.held()
                ? Health.down()
                        .withDetail(
                                "keys",
                                "put in from elsewhere: two administrators have to agree, then start Visor again")
                        .withDetail("object", "keys:" + place.id())
                        .build()
                : Health.up().build();
    }
}
