package io.parley.connection.rate;

import static java.util.Objects.requireNonNull;

import io.parley.address.Rate;
import java.time.Duration;
import java.util.Map;

/** How fast input may come. */
public final class InputRates {
  private final Rate[] ofConnection = new Rate[InputKind.COUNT];
  private final Rate[] ofAddress = new Rate[InputKind.COUNT];
  private final int readAhead;
  private final int floodFactor;
  private final Duration floodWindow;

  /**
   * Creates rates.
   *
   * @param perConnection the rate of each kind
   * @param addressFactor how many times as much all connections of an address may send together
   * @param readAhead the size of the input that may wait for its time, in bytes; see {@link
   *     InputWeight}
   * @param floodFactor how many times as much as a rate allows is too much
   * @param floodWindow the time in which that is counted
   */
  public InputRates(
      Map<InputKind, Rate> perConnection,
      int addressFactor,
      int readAhead,
      int floodFactor,
      Duration floodWindow) {
    this.readAhead = readAhead;
    this.floodFactor = floodFactor;
    this.floodWindow = floodWindow;
    for (InputKind kind : InputKind.values()) {
      Rate rate = requireNonNull(perConnection.get(kind), kind::name);
      ofConnection[kind.bucket()] = rate;
      ofAddress[kind.bucket()] = rate.times(addressFactor);
    }
  }

  Rate ofConnection(InputKind kind) {
    return ofConnection[kind.bucket()];
  }

  Rate ofAddress(InputKind kind) {
    return ofAddress[kind.bucket()];
  }

  /** The size of the input that may wait for its time, in bytes. */
  public int readAhead() {
    return readAhead;
  }

  Duration floodWindow() {
    return floodWindow;
  }

  /** The number of inputs of a kind that may arrive within the window. */
  long maxArrivals(InputKind kind) {
    return floodFactor * ofConnection(kind).unitsWithin(floodWindow);
  }
}
