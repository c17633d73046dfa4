package io.parley.comparison;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.comparison.RawLoadGenerator.LoadResult;
import io.parley.comparison.RawLoadGenerator.Profile;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Measures the cost by members, rate and rooms. Each server is started anew for each point, and
 * each point is a line of JSON.
 */
public final class Comparison {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int SENDERS = 10;

  /** The limit for ngIRCd, which accepts only a few members a second in a larger room. */
  private static final int LARGEST_CHANNEL = 1000;

  /** A measured point: the varied quantity, its value, the server. */
  private record Point(
      String sweep, ServerProcess.Kind kind, int members, int rooms, Profile profile) {}

  private final String launcher;
  private final Duration measured;
  private final PrintStream out;

  private Comparison(String launcher, Duration measured, PrintStream out) {
    this.launcher = launcher;
    this.measured = measured;
    this.out = out;
  }

  /**
   * Measures all points.
   *
   * @param arguments the launcher of Parley, the file for the results, the seconds for each point,
   *     and the quantities to vary ({@code members}, {@code rate}, {@code rooms})
   */
  public static void main(String[] arguments) throws Exception {
    if (arguments.length < 4) {
      System.err.println("Usage: Comparison LAUNCHER FILE SECONDS SWEEP...");
      System.exit(2);
    }
    List<String> sweeps = List.of(arguments).subList(3, arguments.length);
    Duration measured = Duration.ofSeconds(Long.parseLong(arguments[2]));
    try (PrintStream out =
        new PrintStream(
            Files.newOutputStream(Path.of(arguments[1])), true, StandardCharsets.UTF_8)) {
      Comparison comparison = new Comparison(arguments[0], measured, out);
      for (Point point : points()) {
        if (sweeps.contains(point.sweep())) {
          comparison.measure(point);
        }
      }
    }
  }

  private static List<Point> points() {
    List<Point> points = new ArrayList<>();
    Profile flood = Profile.window(4);
    for (int members : new int[] {10, 30, 100, 300, 1000, 3000}) {
      for (ServerProcess.Kind kind : ServerProcess.Kind.values()) {
        if (kind != ServerProcess.Kind.NGIRCD || members <= LARGEST_CHANNEL) {
          points.add(new Point("members", kind, members, 1, flood));
        }
      }
    }
    points.add(new Point("members", ServerProcess.Kind.PARLEY, 10_000, 1, flood));
    for (int rate : new int[] {10, 50, 200, 1000, 4000}) {
      for (ServerProcess.Kind kind : ServerProcess.Kind.values()) {
        points.add(new Point("rate", kind, 100, 1, Profile.rate(rate)));
      }
    }
    for (int rooms : new int[] {1, 10, 100, 1000}) {
      points.add(new Point("rooms", ServerProcess.Kind.PARLEY, 2000, rooms, flood));
    }
    points.removeIf(point -> !point.kind().isInstalled());
    return points;
  }

  private void measure(Point point) throws IOException, InterruptedException {
    ServerProcess.Kind kind = point.kind();
    int senders = Math.min(SENDERS * point.rooms(), point.members());
    ObjectNode line =
        JSON.createObjectNode()
            .put("sweep", point.sweep())
            .put("server", kind.title)
            .put("members", point.members())
            .put("rooms", point.rooms())
            .put("senders", senders)
            .put("window", point.profile().window())
            .put("rate", point.profile().perSecond());
    try (ServerProcess server = ServerProcess.start(kind, launcher);
        RawLoadGenerator load =
            new RawLoadGenerator(
                kind.protocol(), server.port(), point.members(), senders, point.rooms())) {
      load.run(point.profile(), measured.multipliedBy(2)); // warm-up
      Duration before = server.cpu();
      LoadResult received = load.run(point.profile(), measured);
      Duration spent = server.cpu().minus(before);
      line.put("joins_per_s", Math.round(load.joinsPerSecond()))
          .put("deliveries_per_s", Math.round(received.deliveries() / received.seconds()))
          .put("cpu_us_per_delivery", spent.toNanos() / 1000.0 / received.deliveries())
          .put("p50_us", received.latency().getValueAtPercentile(50))
          .put("p99_us", received.latency().getValueAtPercentile(99));
      server.resident().ifPresent(kib -> line.put("resident_kib", kib));
    } catch (IllegalStateException e) {
      line.put("failed", e.getMessage());
    }
    out.println(line);
    System.out.println(line);
  }
}
