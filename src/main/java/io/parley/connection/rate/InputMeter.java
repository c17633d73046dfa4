package io.parley.connection.rate;

import io.parley.address.TokenBuckets;
import io.parley.protocol.Problem;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Measures the input of one connection against its rates and against those of its address. The
 * stream of the connection owns it; the buckets of the address are shared.
 */
public final class InputMeter {
  private final Supplier<InputRates> rates;
  private final TokenBuckets ofConnection;
  private final TokenBuckets ofAddress;
  private final LongSupplier nanoTime;
  private final ArrivalWindow arrivals;

  /**
   * Creates the meter of a new connection.
   *
   * @param rates the rates at present; they may change
   * @param ofAddress a bucket for each {@link InputKind}
   * @param nanoTime the clock, such as {@link System#nanoTime}
   */
  public InputMeter(Supplier<InputRates> rates, TokenBuckets ofAddress, LongSupplier nanoTime) {
    long now = nanoTime.getAsLong();
    this.rates = rates;
    this.ofConnection = new TokenBuckets(InputKind.COUNT, now);
    this.ofAddress = ofAddress;
    this.nanoTime = nanoTime;
    this.arrivals = new ArrivalWindow(now);
  }

  /** The time of the clock, in nanoseconds. */
  public long now() {
    return nanoTime.getAsLong();
  }

  /** The size of the input that may wait for its time, in bytes. */
  public int readAhead() {
    return rates.get().readAhead();
  }

  /**
   * Counts an input that has arrived.
   *
   * @return the problem if too many have; the connection ends then
   */
  public Optional<Problem> arrived(InputKind kind, long now) {
    InputRates current = rates.get();
    int count = arrivals.add(kind, current.floodWindow(), now);
    long max = current.maxArrivals(kind);
    return count <= max
        ? Optional.empty()
        : Optional.of(
            new Problem(
                Problem.Code.SLOW_DOWN,
                "More than "
                    + max
                    + " "
                    + kind.plural()
                    + " came within "
                    + current.floodWindow().toSeconds()
                    + " seconds; the connection ends. Send more slowly.",
                Long.toString(max)));
  }

  /**
   * Takes from the rates what is handled next.
   *
   * @param units the number of bytes, or 1
   * @return the time until it may be handled, in nanoseconds; 0 if it may be now
   */
  public long take(InputKind kind, int units, long now) {
    InputRates current = rates.get();
    return Math.max(
        ofConnection.take(kind.bucket(), current.ofConnection(kind), units, now),
        ofAddress.take(kind.bucket(), current.ofAddress(kind), units, now));
  }
}
