package io.parley.room;

import io.parley.history.HistoryException;
import io.parley.history.MessageStore;
import io.parley.history.SearchQuery;
import io.parley.history.SearchResult;
import io.parley.history.StoredMessage;
import io.parley.history.UnreadCount;
import io.parley.protocol.Answer;
import io.parley.protocol.Problem;
import io.parley.protocol.RoomName;
import io.parley.protocol.ServerMessage;
import io.parley.wire.flow.Batch;
import java.util.ArrayList;
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
 * answer; the problem {@code HISTORY_UNAVAILABLE} if the store fails or does not answer within the
 * deadline; or {@code SERVER_BUSY} if too many queries wait.
 *
 * <ol>
 *   <li>The store blocks, so it is called on an executor for blocking reads. The answer is encoded
 *       there, too, as a long one takes longer than the messages of many rooms.
 *   <li>Reads never wait for searches, which may be slow.
 *   <li>Members have turns ({@link QueryQueue}).
 * </ol>
 */
public final class HistoryReader extends AbstractBehavior<HistoryReader.Command> {
  private static final Logger log = LoggerFactory.getLogger(HistoryReader.class);

  public sealed interface Command {}

  /**
   * The member who asks.
   *
   * @param transit prepares the answers
   */
  public record Asker(ActorRef<RoomEvent> replyTo, AnswerTransit transit) {}

  /**
   * Asks for messages of a room.
   *
   * @param before only messages with a smaller id
   * @param limit the maximum number of messages
   */
  public record ReadBefore(RoomName room, long before, int limit, Asker asker) implements Command {}

  /**
   * Searches the history of some rooms.
   *
   * @param words the query as the member typed it, on one line
   * @param query the same, parsed
   * @param limit the maximum number of messages
   */
  public record Search(String words, SearchQuery query, Set<String> rooms, int limit, Asker asker)
      implements Command {
    public Search {
      rooms = Set.copyOf(rooms);
    }
  }

  /**
   * Asks how many messages of some rooms are unread.
   *
   * @param rooms the newest message seen of each room
   * @param limit the number of messages of each room that are looked at
   */
  public record CountUnread(List<ReadPosition> rooms, int limit, Asker asker) implements Command {
    public CountUnread {
      rooms = List.copyOf(rooms);
    }
  }

  /**
   * The newest message of a room that somebody has seen.
   *
   * @param id 0 for none
   */
  public record ReadPosition(RoomName room, long id) {}

  private record QuerySucceeded(
      Query query, QueryQueue<ActorRef<RoomEvent>, Query> queue, Batch<ServerMessage> answer)
      implements Command {}

  private record QueryFailed(
      long queryId, QueryQueue<ActorRef<RoomEvent>, Query> queue, Throwable cause)
      implements Command {}

  private record QueryTimedOut(long queryId) implements Command {}

  /** A query that waits. */
  private record Query(long id, Asker asker, Callable<Answer> call) {}

  private final TimerScheduler<Command> timers;
  private final MessageStore store;
  private final QuerySettings settings;
  private final Executor readExecutor;
  private final QueryQueue<ActorRef<RoomEvent>, Query> reads;
  private final QueryQueue<ActorRef<RoomEvent>, Query> searches;
  private final Map<Long, ActorRef<RoomEvent>> pending = new HashMap<>();
  private long lastQueryId;

  /** Whether the last query has failed. Only the first failure of an outage is logged. */
  private boolean failing;

  private HistoryReader(
      ActorContext<Command> context,
      TimerScheduler<Command> timers,
      MessageStore store,
      QuerySettings settings,
      Executor readExecutor) {
    super(context);
    this.timers = timers;
    this.store = store;
    this.settings = settings;
    this.readExecutor = readExecutor;
    this.reads = new QueryQueue<>(settings.maxReads());
    this.searches = new QueryQueue<>(settings.maxSearches());
  }

  /**
   * Creates a reader.
   *
   * @param readExecutor its threads may block; it has one for each query that may run
   */
  public static Behavior<Command> create(
      MessageStore store, QuerySettings settings, Executor readExecutor) {
    return Behaviors.setup(
        context ->
            Behaviors.withTimers(
                timers -> new HistoryReader(context, timers, store, settings, readExecutor)));
  }

  @Override
  public Receive<Command> createReceive() {
    return newReceiveBuilder()
        .onMessage(ReadBefore.class, this::onReadBefore)
        .onMessage(Search.class, this::onSearch)
        .onMessage(CountUnread.class, this::onCountUnread)
        .onMessage(QuerySucceeded.class, this::onQuerySucceeded)
        .onMessage(QueryFailed.class, this::onQueryFailed)
        .onMessage(QueryTimedOut.class, this::onQueryTimedOut)
        .build();
  }

  private Behavior<Command> onReadBefore(ReadBefore query) {
    return ask(
        reads,
        query.asker(),
        () ->
            new Answer.History(
                query.room(),
                toMessages(store.before(query.room().value(), query.before(), query.limit()))));
  }

  private Behavior<Command> onSearch(Search search) {
    return ask(
        searches,
        search.asker(),
        () -> {
          SearchResult result =
              store.search(search.query(), search.rooms(), search.limit(), settings.searchBudget());
          return new Answer.SearchResults(
              search.words(), toMessages(result.messages()), result.searched());
        });
  }

  private Behavior<Command> onCountUnread(CountUnread query) {
    return ask(
        reads,
        query.asker(),
        () -> {
          List<Answer.Unread.UnreadRoom> rooms = new ArrayList<>();
          for (ReadPosition position : query.rooms()) {
            UnreadCount count =
                store.countUnread(position.room().value(), position.id(), query.limit());
            rooms.add(
                new Answer.Unread.UnreadRoom(
                    position.room(),
                    position.id(),
                    count.newest(),
                    count.messages(),
                    !count.complete()));
          }
          return new Answer.Unread(rooms);
        });
  }

  private Behavior<Command> onQuerySucceeded(QuerySucceeded succeeded) {
    if (failing) {
      failing = false;
      log.info("The history can be read again.");
    }
    if (!reply(succeeded.query().id(), succeeded.answer())) {
      succeeded.query().asker().transit().drop(succeeded.answer());
    }
    return queryEnded(succeeded.queue());
  }

  private Behavior<Command> onQueryFailed(QueryFailed failed) {
    if (!failing) {
      failing = true;
      log.error("The history cannot be read: {}", HistoryException.describe(failed.cause()));
    }
    reply(failed.queryId(), refusal(RoomProblems.HISTORY_UNREADABLE));
    return queryEnded(failed.queue());
  }

  private Behavior<Command> onQueryTimedOut(QueryTimedOut timedOut) {
    log.warn("A query of the history took longer than {} ms.", settings.timeout().toMillis());
    reply(timedOut.queryId(), refusal(RoomProblems.HISTORY_UNREADABLE));
    reads.removeIf(query -> query.id() == timedOut.queryId());
    searches.removeIf(query -> query.id() == timedOut.queryId());
    return this;
  }

  private Behavior<Command> ask(
      QueryQueue<ActorRef<RoomEvent>, Query> queue, Asker asker, Callable<Answer> call) {
    if (reads.size() + searches.size() >= settings.maxQueued()) {
      asker.replyTo().tell(RoomEvent.Delivered.answer(refusal(RoomProblems.TOO_MANY_QUERIES)));
      return this;
    }
    lastQueryId++;
    pending.put(lastQueryId, asker.replyTo());
    timers.startSingleTimer(lastQueryId, new QueryTimedOut(lastQueryId), settings.timeout());
    queue.add(asker.replyTo(), new Query(lastQueryId, asker, call));
    startQueries(queue);
    return this;
  }

  private Behavior<Command> queryEnded(QueryQueue<ActorRef<RoomEvent>, Query> queue) {
    queue.ended();
    startQueries(queue);
    return this;
  }

  private void startQueries(QueryQueue<ActorRef<RoomEvent>, Query> queue) {
    for (Optional<Query> next = queue.startNext(); next.isPresent(); next = queue.startNext()) {
      run(queue, next.get());
    }
  }

  private void run(QueryQueue<ActorRef<RoomEvent>, Query> queue, Query query) {
    getContext()
        .pipeToSelf(
            CompletableFuture.supplyAsync(() -> encodedAnswer(query), readExecutor),
            (answer, failure) ->
                failure == null
                    ? new QuerySucceeded(query, queue, answer)
                    : new QueryFailed(query.id(), queue, failure));
  }

  /** Replies once to each query; returns false if the answer comes after the deadline. */
  private boolean reply(long queryId, Batch<ServerMessage> answer) {
    timers.cancel(queryId);
    Optional<ActorRef<RoomEvent>> replyTo = Optional.ofNullable(pending.remove(queryId));
    replyTo.ifPresent(asker -> asker.tell(RoomEvent.Delivered.answer(answer)));
    return replyTo.isPresent();
  }

  private static Batch<ServerMessage> refusal(Problem problem) {
    return Batch.of(new ServerMessage.Refused(problem));
  }

  /** Runs on the read executor. The connection finds the batch encoded. */
  private static Batch<ServerMessage> encodedAnswer(Query query) {
    Batch<ServerMessage> answer = Batch.of(new ServerMessage.Answered(call(query.call())));
    query.asker().transit().begin(answer);
    return answer;
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
