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

/** One benchmark: connect, warm up, measure, drain, check. */
public final class BenchmarkRun {
  /** Clients that connect at the same time. */
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
   * Creates a benchmark. It is run once.
   *
   * @param blocking runs the calls that block while a client connects
   * @param timeout how long one step of the server may take: a registration, or the next delivery
   *     while draining
   * @param serverCpu the CPU time that the server has used so far, if known
   * @param progress called about once a second
   * @throws IllegalArgumentException for a {@link LoadSettings.Window} in a dialect without echo
   */
  public BenchmarkRun(
      LoadSettings load,
      Dialect dialect,
      Connector connector,
      Executor blocking,
      Duration timeout,
      Supplier<Optional<Duration>> serverCpu,
      Consumer<BenchmarkProgress> progress) {
    if (load.profile() instanceof LoadSettings.Window && !dialect.echoes()) {
      throw new IllegalArgumentException(
          dialect.name() + " does not echo messages to their sender: use a rate");
    }
    this.load = load;
    this.dialect = dialect;
    this.connector = connector;
    this.blocking = blocking;
    this.timeout = timeout;
    this.serverCpu = serverCpu;
    this.reporter = new ProgressReporter(stats, progress);
    int run = ThreadLocalRandom.current().nextInt(Payload.ID_LIMIT);
    this.clients =
        IntStream.range(0, load.clients()).mapToObj(number -> createClient(run, number)).toList();
  }

  private LoadClient createClient(int run, int number) {
    return new LoadClient(run, number, load, dialect, stats, timeout);
  }

  /**
   * Runs the benchmark and disconnects all clients.
   *
   * @throws BenchmarkException if a client cannot register
   * @throws ConnectionFailedException if a client cannot connect
   */
  public BenchmarkResult run(String host, int port)
      throws BenchmarkException, ConnectionFailedException, InterruptedException {
    try {
      connectAll(clients.subList(0, 1), host, port); // not measured: includes one-time costs
      long start = System.nanoTime();
      connectAll(clients.subList(1, load.clients()), host, port);
      double connectsPerSecond = (load.clients() - 1) / seconds(System.nanoTime() - start);
      return runLoad(connectsPerSecond);
    } finally {
      clients.forEach(LoadClient::disconnect);
    }
  }

  private BenchmarkResult runLoad(double connectsPerSecond) throws InterruptedException {
    LoadGenerator generator =
        LoadGenerator.start(load.profile(), clients.subList(0, load.senders()));
    try {
      reporter.awaitDuration(Phase.WARMING_UP, load.warmUp());
      Optional<Duration> cpuBefore = serverCpu.get();
      Histogram latency = BenchmarkStats.emptyHistogram();
      Duration elapsed = reporter.awaitDuration(Phase.MEASURING, load.duration(), latency);
      OptionalDouble cpu =
          cpuMicrosPerDelivery(cpuBefore, serverCpu.get(), latency.getTotalCount());
      return drainAndCheck(connectsPerSecond, elapsed, latency, cpu);
    } finally {
      generator.stop();
    }
  }

  private void connectAll(List<LoadClient> unconnected, String host, int port)
      throws BenchmarkException, ConnectionFailedException, InterruptedException {
    Source<LoadClient, NotUsed> all = Source.from(unconnected);
    Source<LoadClient, NotUsed> paced =
        load.rampUpRate().isPresent()
            ? all.throttle(load.rampUpRate().getAsInt(), Duration.ofSeconds(1))
            : all;
    CompletableFuture<Done> connected =
        paced
            .mapAsyncUnordered(
                CONNECT_PARALLELISM,
                client ->
                    CompletableFuture.supplyAsync(() -> connect(client, host, port), blocking)
                        .thenCompose(registration -> registration)
                        .thenApply(done -> reporter.onClientConnected()))
            .runWith(Sink.ignore(), Materializer.matFromSystem(connector.system()))
            .toCompletableFuture();
    try {
      reporter.awaitCompletion(Phase.CONNECTING, connected);
    } catch (CompletionException e) {
      throw connectFailure(e);
    }
  }

  private CompletionStage<Done> connect(LoadClient client, String host, int port) {
    try {
      return client.connect(connector, host, port);
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
    if (cause instanceof ConnectionFailedException notConnected) {
      throw notConnected;
    }
    String reason =
        cause instanceof TimeoutException
            ? "no answer to the registration within " + timeout.toSeconds() + " s"
            : String.valueOf(cause.getMessage());
    return new BenchmarkException(
        "only "
            + reporter.connectedClients()
            + " of "
            + load.clients()
            + " clients registered: "
            + reason,
        cause);
  }

  /** Stops sending, waits for the remaining deliveries, and checks them. */
  private BenchmarkResult drainAndCheck(
      double connectsPerSecond, Duration elapsed, Histogram latency, OptionalDouble cpu)
      throws InterruptedException {
    int[] sent = clients.stream().mapToInt(LoadClient::stopSending).toArray();
    long total = IntStream.of(sent).asLongStream().sum();
    boolean echoes = dialect.echoes();
    Supplier<Long> missing =
        () ->
            IntStream.range(0, sent.length)
                .mapToLong(i -> total - (echoes ? 0 : sent[i]) - clients.get(i).distinctReceived())
                .sum();
    reporter.awaitZero(Phase.DRAINING, missing, timeout);
    List<DeliveryChecker> checkers = clients.stream().map(LoadClient::deliveryChecker).toList();
    return new BenchmarkResult(
        connectsPerSecond,
        elapsed,
        latency,
        cpu,
        total,
        missing.get(),
        checkers.stream().mapToLong(DeliveryChecker::duplicates).sum(),
        checkers.stream().mapToLong(DeliveryChecker::outOfOrder).sum(),
        echoes
            ? (int) checkers.stream().mapToLong(DeliveryChecker::orderHash).distinct().count()
            : 0,
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
