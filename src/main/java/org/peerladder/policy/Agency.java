package org.peerladder.policy;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * What the tables need to know about this agency.
 *
 * @param state two letters, as in the column "State" of the tables
 * @param county as in the column "County" of {@code living-wage}
 * @param city as in the column "City" of {@code fair-chance-clock}; empty where it has no rule of its own
 */
@ConfigurationProperties("peerladder")
public record Agency(String state, String county, String city) {}
