package io.parley.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Warns in the log when the disk of the history is nearly full: once, and again after it had enough
 * space. It looks when it starts and every {@link #INTERVAL}.
 */
public final class DiskSpaceMonitor extends AbstractBehavior<DiskSpaceMonitor.Command> {
  public static final Duration INTERVAL = Duration.ofMinutes(1);

  /** Below it, in bytes, there is a warning: 1 GB, some hours of a busy server. */
  public static final long MIN_FREE_BYTES = 1_000_000_000;

  private static final int MEGABYTE = 1_000_000;

  private static final Logger log = LoggerFactory.getLogger(DiskSpaceMonitor.class);

  /** The actor sends all commands to itself. */
  public sealed interface Command {}

  private enum Look implements Command {
    INSTANCE
  }

  private record Measured(long freeBytes) implements Command {}

  private record MeasureFailed(Throwable cause) implements Command {}

  /** Measures the free space of a disk, in bytes. It may block. */
  interface FreeSpace {
    long bytes() throws IOException;
  }

  private final TimerScheduler<Command> timers;
  private final Path file;
  private final FreeSpace freeSpace;
  private final Executor executor;
  private boolean low;

  private DiskSpaceMonitor(
      ActorContext<Command> context,
      TimerScheduler<Command> timers,
      Path file,
      FreeSpace freeSpace,
      Executor executor) {
    super(context);
    this.timers = timers;
    this.file = file;
    this.freeSpace = freeSpace;
    this.executor = executor;
    look();
  }

  /**
   * Creates a monitor of the disk of a file.
   *
   * @param executor its threads may block
   */
  public static Behavior<Command> create(Path file, Executor executor) {
    return create(file, () -> Files.getFileStore(file).getUsableSpace(), executor);
  }

  static Behavior<Command> create(Path file, FreeSpace freeSpace, Executor executor) {
    return Behaviors.setup(
        context ->
            Behaviors.withTimers(
                timers -> new DiskSpaceMonitor(context, timers, file, freeSpace, executor)));
  }

  @Override
  public Receive<Command> createReceive() {
    return newReceiveBuilder()
        .onMessageEquals(Look.INSTANCE, this::onLook)
        .onMessage(Measured.class, this::onMeasured)
        .onMessage(MeasureFailed.class, this::onMeasureFailed)
        .build();
  }

  private Behavior<Command> onLook() {
    look();
    return this;
  }

  private Behavior<Command> onMeasured(Measured measured) {
    boolean wasLow = low;
    low = measured.freeBytes() < MIN_FREE_BYTES;
    if (low && !wasLow) {
      log.warn(
          "Only {} MB are free on the disk of {}; when it is full, delivery is suspended",
          measured.freeBytes() / MEGABYTE,
          file);
    }
    return scheduleNext();
  }

  /** The writer of the history reports a disk that cannot be used. */
  private Behavior<Command> onMeasureFailed(MeasureFailed failed) {
    log.debug("The free space of the disk of {} is unknown", file, failed.cause());
    return scheduleNext();
  }

  private Behavior<Command> scheduleNext() {
    timers.startSingleTimer(Look.INSTANCE, INTERVAL);
    return this;
  }

  private void look() {
    CompletableFuture<Long> measuring =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return freeSpace.bytes();
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            },
            executor);
    getContext()
        .pipeToSelf(
            measuring,
            (bytes, failure) -> failure == null ? new Measured(bytes) : new MeasureFailed(failure));
  }
}
