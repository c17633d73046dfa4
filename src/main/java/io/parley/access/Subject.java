package io.parley.access;

import io.parley.address.Network;
import io.parley.protocol.Nickname;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A person, as restrictions know people.
 *
 * @param account the id of the account; empty for a guest
 * @param network the network of the address; empty for an address to which no limit applies, such
 *     as the loopback address, which many people may share
 */
public record Subject(Nickname nickname, OptionalLong account, Optional<Network> network) {}
