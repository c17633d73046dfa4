package io.parley.address;

import io.parley.address.AddressAdmission.Reason;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Counts the connections of each address against the {@link AddressLimits}. An address is
 * remembered while it has a connection, and then until its rates have recovered, so that forgetting
 * it changes nothing; over {@link AddressLimits#maxRemembered} the one that left first is forgotten
 * early.
 *
 * <p>Thread-safe with one lock, the monitor of this object, which is taken when a connection comes,
 * registers and ends, and never for a message.
 */
public final class AddressTable {
  /** More than one address comes in for each one that is added, so that the table shrinks. */
  private static final int FORGOTTEN_AT_ONCE = 4;

  private final LongSupplier nanoTime;
  private final int rateCount;
  private final Map<Network, AddressState> connected = new HashMap<>();

  /** The addresses without a connection; the one that left first is the first. */
  private final Map<Network, AddressState> remembered = new LinkedHashMap<>();

  private volatile AddressLimits limits;

  /**
   * Creates an empty table.
   *
   * @param rateCount the number of rates of input that each address has
   * @param nanoTime the clock, such as {@link System#nanoTime}
   */
  public AddressTable(AddressLimits limits, int rateCount, LongSupplier nanoTime) {
    this.limits = limits;
    this.rateCount = rateCount;
    this.nanoTime = nanoTime;
  }

  /** Changes the limits. Connections that are over a new limit stay. */
  public void setLimits(AddressLimits limits) {
    this.limits = limits;
  }

  /** Counts a new connection, unless a limit is reached. */
  public synchronized AddressAdmission admit(InetAddress address) {
    AddressLimits current = limits;
    for (Network network : current.exempt()) {
      if (network.contains(address)) {
        return new AddressAdmission.Admitted(AddressSlot.exempt());
      }
    }
    long now = nanoTime.getAsLong();
    forget(current, now);
    Network network = Network.ofSubscriber(address);
    AddressState state = find(network, now);
    Optional<Reason> reason = state.reasonToRefuse(current, now);
    if (reason.isPresent()) {
      return state.refuse(reason.get(), current, now);
    }
    if (remembered.remove(network) != null) {
      connected.put(network, state);
    }
    connected.putIfAbsent(network, state);
    state.connectionOpened();
    return new AddressAdmission.Admitted(new AddressSlot(this, network, state.inputRates()));
  }

  /** The number of addresses in memory. */
  synchronized int size() {
    return connected.size() + remembered.size();
  }

  synchronized void registered(Network network) {
    state(network).connectionRegistered();
  }

  synchronized void closed(Network network, boolean registered) {
    AddressState state = state(network);
    state.connectionClosed(registered);
    if (state.isUnconnected()) {
      connected.remove(network);
      remembered.put(network, state);
      forget(limits, nanoTime.getAsLong());
    }
  }

  private AddressState state(Network network) {
    AddressState state = connected.get(network);
    if (state == null) {
      throw new IllegalStateException(network + " has no connection");
    }
    return state;
  }

  /** A refused address without a connection is remembered, so that its refusals are counted. */
  private AddressState find(Network network, long now) {
    AddressState state = connected.get(network);
    return state != null
        ? state
        : remembered.computeIfAbsent(network, n -> new AddressState(rateCount, now));
  }

  private void forget(AddressLimits current, long now) {
    Iterator<AddressState> states = remembered.values().iterator();
    for (int i = 0; i < FORGOTTEN_AT_ONCE && states.hasNext(); i++) {
      AddressState state = states.next();
      if (remembered.size() > current.maxRemembered() || state.hasRecovered(now)) {
        states.remove();
      }
    }
  }
}
