package io.parley.room;

import io.parley.history.Entry;
import io.parley.history.HistoryException;
import io.parley.history.HistoryStore;
import io.parley.history.Saying;
import io.parley.history.SearchQuery;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
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
 * The one who writes the history down, for all rooms. What comes while one batch is being written
 * forms the next: under load many small wishes become one transaction. A batch that cannot be
 * written is tried again, the same one, until it can; nothing overtakes it.
 *
 * <p>The store blocks, and so it is only called on executors made for that: one thread writes,
 * others read.
 */
public final class Historian extends AbstractBehavior<Historian.Command> {
  private static final Logger log = LoggerFactory.getLogger(Historian.class);

  /** The most sayings of one transaction. */
  private static final int LARGEST_BATCH = 10_000;

  /** What can be asked of it. */
  public sealed interface Command {}

  /** Keeps these. Answered by {@link Stored} when they are kept; before, there may be trouble. */
  public record Store(List<Saying> sayings, ActorRef<Told> replyTo) implements Command {
    public Store {
      sayings = List.copyOf(sayings);
    }
  }

  /**
   * What a room needs to begin. Answered by {@link Loaded} as soon as it can be read.
   *
   * @param limit the most entries
   */
  public record Load(String room, int limit, ActorRef<Told> replyTo) implements Command {}

  /** What was said in a room with ids below {@code before}. Answered by {@link Read}. */
  public record Past(String room, long before, int limit, ActorRef<Read> replyTo)
      implements Command {}

  /** Looks for something in these rooms. Answered by {@link Read}. */
  public record Search(SearchQuery query, Set<String> rooms, int limit, ActorRef<Read> replyTo)
      implements Command {
    public Search {
      rooms = Set.copyOf(rooms);
    }
  }

  /** What a room is told. */
  public sealed interface Told {}

  /** All is kept, in this order. */
  public record Stored(List<Entry> entries) implements Told {}

  /**
   * The newest of a room.
   *
   * @param entries the oldest first
   */
  public record Loaded(List<Entry> entries, Optional<Entry> topic) implements Told {}

  /** It cannot be done now, and will be when it can. */
  public enum Trouble implements Told {
    INSTANCE
  }

  /** What was asked for; empty if it cannot be read now. */
  public record Read(Optional<List<Entry>> entries) {}

  private record Written(List<Entry> entries) implements Command {}

  private record NotWritten(Throwable cause) implements Command {}

  private record NotLoaded(Load load, Throwable cause) implements Command {}

  private record Reply(Runnable send) implements Command {}

  private enum Again implements Command {
    INSTANCE
  }

  private final TimerScheduler<Command> timers;
  private final HistoryStore store;
  private final Duration retry;
  private final Executor writer;
  private final Executor readers;
  private final Deque<Store> waiting = new ArrayDeque<>();
  private final List<Store> writing = new ArrayList<>();
  private UUID token = UUID.randomUUID();
  private boolean inTrouble;

  private Historian(
      ActorContext<Command> context,
      TimerScheduler<Command> timers,
      HistoryStore store,
      Duration retry,
      Executor writer,
      Executor readers) {
    super(context);
    this.timers = timers;
    this.store = store;
    this.retry = retry;
    this.writer = writer;
    this.readers = readers;
  }

  /**
   * The behavior.
   *
   * @param retry how long after a failure the next attempt is made
   * @param writer has one thread
   * @param readers may have several
   */
  public static Behavior<Command> create(
      HistoryStore store, Duration retry, Executor writer, Executor readers) {
    return Behaviors.setup(
        context ->
            Behaviors.withTimers(
                timers -> new Historian(context, timers, store, retry, writer, readers)));
  }

  @Override
  public Receive<Command> createReceive() {
    return newReceiveBuilder()
        .onMessage(Store.class, this::onStore)
        .onMessage(Written.class, this::onWritten)
        .onMessage(NotWritten.class, this::onNotWritten)
        .onMessageEquals(Again.INSTANCE, this::onAgain)
        .onMessage(Load.class, this::onLoad)
        .onMessage(NotLoaded.class, this::onNotLoaded)
        .onMessage(Reply.class, this::onReply)
        .onMessage(
            Past.class,
            past ->
                read(() -> store.past(past.room(), past.before(), past.limit()), past.replyTo()))
        .onMessage(
            Search.class,
            search ->
                read(
                    () -> store.search(search.query(), search.rooms(), search.limit()),
                    search.replyTo()))
        .build();
  }

  private Behavior<Command> onStore(Store wish) {
    waiting.add(wish);
    if (inTrouble) {
      wish.replyTo().tell(Trouble.INSTANCE);
    }
    if (writing.isEmpty()) {
      writeNext();
    }
    return this;
  }

  private void writeNext() {
    int size = 0;
    while (!waiting.isEmpty()
        && (size == 0 || size + waiting.element().sayings().size() <= LARGEST_BATCH)) {
      size += waiting.element().sayings().size();
      writing.add(waiting.remove());
    }
    if (!writing.isEmpty()) {
      token = UUID.randomUUID();
      write();
    }
  }

  private void write() {
    List<Saying> all = writing.stream().flatMap(wish -> wish.sayings().stream()).toList();
    UUID batch = token;
    getContext()
        .pipeToSelf(
            on(writer, () -> store.append(batch, all)),
            (entries, failure) -> failure == null ? new Written(entries) : new NotWritten(failure));
  }

  private Behavior<Command> onWritten(Written written) {
    if (inTrouble) {
      inTrouble = false;
      log.info("The history is being written again.");
    }
    int from = 0;
    for (Store wish : writing) {
      int to = from + wish.sayings().size();
      wish.replyTo().tell(new Stored(List.copyOf(written.entries().subList(from, to))));
      from = to;
    }
    writing.clear();
    writeNext();
    return this;
  }

  private Behavior<Command> onNotWritten(NotWritten failed) {
    if (!inTrouble) {
      inTrouble = true;
      log.error(
          "The history cannot be written; nobody is shown anything until it can: {}",
          HistoryException.reason(failed.cause()));
      log.debug("why", failed.cause());
      writing.forEach(wish -> wish.replyTo().tell(Trouble.INSTANCE));
      waiting.forEach(wish -> wish.replyTo().tell(Trouble.INSTANCE));
    }
    timers.startSingleTimer(Again.INSTANCE, retry);
    return this;
  }

  private Behavior<Command> onAgain() {
    write(); // the same batch under the same token: it may have been kept after all
    return this;
  }

  private Behavior<Command> onLoad(Load load) {
    getContext()
        .pipeToSelf(
            on(
                readers,
                () ->
                    new Loaded(
                        store.past(load.room(), Long.MAX_VALUE, load.limit()),
                        store.topic(load.room()))),
            (loaded, failure) ->
                failure == null
                    ? new Reply(() -> load.replyTo().tell(loaded))
                    : new NotLoaded(load, failure));
    return this;
  }

  private Behavior<Command> onNotLoaded(NotLoaded failed) {
    log.error(
        "The history of {} cannot be read: {}",
        failed.load().room(),
        HistoryException.reason(failed.cause()));
    timers.startSingleTimer(failed.load(), failed.load(), retry);
    failed.load().replyTo().tell(Trouble.INSTANCE);
    return this;
  }

  private Behavior<Command> read(Callable<List<Entry>> reading, ActorRef<Read> replyTo) {
    getContext()
        .pipeToSelf(
            on(readers, reading),
            (entries, failure) -> {
              if (failure != null) {
                log.error("The history cannot be read: {}", HistoryException.reason(failure));
              }
              Read read = new Read(failure == null ? Optional.of(entries) : Optional.empty());
              return new Reply(() -> replyTo.tell(read));
            });
    return this;
  }

  private Behavior<Command> onReply(Reply reply) {
    reply.send().run();
    return this;
  }

  private static <T> CompletableFuture<T> on(Executor executor, Callable<T> work) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return work.call();
          } catch (Exception e) {
            throw new CompletionException(e);
          }
        },
        executor);
  }
}
