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
 * Deletes messages that are older than the retention: when it starts, and again {@link #INTERVAL}
 * after the last attempt, successful or not. So a message is deleted at most that much later.
 */
public final class HistoryPruner extends AbstractBehavior<HistoryPruner.Command> {
  /** As long as the shortest retention. An attempt without expired messages takes about 1 ms. */
  public static final Duration INTERVAL = Duration.ofHours(1);

  private static final Logger log = LoggerFactory.getLogger(HistoryPruner.class);

  /** The actor sends all commands to itself. */
  public sealed interface Command {}

  private enum Prune implements Command {
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
   * Creates the actor.
   *
   * @param retention the age at which messages are deleted
   * @param executor runs the deletion, which blocks, for a long time if many messages are old; not
   *     the executor of the history writer, which all rooms wait for
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
        .onMessageEquals(Prune.INSTANCE, this::onPrune)
        .onMessage(Pruned.class, this::onPruned)
        .onMessage(PruneFailed.class, this::onPruneFailed)
        .build();
  }

  private Behavior<Command> onPrune() {
    prune();
    return this;
  }

  private Behavior<Command> onPruned(Pruned pruned) {
    if (pruned.deletedCount() > 0) {
      log.info("Deleted {} messages older than the retention", pruned.deletedCount());
    }
    return scheduleNext();
  }

  private Behavior<Command> onPruneFailed(PruneFailed failed) {
    log.warn(
        "Cannot delete messages older than the retention: {}; retrying in 1 h",
        HistoryException.describe(failed.cause()));
    return scheduleNext();
  }

  private Behavior<Command> scheduleNext() {
    timers.startSingleTimer(Prune.INSTANCE, INTERVAL);
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
            (count, failure) -> failure == null ? new Pruned(count) : new PruneFailed(failure));
  }
}
