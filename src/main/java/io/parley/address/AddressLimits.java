package io.parley.address;

import java.util.List;

/**
 * What the connections of one address may do together. An address is a subscriber's network, see
 * {@link Network#ofSubscriber}.
 *
 * @param maxConnections the maximum number of connections at the same time
 * @param newConnections how fast connections may be opened
 * @param maxUnregistered the maximum number of connections without a nickname at the same time
 * @param refusals how many refused connections get an answer; the others are reset
 * @param maxRemembered the number of addresses without a connection that are remembered, because
 *     their rates are used up
 * @param exempt the networks to which no count and no rate applies
 */
public record AddressLimits(
    int maxConnections,
    Rate newConnections,
    int maxUnregistered,
    Rate refusals,
    int maxRemembered,
    List<Network> exempt) {

  public AddressLimits {
    exempt = List.copyOf(exempt);
  }
}
