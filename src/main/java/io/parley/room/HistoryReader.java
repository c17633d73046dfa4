package io.parley.room;

import io.parley.history.HistoryException;
import io.parley.history.MessageStore;
import io.parley.history.SearchQuery;
import io.parley.history.StoredMessage;
import io.parley.protocol.Answer;
import io.parley.protocol.RoomName;
import io.parley.protocol.ServerMessage;
import io.parley.wire.flow.Batch;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
 * Answers the history queries of members. The reply to each is one {@link RoomEvent.Delivered}: the
 * answer, or the problem {@code HISTORY_UNAVAILABLE} if the store fails or does not answer within
 * the deadline. The store blocks, so it is called on an executor for blocking reads.
 */
public final class HistoryReader extends AbstractBehavior<HistoryReader.Command> {
  private static final Logger log = LoggerFactory.getLogger(HistoryReader.class);

  public sealed interface Command {}

  /**
   * Asks for messages of a room.
   *
   * @param before only messages with a smaller id
   * @param limit the maximum number of messages
   */
  public record ReadBefore(RoomName room, long before, int limit, ActorRef<RoomEvent> replyTo)
      implements Command {}

  /**
   * Searches the history of some rooms.
   *
   * @param words the query as the member typed it, on one line
   * @param query the same, parsed
   * @param limit the maximum number of messages
   */
  public record Search(
      String words, SearchQuery query, Set<String> rooms, int limit, ActorRef<RoomEvent> replyTo)
      implements Command {
    public Search {
      rooms = Set.copyOf(rooms);
    }
  }

  private record QuerySucceeded(long queryId, Answer answer) implements Command {}

  private record QueryFailed(long queryId, Throwable cause) implements Command {}

  private record QueryTimedOut(long queryId) implements Command {}

  private final TimerScheduler<Command> timers;
  private final MessageStore store;
  private final Duration timeout;
  private final Executor readExecutor;
  private final Map<Long, ActorRef<RoomEvent>> pending = new HashMap<>();
  private long lastQueryId;

  private HistoryReader(
      ActorContext<Command> context,
      TimerScheduler<Command> timers,
      MessageStore store,
      Duration timeout,
      Executor readExecutor) {
    super(context);
    this.timers = timers;
    this.store = store;
    this.timeout = timeout;
    this.readExecutor = readExecutor;
  }

  /**
   * Creates a reader.
   *
   * @param timeout the deadline of each query
   * @param readExecutor its threads may block
   */
  public static Behavior<Command> create(
      MessageStore store, Duration timeout, Executor readExecutor) {
    return Behaviors.setup(
        context ->
            Behaviors.withTimers(
                timers -> new HistoryReader(context, timers, store, timeout, readExecutor)));
  }

  @Override
  public Receive<Command> createReceive() {
    return newReceiveBuilder()
        .onMessage(ReadBefore.class, this::onReadBefore)
        .onMessage(Search.class, this::onSearch)
        .onMessage(QuerySucceeded.class, this::onQuerySucceeded)
        .onMessage(QueryFailed.class, this::onQueryFailed)
        .onMessage(QueryTimedOut.class, this::onQueryTimedOut)
        .build();
  }

  private Behavior<Command> onReadBefore(ReadBefore query) {
    return run(
        query.replyTo(),
        () ->
            new Answer.History(
                query.room(),
                toMessages(store.before(query.room().value(), query.before(), query.limit()))));
  }

  private Behavior<Command> onSearch(Search search) {
    return run(
        search.replyTo(),
        () ->
            new Answer.SearchResults(
                search.words(),
                toMessages(store.search(search.query(), search.rooms(), search.limit()))));
  }

  private Behavior<Command> onQuerySucceeded(QuerySucceeded succeeded) {
    return reply(succeeded.queryId(), new ServerMessage.Answered(succeeded.answer()));
  }

  private Behavior<Command> onQueryFailed(QueryFailed failed) {
    log.error("The history cannot be read: {}", HistoryException.describe(failed.cause()));
    return reply(failed.queryId(), new ServerMessage.Refused(RoomProblems.HISTORY_UNREADABLE));
  }

  private Behavior<Command> onQueryTimedOut(QueryTimedOut timedOut) {
    log.warn("A query of the history took longer than {} ms.", timeout.toMillis());
    return reply(timedOut.queryId(), new ServerMessage.Refused(RoomProblems.HISTORY_UNREADABLE));
  }

  private Behavior<Command> run(ActorRef<RoomEvent> replyTo, Callable<Answer> query) {
    lastQueryId++;
    long queryId = lastQueryId;
    pending.put(queryId, replyTo);
    timers.startSingleTimer(queryId, new QueryTimedOut(queryId), timeout);
    getContext()
        .pipeToSelf(
            CompletableFuture.supplyAsync(() -> call(query), readExecutor),
            (answer, failure) ->
                failure == null
                    ? new QuerySucceeded(queryId, answer)
                    : new QueryFailed(queryId, failure));
    return this;
  }

  /** Replies once to each query: a result that comes after the deadline is dropped. */
  private Behavior<Command> reply(long queryId, ServerMessage message) {
    timers.cancel(queryId);
    Optional.ofNullable(pending.remove(queryId))
        .ifPresent(replyTo -> replyTo.tell(RoomEvent.Delivered.answer(Batch.of(message))));
    return this;
  }

  private static Answer call(Callable<Answer> query) {
    try {
      return query.call();
    } catch (Exception e) {
      throw new CompletionException(e);
    }
  }

  private static List<ServerMessage.RoomText> toMessages(List<StoredMessage> stored) {
    return stored.stream().map(HistoryMapping::toServerMessage).toList();
  }
}
