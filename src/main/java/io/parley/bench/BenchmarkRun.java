package io.parley.bench;

import io.parley.bench.BenchmarkProgress.Phase;
import io.parley.client.transport.ConnectionFailedException;
import io.parley.client.transport.Connector;
import io.parley.dialect.Dialect;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;
import org.apache.pekko.Done;
import org.apache.pekko.NotUsed;
import org.apache.pekko.stream.Materializer;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;

/** One run: people come, talk, fall silent, and what they have heard is looked at. */
public final class BenchmarkRun {
  /** How many connect at the same time. */
  private static final int CONNECT_PARALLELISM = 32;

  private final LoadSettings load;
  private final Dialect dialect;
  private final Connector connector;
  private final Executor blocking;
  private final Duration timeout;
  private final Supplier<Optional<Duration>> serverCpu;
  private final ProgressReporter reporter;
  private final BenchmarkStats stats = new BenchmarkStats();
  private final List<LoadClient> clients;

  /**
   * A run that has not begun. A {@link LoadSettings.Window} needs a dialect that {@link
   * Dialect#echoes}.
   *
   * @param blocking where connecting may block
   * @param patience how long the server may take for anything
   * @param cpu the time that the server's processors have spent on it until now, if it can be asked
   * @param progress told about once a second
   */
  public BenchmarkRun(
      LoadSettings load,
      Dialect dialect,
      Connector connector,
      Executor blocking,
      Duration patience,
      Supplier<Optional<Duration>> cpu,
      Consumer<BenchmarkProgress> progress) {
    if (load.profile() instanceof LoadSettings.Window && !dialect.echoes()) {
      throw new IllegalArgumentException(
          dialect.name() + " sends nobody what they say themselves: no window, but a rate");
    }
    this.load = load;
    this.dialect = dialect;
    this.connector = connector;
    this.blocking = blocking;
    this.timeout = patience;
    this.serverCpu = cpu;
    this.reporter = new ProgressReporter(stats, progress);
    int run = ThreadLocalRandom.current().nextInt(Payload.ID_LIMIT);
    this.clients =
        IntStream.range(0, load.clients()).mapToObj(number -> createClient(run, number)).toList();
  }

  private LoadClient createClient(int run, int number) {
    return new LoadClient(run, number, load, dialect, stats, timeout);
  }

  /**
   * Runs it, and leaves.
   *
   * @throws BenchmarkException if not all are let in
   * @throws ConnectionFailedException if there is no server
   */
  public BenchmarkResult run(String host, int port)
      throws BenchmarkException, ConnectionFailedException, InterruptedException {
    try {
      connectAll(clients.subList(0, 1), host, port); // which takes what the first of anything takes
      long begun = System.nanoTime();
      connectAll(clients.subList(1, load.clients()), host, port);
      double joins = (load.clients() - 1) / seconds(System.nanoTime() - begun);
      return runLoad(joins);
    } finally {
      clients.forEach(LoadClient::disconnect);
    }
  }

  private BenchmarkResult runLoad(double joins) throws InterruptedException {
    LoadGenerator talking = LoadGenerator.start(load.profile(), clients.subList(0, load.senders()));
    try {
      reporter.awaitDuration(Phase.WARMING_UP, load.warmUp());
      Optional<Duration> cpuBefore = serverCpu.get();
      Histogram latency = BenchmarkStats.emptyHistogram();
      Duration elapsed = reporter.awaitDuration(Phase.MEASURING, load.duration(), latency);
      OptionalDouble spent =
          cpuMicrosPerDelivery(cpuBefore, serverCpu.get(), latency.getTotalCount());
      return result(joins, elapsed, latency, spent);
    } finally {
      talking.stop();
    }
  }

  private void connectAll(List<LoadClient> newcomers, String host, int port)
      throws BenchmarkException, ConnectionFailedException, InterruptedException {
    Source<LoadClient, NotUsed> all = Source.from(newcomers);
    Source<LoadClient, NotUsed> coming =
        load.rampUpRate().isPresent()
            ? all.throttle(load.rampUpRate().getAsInt(), Duration.ofSeconds(1))
            : all;
    CompletableFuture<Done> joined =
        coming
            .mapAsyncUnordered(
                CONNECT_PARALLELISM,
                participant ->
                    CompletableFuture.supplyAsync(() -> connect(participant, host, port), blocking)
                        .thenCompose(in -> in)
                        .thenApply(in -> reporter.clientConnected()))
            .runWith(Sink.ignore(), Materializer.matFromSystem(connector.system()))
            .toCompletableFuture();
    try {
      reporter.awaitCompletion(Phase.CONNECTING, joined);
    } catch (CompletionException e) {
      throw connectFailure(e);
    }
  }

  private CompletionStage<Done> connect(LoadClient participant, String host, int port) {
    try {
      return participant.join(connector, host, port);
    } catch (ConnectionFailedException e) {
      throw new CompletionException(e);
    }
  }

  private BenchmarkException connectFailure(CompletionException failure)
      throws ConnectionFailedException {
    Throwable cause = failure;
    while (cause instanceof CompletionException && cause.getCause() != null) {
      cause = cause.getCause();
    }
    if (cause instanceof ConnectionFailedException unreachable) {
      throw unreachable;
    }
    String why =
        cause instanceof TimeoutException
            ? "not let in within " + timeout.toSeconds() + " s"
            : String.valueOf(cause.getMessage());
    return new BenchmarkException(
        "only "
            + reporter.connectedClients()
            + " of "
            + load.clients()
            + " clients came in: "
            + why,
        cause);
  }

  private BenchmarkResult result(
      double joins, Duration elapsed, Histogram latency, OptionalDouble spent)
      throws InterruptedException {
    int[] said = clients.stream().mapToInt(LoadClient::stopSending).toArray();
    long all = IntStream.of(said).asLongStream().sum();
    boolean echoes = dialect.echoes();
    Supplier<Long> missing =
        () ->
            IntStream.range(0, said.length)
                .mapToLong(i -> all - (echoes ? 0 : said[i]) - clients.get(i).receivedCount())
                .sum();
    reporter.awaitZero(Phase.DRAINING, missing, timeout);
    List<DeliveryChecker> heard = clients.stream().map(LoadClient::deliveryChecker).toList();
    return new BenchmarkResult(
        joins,
        elapsed,
        latency,
        spent,
        all,
        missing.get(),
        heard.stream().mapToLong(DeliveryChecker::duplicates).sum(),
        heard.stream().mapToLong(DeliveryChecker::outOfOrder).sum(),
        echoes ? (int) heard.stream().mapToLong(DeliveryChecker::orderHash).distinct().count() : 0,
        stats.lostConnections(),
        stats.errors(),
        stats.unsent(),
        stats.firstError());
  }

  private static OptionalDouble cpuMicrosPerDelivery(
      Optional<Duration> before, Optional<Duration> after, long delivered) {
    if (before.isEmpty() || after.isEmpty() || delivered == 0) {
      return OptionalDouble.empty();
    }
    return OptionalDouble.of(after.get().minus(before.get()).toNanos() / 1000.0 / delivered);
  }

  private static double seconds(long nanos) {
    return Math.max(1, nanos) / 1e9;
  }
}
