package io.parley.room;

import io.parley.history.HistoryException;
import io.parley.history.MessageStore;
import io.parley.history.SearchQuery;
import io.parley.history.StoredMessage;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Knows what was said, for all rooms and for everybody who asks. The store blocks, and so it is
 * only called on an executor made for that; what is asked of it at the same time is read at the
 * same time.
 */
public final class HistoryReader extends AbstractBehavior<HistoryReader.Command> {
  private static final Logger log = LoggerFactory.getLogger(HistoryReader.class);

  /** What can be asked of it. */
  public sealed interface Command {}

  /**
   * What a room needs to begin. Answered by {@link RecentLoaded} as soon as it can be read.
   *
   * @param limit the most entries
   */
  public record LoadRecent(String room, int limit, ActorRef<Response> replyTo) implements Command {}

  /** What was said in a room with ids below {@code before}. Answered by {@link ReadResult}. */
  public record ReadBefore(String room, long before, int limit, ActorRef<ReadResult> replyTo)
      implements Command {}

  /** Looks for something in these rooms. Answered by {@link ReadResult}. */
  public record Search(
      SearchQuery query, Set<String> rooms, int limit, ActorRef<ReadResult> replyTo)
      implements Command {
    public Search {
      rooms = Set.copyOf(rooms);
    }
  }

  /** What a room is told of its history. */
  public sealed interface Response {}

  /** All is kept, in this order. */
  public record Stored(List<StoredMessage> entries) implements Response {}

  /**
   * The newest of a room.
   *
   * @param entries the oldest first
   */
  public record RecentLoaded(List<StoredMessage> entries, Optional<StoredMessage> topic)
      implements Response {}

  /** It cannot be done now, and will be when it can. */
  public enum StoreFailed implements Response {
    INSTANCE
  }

  /** What was asked for; empty if it cannot be read now. */
  public record ReadResult(Optional<List<StoredMessage>> entries) {}

  /** The same again, after that was said in the log. */
  private record RetryLoad(LoadRecent load) implements Command {}

  private record LoadFailed(LoadRecent load, boolean isRetry, Throwable cause) implements Command {}

  private record RunCallback(Runnable callback) implements Command {}

  private final TimerScheduler<Command> timers;
  private final MessageStore store;
  private final Duration retryDelay;
  private final Executor readExecutor;

  private HistoryReader(
      ActorContext<Command> context,
      TimerScheduler<Command> timers,
      MessageStore store,
      Duration retry,
      Executor readers) {
    super(context);
    this.timers = timers;
    this.store = store;
    this.retryDelay = retry;
    this.readExecutor = readers;
  }

  /**
   * The behavior.
   *
   * @param retry how long after a failure a room's past is read again
   * @param readers where the store may block
   */
  public static Behavior<Command> create(MessageStore store, Duration retry, Executor readers) {
    return Behaviors.setup(
        context ->
            Behaviors.withTimers(
                timers -> new HistoryReader(context, timers, store, retry, readers)));
  }

  @Override
  public Receive<Command> createReceive() {
    return newReceiveBuilder()
        .onMessage(LoadRecent.class, load -> load(load, false))
        .onMessage(RetryLoad.class, again -> load(again.load(), true))
        .onMessage(LoadFailed.class, this::onLoadFailed)
        .onMessage(RunCallback.class, this::onReply)
        .onMessage(
            ReadBefore.class,
            past ->
                readHistory(
                    () -> store.before(past.room(), past.before(), past.limit()), past.replyTo()))
        .onMessage(
            Search.class,
            search ->
                readHistory(
                    () -> store.search(search.query(), search.rooms(), search.limit()),
                    search.replyTo()))
        .build();
  }

  private Behavior<Command> load(LoadRecent load, boolean again) {
    getContext()
        .pipeToSelf(
            callOnReaders(
                () ->
                    new RecentLoaded(
                        store.before(load.room(), Long.MAX_VALUE, load.limit()),
                        store.topic(load.room()))),
            (loaded, failure) ->
                failure == null
                    ? new RunCallback(() -> replyLoaded(load, again, loaded))
                    : new LoadFailed(load, again, failure));
    return this;
  }

  private static void replyLoaded(LoadRecent load, boolean again, RecentLoaded loaded) {
    if (again) {
      log.info("The history of {} is read again.", load.room());
    }
    load.replyTo().tell(loaded);
  }

  private Behavior<Command> onLoadFailed(LoadFailed failed) {
    if (!failed.isRetry()) {
      log.error(
          "The history of {} cannot be read; nobody is shown anything there until it can: {}",
          failed.load().room(),
          HistoryException.describe(failed.cause()));
    }
    timers.startSingleTimer(failed.load(), new RetryLoad(failed.load()), retryDelay);
    failed.load().replyTo().tell(StoreFailed.INSTANCE);
    return this;
  }

  private Behavior<Command> readHistory(
      Callable<List<StoredMessage>> work, ActorRef<ReadResult> replyTo) {
    getContext()
        .pipeToSelf(
            callOnReaders(work),
            (entries, failure) -> {
              if (failure != null) {
                log.error("The history cannot be read: {}", HistoryException.describe(failure));
              }
              ReadResult read =
                  new ReadResult(failure == null ? Optional.of(entries) : Optional.empty());
              return new RunCallback(() -> replyTo.tell(read));
            });
    return this;
  }

  private Behavior<Command> onReply(RunCallback reply) {
    reply.callback().run();
    return this;
  }

  private <T> CompletableFuture<T> callOnReaders(Callable<T> work) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return work.call();
          } catch (Exception e) {
            throw new CompletionException(e);
          }
        },
        readExecutor);
  }
}
