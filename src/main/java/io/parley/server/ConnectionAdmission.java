package io.parley.server;

import io.parley.address.AddressAdmission;
import io.parley.address.AddressLimits;
import io.parley.address.AddressSlot;
import io.parley.address.AddressTable;
import io.parley.connection.OutputBudget;
import io.parley.connection.rate.InputKind;
import io.parley.connection.rate.InputMeter;
import io.parley.connection.rate.InputRates;
import io.parley.connection.stream.InputRateLimit;
import io.parley.protocol.Problem;
import java.net.InetAddress;
import java.util.Optional;

/**
 * Decides which connections are served: first by their address, then by the output that waits, then
 * by the number of all connections. Thread-safe: all listeners share one.
 */
final class ConnectionAdmission {

  /** What to do with a new connection. */
  sealed interface Result {}

  /**
   * Serve it, and release the slot when it has ended.
   *
   * @param slot its place among the connections of its address
   */
  record Serve(AddressSlot slot) implements Result {}

  /**
   * Tell it the problem and close it.
   *
   * @param resets the number of connections of its address that were reset since the last refusal
   */
  record Refuse(Problem problem, long resets) implements Result {}

  /** Reset it. */
  enum Reset implements Result {
    INSTANCE
  }

  private static final Problem SERVER_BUSY =
      new Problem(Problem.Code.SERVER_BUSY, "The server is busy. Try again later.");

  private final AddressTable addresses;
  private final ConnectionLimit limit;
  private final OutputBudget budget;
  private volatile AddressLimits addressLimits;
  private volatile InputRates inputRates;

  ConnectionAdmission(
      AddressLimits addressLimits,
      InputRates inputRates,
      ConnectionLimit limit,
      OutputBudget budget) {
    this.addresses = new AddressTable(addressLimits, InputKind.COUNT, System::nanoTime);
    this.addressLimits = addressLimits;
    this.inputRates = inputRates;
    this.limit = limit;
    this.budget = budget;
  }

  /** Changes the limits for the next connections, and the rates of all. */
  void setLimits(AddressLimits addressLimits, InputRates inputRates, int maxConnections) {
    this.addressLimits = addressLimits;
    this.inputRates = inputRates;
    addresses.setLimits(addressLimits);
    limit.setMax(maxConnections);
  }

  Result admit(InetAddress address) {
    AddressAdmission admission = addresses.admit(address);
    if (admission instanceof AddressAdmission.Admitted admitted) {
      return serveOrRefuse(admitted.slot());
    }
    return admission instanceof AddressAdmission.Refused refused
        ? new Refuse(problem(refused.reason()), refused.resets())
        : Reset.INSTANCE;
  }

  /** A served connection has ended. */
  void release(AddressSlot slot) {
    slot.close();
    limit.release();
  }

  /** The rates of input of an admitted connection; empty if it is exempt. */
  Optional<InputRateLimit> rateLimit(AddressSlot slot) {
    return slot.inputRates()
        .map(
            ofAddress ->
                new InputRateLimit(
                    new InputMeter(() -> inputRates, ofAddress, System::nanoTime), slot, budget));
  }

  /** The number of refused connections that may be told the problem at the same time. */
  int maxRefusals() {
    return limit.maxRefusals();
  }

  private Result serveOrRefuse(AddressSlot slot) {
    if (budget.isBusy()) {
      slot.close();
      return new Refuse(SERVER_BUSY, 0);
    }
    if (limit.tryAcquire()) {
      return new Serve(slot);
    }
    slot.close();
    return new Refuse(
        new Problem(
            Problem.Code.TOO_MANY_CONNECTIONS,
            "This server is full: it takes "
                + limit.max()
                + " connections at once. Try again later."),
        0);
  }

  private Problem problem(AddressAdmission.Reason reason) {
    String message =
        switch (reason) {
          case CONNECTIONS ->
              "Your address has "
                  + addressLimits.maxConnections()
                  + " connections here already. Close one first.";
          case NEW_CONNECTIONS ->
              "Your address opens connections too often. Try again in a minute.";
          case UNREGISTERED ->
              "Your address has "
                  + addressLimits.maxUnregistered()
                  + " connections without a nickname already. Try again in a minute.";
        };
    return new Problem(Problem.Code.TOO_MANY_FROM_ADDRESS, message);
  }
}
