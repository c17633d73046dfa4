package io.parley.address;

import io.parley.address.AddressAdmission.Reason;
import java.util.Optional;

/** What the connections of one address have done. The {@link AddressTable} owns it. */
final class AddressState {
  private static final int NEW_CONNECTIONS = 0;
  private static final int REFUSALS = 1;
  private static final int CONNECTION_RATES = 2;

  private final TokenBuckets connectionRates;
  private final TokenBuckets inputRates;
  private int connections;
  private int unregistered;
  private long resets;

  AddressState(int inputRateCount, long now) {
    this.connectionRates = new TokenBuckets(CONNECTION_RATES, now);
    this.inputRates = new TokenBuckets(inputRateCount, now);
  }

  /**
   * Why a further connection is refused; empty if it is not. Only one that is within the counts
   * uses up the rate, so that somebody who waits until another connection has closed gets in.
   */
  Optional<Reason> reasonToRefuse(AddressLimits limits, long now) {
    if (connections >= limits.maxConnections()) {
      return Optional.of(Reason.CONNECTIONS);
    }
    if (unregistered >= limits.maxUnregistered()) {
      return Optional.of(Reason.UNREGISTERED);
    }
    return connectionRates.tryTake(NEW_CONNECTIONS, limits.newConnections(), now)
        ? Optional.empty()
        : Optional.of(Reason.NEW_CONNECTIONS);
  }

  AddressAdmission refuse(Reason reason, AddressLimits limits, long now) {
    if (!connectionRates.tryTake(REFUSALS, limits.refusals(), now)) {
      resets++;
      return AddressAdmission.Reset.INSTANCE;
    }
    AddressAdmission refused = new AddressAdmission.Refused(reason, resets);
    resets = 0;
    return refused;
  }

  void connectionOpened() {
    connections++;
    unregistered++;
  }

  void connectionRegistered() {
    unregistered--;
  }

  void connectionClosed(boolean registered) {
    connections--;
    if (!registered) {
      unregistered--;
    }
  }

  boolean isUnconnected() {
    return connections == 0;
  }

  /** Whether it is the same as that of a new address. */
  boolean hasRecovered(long now) {
    return connectionRates.areFull(now) && inputRates.areFull(now);
  }

  TokenBuckets inputRates() {
    return inputRates;
  }
}
