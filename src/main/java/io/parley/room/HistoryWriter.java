package io.parley.room;

import io.parley.history.HistoryException;
import io.parley.history.MessageStore;
import io.parley.history.NewMessage;
import io.parley.history.StoredMessage;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.UUID;
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
 * Writes the history down, for all rooms. What comes while one batch is being written forms the
 * next: under load many small wishes become one transaction. A batch that cannot be written is
 * tried again, the same one, until it can; nothing overtakes it.
 *
 * <p>It blocks while the store writes, and so it lives on {@link #DISPATCHER}, alone: to hand the
 * work to another thread and the outcome back would take a fifth of the time of a batch.
 */
public final class HistoryWriter extends AbstractBehavior<HistoryWriter.Command> {
  /** The dispatcher with one thread that it needs, in pekko.conf. */
  public static final String DISPATCHER = "parley-history-writer";

  private static final Logger log = LoggerFactory.getLogger(HistoryWriter.class);

  /** The most sayings of one transaction. */
  private static final int LARGEST_BATCH = 10_000;

  /** What can be asked of it. */
  public sealed interface Command {}

  /**
   * Keeps these. Answered by {@link Historian.Stored} when they are kept; before, there may be
   * {@link Historian.Trouble}.
   */
  public record Store(List<NewMessage> sayings, ActorRef<Historian.Told> replyTo)
      implements Command {
    public Store {
      sayings = List.copyOf(sayings);
    }
  }

  /** Behind all wishes that have come by now. */
  private enum Next implements Command {
    INSTANCE
  }

  private enum Again implements Command {
    INSTANCE
  }

  private final TimerScheduler<Command> timers;
  private final MessageStore store;
  private final Duration retry;
  private final Deque<Store> waiting = new ArrayDeque<>();
  private final List<Store> writing = new ArrayList<>();
  private UUID token = UUID.randomUUID();
  private boolean nextIsDue;
  private boolean inTrouble;

  private HistoryWriter(
      ActorContext<Command> context,
      TimerScheduler<Command> timers,
      MessageStore store,
      Duration retry) {
    super(context);
    this.timers = timers;
    this.store = store;
    this.retry = retry;
  }

  /**
   * The behavior.
   *
   * @param retry how long after a failure the next attempt is made
   */
  public static Behavior<Command> create(MessageStore store, Duration retry) {
    return Behaviors.setup(
        context ->
            Behaviors.withTimers(timers -> new HistoryWriter(context, timers, store, retry)));
  }

  @Override
  public Receive<Command> createReceive() {
    return newReceiveBuilder()
        .onMessage(Store.class, this::onStore)
        .onMessageEquals(Next.INSTANCE, this::onNext)
        .onMessageEquals(Again.INSTANCE, this::onAgain)
        .build();
  }

  private Behavior<Command> onStore(Store wish) {
    waiting.add(wish);
    if (inTrouble) {
      wish.replyTo().tell(Historian.Trouble.INSTANCE);
    } else {
      soon();
    }
    return this;
  }

  private void soon() {
    if (!nextIsDue) {
      nextIsDue = true;
      getContext().getSelf().tell(Next.INSTANCE);
    }
  }

  private Behavior<Command> onNext() {
    nextIsDue = false;
    int size = 0;
    while (!waiting.isEmpty()
        && (size == 0 || size + waiting.element().sayings().size() <= LARGEST_BATCH)) {
      size += waiting.element().sayings().size();
      writing.add(waiting.remove());
    }
    token = UUID.randomUUID();
    write();
    return this;
  }

  private Behavior<Command> onAgain() {
    write(); // the same batch under the same token: it may have been kept after all
    return this;
  }

  private void write() {
    List<NewMessage> all = new ArrayList<>();
    writing.forEach(wish -> all.addAll(wish.sayings()));
    try {
      written(store.append(token, all));
    } catch (HistoryException | RuntimeException e) {
      notWritten(e);
    }
  }

  private void written(List<StoredMessage> entries) {
    if (inTrouble) {
      inTrouble = false;
      log.info("The history is being written again.");
    }
    int from = 0;
    for (Store wish : writing) {
      int to = from + wish.sayings().size();
      wish.replyTo().tell(new Historian.Stored(List.copyOf(entries.subList(from, to))));
      from = to;
    }
    writing.clear();
    if (!waiting.isEmpty()) {
      soon();
    }
  }

  private void notWritten(Exception cause) {
    if (!inTrouble) {
      inTrouble = true;
      log.error(
          "The history cannot be written; nobody is shown anything until it can: {}",
          HistoryException.describe(cause));
      log.debug("why", cause);
      writing.forEach(wish -> wish.replyTo().tell(Historian.Trouble.INSTANCE));
      waiting.forEach(wish -> wish.replyTo().tell(Historian.Trouble.INSTANCE));
    }
    timers.startSingleTimer(Again.INSTANCE, retry);
  }
}
