package io.parley.server;

import io.parley.access.RoomProfile;
import io.parley.access.RoomProfiles;
import io.parley.conversation.PrivateMessageStore;
import io.parley.history.HistoryException;
import io.parley.history.MessageStore;
import java.time.Duration;
import java.time.Instant;
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
 * Deletes messages that are too old, or the oldest ones of a history that is too large: when it
 * starts, and again an interval after the last attempt, successful or not.
 */
public final class HistoryPruner extends AbstractBehavior<HistoryPruner.Command> {
  /** As long as the shortest retention. An attempt without expired messages takes about 1 ms. */
  public static final Duration INTERVAL = Duration.ofHours(1);

  /** A flood stores some hundred MB in it. An attempt that deletes nothing takes less than 1 ms. */
  public static final Duration SIZE_INTERVAL = Duration.ofMinutes(1);

  /** The shortest retention of a room is an hour. */
  public static final Duration ROOM_INTERVAL = Duration.ofMinutes(5);

  private static final Logger log = LoggerFactory.getLogger(HistoryPruner.class);

  /** The actor sends all commands to itself. */
  public sealed interface Command {}

  private enum Prune implements Command {
    INSTANCE
  }

  private record Pruned(long deletedCount) implements Command {}

  private record PruneFailed(Throwable cause) implements Command {}

  /** Deletes messages and returns their number. */
  private interface Deletion {
    long run() throws HistoryException;
  }

  /**
   * What is deleted when.
   *
   * @param messages the deleted messages, for the log
   */
  private record Policy(Deletion deletion, String messages, Duration interval) {}

  private final TimerScheduler<Command> timers;
  private final Policy policy;
  private final Executor executor;

  private HistoryPruner(
      ActorContext<Command> context,
      TimerScheduler<Command> timers,
      Policy policy,
      Executor executor) {
    super(context);
    this.timers = timers;
    this.policy = policy;
    this.executor = executor;
    prune();
  }

  /**
   * Creates an actor that deletes messages older than the retention. A message is deleted at most
   * {@link #INTERVAL} later.
   *
   * @param privateMessages whose messages are deleted at the same age
   * @param retention the age at which messages are deleted
   * @param executor runs the deletion, which blocks, for a long time if many messages are old; not
   *     the executor of the history writer, which all rooms wait for
   */
  public static Behavior<Command> create(
      MessageStore store,
      PrivateMessageStore privateMessages,
      Duration retention,
      InstantSource clock,
      Executor executor) {
    return create(
        new Policy(
            () -> {
              Instant olderThan = clock.instant().minus(retention);
              return store.prune(olderThan) + privateMessages.prune(olderThan);
            },
            "messages older than the retention",
            INTERVAL),
        executor);
  }

  /**
   * Creates an actor that deletes the oldest messages while the history is larger than a size.
   *
   * @param maxBytes the size, in bytes
   * @param executor as for {@link #create(MessageStore, PrivateMessageStore, Duration,
   *     InstantSource, Executor)}
   */
  public static Behavior<Command> createForSize(
      MessageStore store, long maxBytes, Executor executor) {
    return create(
        new Policy(
            () -> store.pruneToSize(maxBytes),
            "of the oldest messages, as the history was larger than parley.history.max-size",
            SIZE_INTERVAL),
        executor);
  }

  /**
   * Creates an actor that deletes messages older than the retention of their room. A message is
   * deleted at most {@link #ROOM_INTERVAL} later.
   *
   * @param executor as for {@link #create(MessageStore, PrivateMessageStore, Duration,
   *     InstantSource, Executor)}
   */
  public static Behavior<Command> createForRooms(
      MessageStore store, RoomProfiles profiles, InstantSource clock, Executor executor) {
    return create(
        new Policy(
            () -> {
              long deleted = 0;
              for (RoomProfile profile : profiles.withRetention()) {
                Duration retention = profile.modes().retention().orElseThrow();
                deleted += store.prune(profile.room().value(), clock.instant().minus(retention));
              }
              return deleted;
            },
            "messages older than the retention of their room",
            ROOM_INTERVAL),
        executor);
  }

  private static Behavior<Command> create(Policy policy, Executor executor) {
    return Behaviors.setup(
        context ->
            Behaviors.withTimers(timers -> new HistoryPruner(context, timers, policy, executor)));
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
      log.info("Deleted {} {}", pruned.deletedCount(), policy.messages());
    }
    return scheduleNext();
  }

  private Behavior<Command> onPruneFailed(PruneFailed failed) {
    log.warn(
        "Cannot delete {}: {}; retrying in {} min",
        policy.messages(),
        HistoryException.describe(failed.cause()),
        policy.interval().toMinutes());
    return scheduleNext();
  }

  private Behavior<Command> scheduleNext() {
    timers.startSingleTimer(Prune.INSTANCE, policy.interval());
    return this;
  }

  private void prune() {
    CompletableFuture<Long> pruning =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return policy.deletion().run();
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
