package dev.visor.gateway.vault;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * At which pace stored objects are held against what was sealed, and sealed anew.
 *
 * @param scrubMegabytes sealed megabytes a minute; 0 for nothing
 * @param scrubEvery how old a check may be, an hour or more
 * @param resealMegabytes sealed megabytes a minute, once two people want objects sealed anew; 0 for nothing. An object counts
 *     for a quarter of a megabyte at least
 */
@ConfigurationProperties("visor.vault")
record ScrubSettings(
        @DefaultValue("256") int scrubMegabytes,
        @DefaultValue("30d") Duration scrubEvery,
        @DefaultValue("2048") int resealMegabytes) {}
