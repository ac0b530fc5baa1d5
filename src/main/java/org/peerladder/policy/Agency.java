package org.peerladder.policy;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * What the tables need to know about this agency.
 *
 * @param state two letters, as in the column "State" of the tables
 * @param county as in the column "County" of {@code living-wage}
 */
@ConfigurationProperties("peerladder")
public record Agency(String state, String county) {}
