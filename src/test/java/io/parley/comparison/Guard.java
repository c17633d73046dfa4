package io.parley.comparison;

import io.parley.comparison.RawLoad.Talk;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;

/**
 * Runs Parley and {@link RawBroadcast} in turns under the same load, and compares what each
 * delivers for a second of the processor's time. The exit status is 1 if Parley falls below a share
 * of the limit that it has always had, with room for noise.
 */
public final class Guard {
  private static final int CLIENTS = 100;
  private static final int SENDERS = 10;
  private static final Talk TALK = Talk.window(4);
  private static final int ROUNDS = 3;
  private static final Duration WARM_UP = Duration.ofSeconds(8);
  private static final Duration MEASURED = Duration.ofSeconds(4);

  private Guard() {}

  /**
   * Compares.
   *
   * @param arguments the launcher of Parley, and the least share of the limit
   */
  public static void main(String[] arguments) throws Exception {
    if (arguments.length != 2) {
      System.err.println("Usage: Guard LAUNCHER SHARE");
      System.exit(2);
    }
    double least = Double.parseDouble(arguments[1]);
    double[] shares = new double[ROUNDS];
    for (int i = 0; i < ROUNDS; i++) {
      double limit = deliveries(Server.Kind.LIMIT, arguments[0]);
      double parley = deliveries(Server.Kind.PARLEY, arguments[0]);
      shares[i] = parley / limit;
      say("limit %,.0f, Parley %,.0f deliveries for a CPU second: %.3f", limit, parley, shares[i]);
    }
    Arrays.sort(shares);
    double median = shares[ROUNDS / 2];
    say("median %.3f, the least is %.3f", median, least);
    System.exit(median < least ? 1 : 0);
  }

  /** How many messages a server delivers for a second of the processor's time. */
  private static double deliveries(Server.Kind kind, String launcher) throws Exception {
    try (Server server = Server.start(kind, launcher);
        RawLoad load = new RawLoad(kind.protocol(), server.port(), CLIENTS, SENDERS, 1)) {
      load.talk(TALK, WARM_UP);
      Duration before = server.cpu();
      long heard = load.talk(TALK, MEASURED).deliveries();
      return heard / (server.cpu().minus(before).toNanos() / 1e9);
    }
  }

  private static void say(String pattern, Object... values) {
    System.out.println("guard: " + String.format(Locale.ROOT, pattern, values));
  }
}
