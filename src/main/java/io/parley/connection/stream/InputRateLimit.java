package io.parley.connection.stream;

import io.parley.address.AddressSlot;
import io.parley.connection.OutputBudget;
import io.parley.connection.rate.InputMeter;

/**
 * What limits the input of one connection.
 *
 * @param meter of the connection
 * @param slot knows whether the peer is registered; before, its texts are nicknames
 * @param budget counts the input that waits, with what else waits in the server
 */
public record InputRateLimit(InputMeter meter, AddressSlot slot, OutputBudget budget) {}
