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
  public static final String DISPATCHER = "parley-history-writer-dispatcher";

  private static final Logger log = LoggerFactory.getLogger(HistoryWriter.class);

  /** The most sayings of one transaction. */
  private static final int MAX_BATCH_SIZE = 10_000;

  /** What can be asked of it. */
  public sealed interface Command {}

  /**
   * Keeps these. Answered by {@link HistoryResponse.Stored} when they are kept; before, there may
   * be {@link HistoryResponse.StoreFailed}.
   */
  public record Store(List<NewMessage> messages, ActorRef<HistoryResponse> replyTo)
      implements Command {
    public Store {
      messages = List.copyOf(messages);
    }
  }

  /** Behind all wishes that have come by now. */
  private enum WriteBatch implements Command {
    INSTANCE
  }

  private enum Retry implements Command {
    INSTANCE
  }

  private final TimerScheduler<Command> timers;
  private final MessageStore store;
  private final Duration retryDelay;
  private final Deque<Store> queue = new ArrayDeque<>();
  private final List<Store> inFlight = new ArrayList<>();
  private UUID batchToken = UUID.randomUUID();
  private boolean writeScheduled;
  private boolean failing;

  private HistoryWriter(
      ActorContext<Command> context,
      TimerScheduler<Command> timers,
      MessageStore store,
      Duration retry) {
    super(context);
    this.timers = timers;
    this.store = store;
    this.retryDelay = retry;
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
        .onMessageEquals(WriteBatch.INSTANCE, this::onWriteBatch)
        .onMessageEquals(Retry.INSTANCE, this::onRetry)
        .build();
  }

  private Behavior<Command> onStore(Store wish) {
    queue.add(wish);
    if (failing) {
      wish.replyTo().tell(HistoryResponse.StoreFailed.INSTANCE);
    } else {
      scheduleWrite();
    }
    return this;
  }

  private void scheduleWrite() {
    if (!writeScheduled) {
      writeScheduled = true;
      getContext().getSelf().tell(WriteBatch.INSTANCE);
    }
  }

  private Behavior<Command> onWriteBatch() {
    writeScheduled = false;
    int size = 0;
    while (!queue.isEmpty()
        && (size == 0 || size + queue.element().messages().size() <= MAX_BATCH_SIZE)) {
      size += queue.element().messages().size();
      inFlight.add(queue.remove());
    }
    batchToken = UUID.randomUUID();
    write();
    return this;
  }

  private Behavior<Command> onRetry() {
    write(); // the same batch under the same token: it may have been kept after all
    return this;
  }

  private void write() {
    List<NewMessage> all = new ArrayList<>();
    inFlight.forEach(request -> all.addAll(request.messages()));
    try {
      onWritten(all.isEmpty() ? List.of() : store.append(batchToken, all));
    } catch (HistoryException | RuntimeException e) {
      onWriteFailed(e);
    }
  }

  private void onWritten(List<StoredMessage> entries) {
    if (failing) {
      failing = false;
      log.info("The history is being written again.");
    }
    int from = 0;
    for (Store wish : inFlight) {
      int to = from + wish.messages().size();
      wish.replyTo().tell(new HistoryResponse.Stored(List.copyOf(entries.subList(from, to))));
      from = to;
    }
    inFlight.clear();
    if (!queue.isEmpty()) {
      scheduleWrite();
    }
  }

  private void onWriteFailed(Exception cause) {
    if (!failing) {
      failing = true;
      log.error(
          "The history cannot be written; nobody is shown anything until it can: {}",
          HistoryException.describe(cause));
      log.debug("why", cause);
      inFlight.forEach(wish -> wish.replyTo().tell(HistoryResponse.StoreFailed.INSTANCE));
      queue.forEach(wish -> wish.replyTo().tell(HistoryResponse.StoreFailed.INSTANCE));
    }
    timers.startSingleTimer(Retry.INSTANCE, retryDelay);
  }
}
