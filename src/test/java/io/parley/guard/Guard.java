package io.parley.guard;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Runs Parley and {@link RawBroadcast} in turns under the same load, and compares what each
 * delivers for a second of the processor's time. The exit status is 1 if Parley falls below a share
 * of the limit that it has always had, with room for noise.
 */
public final class Guard {
  private static final int CLIENTS = 100;
  private static final int SENDERS = 10;
  private static final int WINDOW = 4;
  private static final int ROUNDS = 3;
  private static final Duration WARM_UP = Duration.ofSeconds(8);
  private static final Duration MEASURED = Duration.ofSeconds(4);
  private static final Pattern PORT = Pattern.compile("(?:.*:)?(\\d+)");

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
      double limit = deliveries(raw());
      double parley = deliveries(parley(arguments[0]));
      shares[i] = parley / limit;
      say("limit %,.0f, Parley %,.0f deliveries for a CPU second: %.3f", limit, parley, shares[i]);
    }
    Arrays.sort(shares);
    double median = shares[ROUNDS / 2];
    say("median %.3f, the least is %.3f", median, least);
    System.exit(median < least ? 1 : 0);
  }

  private static List<String> raw() {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-XX:+UseSerialGC",
        "-cp",
        System.getProperty("java.class.path"),
        RawBroadcast.class.getName());
  }

  private static List<String> parley(String launcher) {
    return List.of(launcher, "server", "--listen", "beej=0");
  }

  /** How many messages a server delivers for a second of the processor's time. */
  private static double deliveries(List<String> command) throws Exception {
    Path folder = Files.createTempDirectory("parley-guard");
    Process server = start(command, folder);
    try {
      BufferedReader out =
          new BufferedReader(
              new InputStreamReader(server.getInputStream(), StandardCharsets.UTF_8));
      try (RawLoad load = new RawLoad(port(out), CLIENTS, SENDERS)) {
        drain(out);
        load.talk(WINDOW, WARM_UP);
        Duration before = cpu(server);
        long heard = load.talk(WINDOW, MEASURED);
        return heard / (cpu(server).minus(before).toNanos() / 1e9);
      }
    } finally {
      end(server);
      delete(folder);
    }
  }

  private static Process start(List<String> command, Path folder) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("PARLEY_HISTORY_URL", "jdbc:sqlite:" + folder.resolve("parley.db"));
    return builder.redirectErrorStream(true).start();
  }

  private static int port(BufferedReader out) throws IOException {
    List<String> seen = new ArrayList<>();
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      Matcher port = PORT.matcher(line);
      if (port.matches()) {
        return Integer.parseInt(port.group(1));
      }
      seen.add(line);
    }
    throw new IOException("the server ended: " + seen);
  }

  /** Reads what the server logs, so that it never waits for somebody to. */
  private static void drain(BufferedReader out) {
    Thread thread =
        new Thread(
            () -> {
              try {
                while (out.readLine() != null) {
                  // nobody wants to know
                }
              } catch (IOException e) {
                // the server has ended
              }
            },
            "guard-drain");
    thread.setDaemon(true);
    thread.start();
  }

  private static Duration cpu(Process server) {
    return server.info().totalCpuDuration().orElseThrow();
  }

  private static void end(Process server) throws InterruptedException {
    server.destroy();
    if (!server.waitFor(20, TimeUnit.SECONDS)) {
      server.destroyForcibly().waitFor();
    }
  }

  private static void delete(Path folder) throws IOException {
    File[] files = folder.toFile().listFiles();
    for (File file : files == null ? new File[0] : files) {
      Files.delete(file.toPath());
    }
    Files.delete(folder);
  }

  private static void say(String pattern, Object... values) {
    System.out.println("guard: " + String.format(Locale.ROOT, pattern, values));
  }
}
