package io.parley.address;

import java.util.Optional;

/**
 * The place of one connection among those of its address. Thread-safe.
 *
 * <p>The number of connections and that of unregistered ones change exactly once each, whatever the
 * order of {@link #registered} and {@link #close}, which different threads call.
 */
public final class AddressSlot {
  private static final AddressSlot EXEMPT = new AddressSlot();

  private final Optional<Place> place;
  private volatile boolean registered;
  private boolean closed;

  /** What a counted connection has and an exempt one has not. */
  private record Place(AddressTable table, Network network, TokenBuckets inputRates) {}

  private AddressSlot() {
    this.place = Optional.empty();
  }

  AddressSlot(AddressTable table, Network network, TokenBuckets inputRates) {
    this.place = Optional.of(new Place(table, network, inputRates));
  }

  /** The slot of all connections to which no count and no rate applies. */
  public static AddressSlot exempt() {
    return EXEMPT;
  }

  /** The address; empty if the connection is exempt. */
  public Optional<Network> network() {
    return place.map(Place::network);
  }

  /** The rates of input of the address; empty if the connection is exempt. */
  public Optional<TokenBuckets> inputRates() {
    return place.map(Place::inputRates);
  }

  /** Whether the connection has a nickname; always false for an exempt one. */
  public boolean isRegistered() {
    return registered;
  }

  /** The connection has a nickname. */
  public void registered() {
    place.ifPresent(
        counted -> {
          synchronized (counted.table()) {
            if (!registered && !closed) {
              registered = true;
              counted.table().registered(counted.network());
            }
          }
        });
  }

  /** The connection has ended. */
  public void close() {
    place.ifPresent(
        counted -> {
          synchronized (counted.table()) {
            if (!closed) {
              closed = true;
              counted.table().closed(counted.network(), registered);
            }
          }
        });
  }
}
