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
public final class Historian extends AbstractBehavior<Historian.Command> {
  private static final Logger log = LoggerFactory.getLogger(Historian.class);

  /** What can be asked of it. */
  public sealed interface Command {}

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

  /** What a room is told of its history. */
  public sealed interface Told {}

  /** All is kept, in this order. */
  public record Stored(List<StoredMessage> entries) implements Told {}

  /**
   * The newest of a room.
   *
   * @param entries the oldest first
   */
  public record Loaded(List<StoredMessage> entries, Optional<StoredMessage> topic)
      implements Told {}

  /** It cannot be done now, and will be when it can. */
  public enum Trouble implements Told {
    INSTANCE
  }

  /** What was asked for; empty if it cannot be read now. */
  public record Read(Optional<List<StoredMessage>> entries) {}

  /** The same again, after that was said in the log. */
  private record Again(Load load) implements Command {}

  private record NotLoaded(Load load, boolean again, Throwable cause) implements Command {}

  private record Reply(Runnable send) implements Command {}

  private final TimerScheduler<Command> timers;
  private final MessageStore store;
  private final Duration retry;
  private final Executor readers;

  private Historian(
      ActorContext<Command> context,
      TimerScheduler<Command> timers,
      MessageStore store,
      Duration retry,
      Executor readers) {
    super(context);
    this.timers = timers;
    this.store = store;
    this.retry = retry;
    this.readers = readers;
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
            Behaviors.withTimers(timers -> new Historian(context, timers, store, retry, readers)));
  }

  @Override
  public Receive<Command> createReceive() {
    return newReceiveBuilder()
        .onMessage(Load.class, load -> load(load, false))
        .onMessage(Again.class, again -> load(again.load(), true))
        .onMessage(NotLoaded.class, this::onNotLoaded)
        .onMessage(Reply.class, this::onReply)
        .onMessage(
            Past.class,
            past ->
                read(() -> store.before(past.room(), past.before(), past.limit()), past.replyTo()))
        .onMessage(
            Search.class,
            search ->
                read(
                    () -> store.search(search.query(), search.rooms(), search.limit()),
                    search.replyTo()))
        .build();
  }

  private Behavior<Command> load(Load load, boolean again) {
    getContext()
        .pipeToSelf(
            reading(
                () ->
                    new Loaded(
                        store.before(load.room(), Long.MAX_VALUE, load.limit()),
                        store.topic(load.room()))),
            (loaded, failure) ->
                failure == null
                    ? new Reply(() -> loaded(load, again, loaded))
                    : new NotLoaded(load, again, failure));
    return this;
  }

  private static void loaded(Load load, boolean again, Loaded loaded) {
    if (again) {
      log.info("The history of {} is read again.", load.room());
    }
    load.replyTo().tell(loaded);
  }

  private Behavior<Command> onNotLoaded(NotLoaded failed) {
    if (!failed.again()) {
      log.error(
          "The history of {} cannot be read; nobody is shown anything there until it can: {}",
          failed.load().room(),
          HistoryException.describe(failed.cause()));
    }
    timers.startSingleTimer(failed.load(), new Again(failed.load()), retry);
    failed.load().replyTo().tell(Trouble.INSTANCE);
    return this;
  }

  private Behavior<Command> read(Callable<List<StoredMessage>> work, ActorRef<Read> replyTo) {
    getContext()
        .pipeToSelf(
            reading(work),
            (entries, failure) -> {
              if (failure != null) {
                log.error("The history cannot be read: {}", HistoryException.describe(failure));
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

  private <T> CompletableFuture<T> reading(Callable<T> work) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return work.call();
          } catch (Exception e) {
            throw new CompletionException(e);
          }
        },
        readers);
  }
}
