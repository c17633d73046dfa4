package io.parley.room;

import io.parley.history.HistoryException;
import io.parley.history.MessageStore;
import io.parley.history.RecentMessages;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
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
 * Loads the recent history of rooms when they start. A load that fails is retried until it
 * succeeds. The store blocks, so it is called on an executor for blocking reads. That executor, and
 * the reads of the store, are used for nothing else, so that a load never waits for a query.
 */
public final class RoomHistoryLoader extends AbstractBehavior<RoomHistoryLoader.Command> {
  private static final Logger log = LoggerFactory.getLogger(RoomHistoryLoader.class);

  /** More than one batch of a room can have. */
  private static final int MAX_MISSED = 100_000;

  public sealed interface Command {}

  /**
   * Loads the newest messages of a room. The reply is {@link HistoryResponse.RecentLoaded}, after
   * one {@link HistoryResponse.StoreFailed} for each failed attempt.
   *
   * @param limit the maximum number of messages
   * @param missedAfter also loads the messages with greater ids, as a room that failed may have
   *     stored more of them than {@code limit} and delivered none
   */
  public record LoadRecent(
      String room, int limit, OptionalLong missedAfter, ActorRef<HistoryResponse> replyTo)
      implements Command {}

  private record LoadSucceeded(
      LoadRecent request, boolean isRetry, HistoryResponse.RecentLoaded loaded)
      implements Command {}

  private record LoadFailed(LoadRecent request, boolean isRetry, Throwable cause)
      implements Command {}

  private record RetryLoad(LoadRecent request) implements Command {}

  private final TimerScheduler<Command> timers;
  private final MessageStore store;
  private final Duration retryDelay;
  private final Executor readExecutor;

  private RoomHistoryLoader(
      ActorContext<Command> context,
      TimerScheduler<Command> timers,
      MessageStore store,
      Duration retryDelay,
      Executor readExecutor) {
    super(context);
    this.timers = timers;
    this.store = store;
    this.retryDelay = retryDelay;
    this.readExecutor = readExecutor;
  }

  /**
   * Creates a loader.
   *
   * @param retryDelay the time between two attempts
   * @param readExecutor its threads may block
   */
  public static Behavior<Command> create(
      MessageStore store, Duration retryDelay, Executor readExecutor) {
    return Behaviors.setup(
        context ->
            Behaviors.withTimers(
                timers -> new RoomHistoryLoader(context, timers, store, retryDelay, readExecutor)));
  }

  @Override
  public Receive<Command> createReceive() {
    return newReceiveBuilder()
        .onMessage(LoadRecent.class, this::onLoadRecent)
        .onMessage(LoadSucceeded.class, this::onLoadSucceeded)
        .onMessage(LoadFailed.class, this::onLoadFailed)
        .onMessage(RetryLoad.class, this::onRetryLoad)
        .build();
  }

  private Behavior<Command> onLoadRecent(LoadRecent request) {
    return load(request, false);
  }

  private Behavior<Command> onLoadSucceeded(LoadSucceeded succeeded) {
    if (succeeded.isRetry()) {
      log.info("The history of {} is loaded again.", succeeded.request().room());
    }
    succeeded.request().replyTo().tell(succeeded.loaded());
    return this;
  }

  private Behavior<Command> onLoadFailed(LoadFailed failed) {
    if (!failed.isRetry()) {
      log.error(
          "The history of {} cannot be read; delivery in this room is suspended: {}",
          failed.request().room(),
          HistoryException.describe(failed.cause()));
    }
    timers.startSingleTimer(failed.request(), new RetryLoad(failed.request()), retryDelay);
    failed.request().replyTo().tell(HistoryResponse.StoreFailed.INSTANCE);
    return this;
  }

  private Behavior<Command> onRetryLoad(RetryLoad retry) {
    return load(retry.request(), true);
  }

  private Behavior<Command> load(LoadRecent request, boolean isRetry) {
    getContext()
        .pipeToSelf(
            CompletableFuture.supplyAsync(() -> read(request), readExecutor),
            (loaded, failure) ->
                failure == null
                    ? new LoadSucceeded(request, isRetry, loaded)
                    : new LoadFailed(request, isRetry, failure));
    return this;
  }

  private HistoryResponse.RecentLoaded read(LoadRecent request) {
    try {
      RecentMessages recent = store.recent(request.room(), request.limit());
      return new HistoryResponse.RecentLoaded(
          recent.messages(),
          recent.topic(),
          request.missedAfter().isPresent()
              ? store.missed(request.room(), request.missedAfter().getAsLong(), MAX_MISSED)
              : List.of());
    } catch (HistoryException e) {
      throw new CompletionException(e);
    }
  }
}
