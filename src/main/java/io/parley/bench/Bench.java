package io.parley.bench;

import io.parley.bench.Progress.Phase;
import io.parley.client.CannotConnectException;
import io.parley.client.Connector;
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
public final class Bench {
  /** How many connect at the same time. */
  private static final int AT_ONCE = 32;

  private final Load load;
  private final Dialect dialect;
  private final Connector connector;
  private final Executor blocking;
  private final Duration patience;
  private final Supplier<Optional<Duration>> cpu;
  private final Ticker ticker;
  private final Tally tally = new Tally();
  private final List<Participant> participants;

  /**
   * A run that has not begun. A {@link Load.Window} needs a dialect that {@link Dialect#echoes}.
   *
   * @param blocking where connecting may block
   * @param patience how long the server may take for anything
   * @param cpu the time that the server's processors have spent on it until now, if it can be asked
   * @param progress told about once a second
   */
  public Bench(
      Load load,
      Dialect dialect,
      Connector connector,
      Executor blocking,
      Duration patience,
      Supplier<Optional<Duration>> cpu,
      Consumer<Progress> progress) {
    if (load.talk() instanceof Load.Window && !dialect.echoes()) {
      throw new IllegalArgumentException(
          dialect.name() + " sends nobody what they say themselves: no window, but a rate");
    }
    this.load = load;
    this.dialect = dialect;
    this.connector = connector;
    this.blocking = blocking;
    this.patience = patience;
    this.cpu = cpu;
    this.ticker = new Ticker(tally, progress);
    int run = ThreadLocalRandom.current().nextInt(Payload.MOST);
    this.participants =
        IntStream.range(0, load.clients()).mapToObj(number -> participant(run, number)).toList();
  }

  private Participant participant(int run, int number) {
    return new Participant(run, number, load, dialect, tally, patience);
  }

  /**
   * Runs it, and leaves.
   *
   * @throws BenchException if not all are let in
   * @throws CannotConnectException if there is no server
   */
  public Outcome run(String host, int port)
      throws BenchException, CannotConnectException, InterruptedException {
    try {
      join(participants.subList(0, 1), host, port); // which takes what the first of anything takes
      long begun = System.nanoTime();
      join(participants.subList(1, load.clients()), host, port);
      double joins = (load.clients() - 1) / seconds(System.nanoTime() - begun);
      return talk(joins);
    } finally {
      participants.forEach(Participant::leave);
    }
  }

  private Outcome talk(double joins) throws InterruptedException {
    Talking talking = Talking.begin(load.talk(), participants.subList(0, load.senders()));
    try {
      ticker.during(Phase.WARMING_UP, load.warmUp());
      Optional<Duration> cpuBefore = cpu.get();
      Histogram latency = Tally.noLatency();
      Duration elapsed = ticker.during(Phase.MEASURING, load.duration(), latency);
      OptionalDouble spent = perDelivery(cpuBefore, cpu.get(), latency.getTotalCount());
      return outcome(joins, elapsed, latency, spent);
    } finally {
      talking.end();
    }
  }

  private void join(List<Participant> newcomers, String host, int port)
      throws BenchException, CannotConnectException, InterruptedException {
    Source<Participant, NotUsed> all = Source.from(newcomers);
    Source<Participant, NotUsed> coming =
        load.ramp().isPresent() ? all.throttle(load.ramp().getAsInt(), Duration.ofSeconds(1)) : all;
    CompletableFuture<Done> joined =
        coming
            .mapAsyncUnordered(
                AT_ONCE,
                participant ->
                    CompletableFuture.supplyAsync(() -> joining(participant, host, port), blocking)
                        .thenCompose(in -> in)
                        .thenApply(in -> ticker.another()))
            .runWith(Sink.ignore(), Materializer.matFromSystem(connector.system()))
            .toCompletableFuture();
    try {
      ticker.until(Phase.JOINING, joined);
    } catch (CompletionException e) {
      throw notIn(e);
    }
  }

  private CompletionStage<Done> joining(Participant participant, String host, int port) {
    try {
      return participant.join(connector, host, port);
    } catch (CannotConnectException e) {
      throw new CompletionException(e);
    }
  }

  private BenchException notIn(CompletionException failure) throws CannotConnectException {
    Throwable cause = failure;
    while (cause instanceof CompletionException && cause.getCause() != null) {
      cause = cause.getCause();
    }
    if (cause instanceof CannotConnectException unreachable) {
      throw unreachable;
    }
    String why =
        cause instanceof TimeoutException
            ? "not let in within " + patience.toSeconds() + " s"
            : String.valueOf(cause.getMessage());
    return new BenchException(
        "only " + ticker.clients() + " of " + load.clients() + " clients came in: " + why, cause);
  }

  private Outcome outcome(double joins, Duration elapsed, Histogram latency, OptionalDouble spent)
      throws InterruptedException {
    int[] said = participants.stream().mapToInt(Participant::fallSilent).toArray();
    long all = IntStream.of(said).asLongStream().sum();
    boolean echoes = dialect.echoes();
    Supplier<Long> missing =
        () ->
            IntStream.range(0, said.length)
                .mapToLong(i -> all - (echoes ? 0 : said[i]) - participants.get(i).heard())
                .sum();
    ticker.whileChanging(Phase.WAITING_FOR_THE_REST, missing, patience);
    List<Reception> heard = participants.stream().map(Participant::reception).toList();
    return new Outcome(
        joins,
        elapsed,
        latency,
        spent,
        all,
        missing.get(),
        heard.stream().mapToLong(Reception::doubled).sum(),
        heard.stream().mapToLong(Reception::outOfOrder).sum(),
        echoes ? (int) heard.stream().mapToLong(Reception::order).distinct().count() : 0,
        tally.lost(),
        tally.wrong(),
        tally.unsaid(),
        tally.complaint());
  }

  private static OptionalDouble perDelivery(
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
