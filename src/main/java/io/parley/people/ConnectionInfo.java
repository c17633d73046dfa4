package io.parley.people;

import io.parley.address.Network;
import java.util.Optional;

/**
 * What is known of a connection.
 *
 * @param id the number of the connection
 * @param address of the client, without the port
 * @param network of the address, for bans; empty if no limit applies to the address
 */
public record ConnectionInfo(long id, String address, Optional<Network> network) {}
