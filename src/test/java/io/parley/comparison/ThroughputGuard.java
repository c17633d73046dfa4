package io.parley.comparison;

import io.parley.comparison.RawLoadGenerator.Profile;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;

/**
 * Runs Parley and {@link BaselineServer} in turns under the same load, and compares the messages
 * that each delivers in a second of CPU time. The exit status is 1 if Parley delivers less than a
 * given share of the baseline.
 */
public final class ThroughputGuard {
  private static final int CLIENTS = 100;
  private static final int SENDERS = 10;
  private static final Profile PROFILE = Profile.window(4);
  private static final int ROUNDS = 3;
  private static final Duration WARM_UP = Duration.ofSeconds(8);
  private static final Duration MEASURED = Duration.ofSeconds(4);

  private ThroughputGuard() {}

  /**
   * Runs the comparison.
   *
   * @param arguments the launcher of Parley, and the least share of the baseline
   */
  public static void main(String[] arguments) throws Exception {
    if (arguments.length != 2) {
      System.err.println("Usage: Guard LAUNCHER SHARE");
      System.exit(2);
    }
    double least = Double.parseDouble(arguments[1]);
    double[] shares = new double[ROUNDS];
    for (int i = 0; i < ROUNDS; i++) {
      double limit = deliveries(ServerProcess.Kind.BASELINE, arguments[0]);
      double parley = deliveries(ServerProcess.Kind.PARLEY, arguments[0]);
      shares[i] = parley / limit;
      print(
          "limit %,.0f, Parley %,.0f deliveries for a CPU second: %.3f", limit, parley, shares[i]);
    }
    Arrays.sort(shares);
    double median = shares[ROUNDS / 2];
    print("median %.3f, the least is %.3f", median, least);
    System.exit(median < least ? 1 : 0);
  }

  /** The messages that a server delivers in a second of CPU time. */
  private static double deliveries(ServerProcess.Kind kind, String launcher) throws Exception {
    try (ServerProcess server = ServerProcess.start(kind, launcher);
        RawLoadGenerator load =
            new RawLoadGenerator(kind.protocol(), server.port(), CLIENTS, SENDERS, 1)) {
      load.run(PROFILE, WARM_UP);
      Duration before = server.cpu();
      long received = load.run(PROFILE, MEASURED).deliveries();
      return received / (server.cpu().minus(before).toNanos() / 1e9);
    }
  }

  private static void print(String pattern, Object... values) {
    System.out.println("guard: " + String.format(Locale.ROOT, pattern, values));
  }
}
