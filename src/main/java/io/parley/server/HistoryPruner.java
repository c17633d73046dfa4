package io.parley.server;

import io.parley.history.HistoryException;
import io.parley.history.MessageStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
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
 * The one who has forgotten what is too old: at the start, and again {@link #INTERVAL} after the
 * last time, whether that went well or not. So anything is kept for that much longer at most.
 */
public final class HistoryPruner extends AbstractBehavior<HistoryPruner.Command> {
  /** Short beside the least retention, which is as long; and looking costs a millisecond. */
  public static final Duration INTERVAL = Duration.ofHours(1);

  private static final Logger log = LoggerFactory.getLogger(HistoryPruner.class);

  /** Nobody asks it for anything. */
  public sealed interface Command {}

  private enum Due implements Command {
    INSTANCE
  }

  private record Pruned(long deletedCount) implements Command {}

  private record PruneFailed(Throwable cause) implements Command {}

  private final TimerScheduler<Command> timers;
  private final MessageStore store;
  private final Duration retention;
  private final InstantSource clock;
  private final Executor executor;

  private HistoryPruner(
      ActorContext<Command> context,
      TimerScheduler<Command> timers,
      MessageStore store,
      Duration retention,
      InstantSource clock,
      Executor executor) {
    super(context);
    this.timers = timers;
    this.store = store;
    this.retention = retention;
    this.clock = clock;
    this.executor = executor;
    prune();
  }

  /**
   * The behavior.
   *
   * @param retention how long anything is kept
   * @param executor where the store may block, for long if much is old; the one that writes would
   *     make everybody wait
   */
  public static Behavior<Command> create(
      MessageStore store, Duration retention, InstantSource clock, Executor executor) {
    return Behaviors.setup(
        context ->
            Behaviors.withTimers(
                timers -> new HistoryPruner(context, timers, store, retention, clock, executor)));
  }

  @Override
  public Receive<Command> createReceive() {
    return newReceiveBuilder()
        .onMessageEquals(Due.INSTANCE, this::onDue)
        .onMessage(Pruned.class, this::onPruned)
        .onMessage(PruneFailed.class, this::onPruneFailed)
        .build();
  }

  private Behavior<Command> onDue() {
    prune();
    return this;
  }

  private Behavior<Command> onPruned(Pruned pruned) {
    if (pruned.deletedCount() > 0) {
      log.info("{} messages of the history were too old to be kept.", pruned.deletedCount());
    }
    return scheduleNext();
  }

  private Behavior<Command> onPruneFailed(PruneFailed failed) {
    log.warn(
        "What is too old in the history cannot be forgotten now: {}",
        HistoryException.describe(failed.cause()));
    return scheduleNext();
  }

  private Behavior<Command> scheduleNext() {
    timers.startSingleTimer(Due.INSTANCE, INTERVAL);
    return this;
  }

  private void prune() {
    CompletableFuture<Long> pruning =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return store.prune(clock.instant().minus(retention));
              } catch (HistoryException e) {
                throw new CompletionException(e);
              }
            },
            executor);
    getContext()
        .pipeToSelf(
            pruning,
            (gone, failure) -> failure == null ? new Pruned(gone) : new PruneFailed(failure));
  }
}
