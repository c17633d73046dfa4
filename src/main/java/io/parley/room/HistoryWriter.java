package io.parley.room;

import io.parley.history.HistoryException;
import io.parley.history.MessageStore;
import io.parley.history.NewMessage;
import io.parley.history.StoredMessage;
import io.parley.protocol.Problem;
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
 * Stores the messages of all rooms, in the order of the requests. Requests that arrive during a
 * write are stored together by the next one, so that under load many requests share a transaction.
 * A batch that cannot be written is retried until it is.
 *
 * <p>It blocks while the store writes, so it runs alone on {@link #DISPATCHER}. To pass the work to
 * another thread and the result back would take a fifth of the time of a batch.
 */
public final class HistoryWriter extends AbstractBehavior<HistoryWriter.Command> {
  /** The dispatcher of this actor, with one thread; see pekko.conf. */
  public static final String DISPATCHER = "parley-history-writer-dispatcher";

  private static final Logger log = LoggerFactory.getLogger(HistoryWriter.class);

  /** The maximum number of messages of one transaction. */
  private static final int MAX_BATCH_SIZE = 10_000;

  private static final Problem UNAVAILABLE =
      new Problem(
          Problem.Code.TRY_LATER, "The history does not answer: nothing was changed. Try later.");

  public sealed interface Command {}

  /**
   * Stores messages. The reply is {@link HistoryResponse.Stored}; before it, there may be {@link
   * HistoryResponse.StoreFailed}. A request without messages is answered when all earlier ones are
   * stored.
   */
  public record Store(List<NewMessage> messages, ActorRef<HistoryResponse> replyTo)
      implements Command {
    public Store {
      messages = List.copyOf(messages);
    }
  }

  /**
   * Changes messages that are stored. The reply is {@link HistoryResponse.RevisionDone}: at once,
   * also while the history cannot be written.
   */
  record Revise(MessageReviser.Order order, ActorRef<HistoryResponse> replyTo) implements Command {}

  /** In the mailbox behind all requests that are to be stored together. */
  private enum WriteBatch implements Command {
    INSTANCE
  }

  private enum Retry implements Command {
    INSTANCE
  }

  private final TimerScheduler<Command> timers;
  private final MessageStore store;
  private final MessageReviser reviser;
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
      Duration retryDelay) {
    super(context);
    this.timers = timers;
    this.store = store;
    this.reviser = new MessageReviser(store);
    this.retryDelay = retryDelay;
  }

  /**
   * Creates a writer.
   *
   * @param retryDelay the time between two attempts
   */
  public static Behavior<Command> create(MessageStore store, Duration retryDelay) {
    return Behaviors.setup(
        context ->
            Behaviors.withTimers(timers -> new HistoryWriter(context, timers, store, retryDelay)));
  }

  @Override
  public Receive<Command> createReceive() {
    return newReceiveBuilder()
        .onMessage(Store.class, this::onStore)
        .onMessage(Revise.class, this::onRevise)
        .onMessageEquals(WriteBatch.INSTANCE, this::onWriteBatch)
        .onMessageEquals(Retry.INSTANCE, this::onRetry)
        .build();
  }

  private Behavior<Command> onStore(Store request) {
    queue.add(request);
    if (failing) {
      request.replyTo().tell(HistoryResponse.StoreFailed.INSTANCE);
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

  private Behavior<Command> onRevise(Revise request) {
    request.replyTo().tell(new HistoryResponse.RevisionDone(revise(request.order())));
    return this;
  }

  private MessageReviser.Outcome revise(MessageReviser.Order order) {
    if (failing) {
      return new MessageReviser.Refused(UNAVAILABLE);
    }
    try {
      return reviser.revise(order);
    } catch (HistoryException | RuntimeException e) {
      log.warn("A message cannot be changed: {}", HistoryException.describe(e));
      return new MessageReviser.Refused(UNAVAILABLE);
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
    write(); // the same batch under the same token: it may be stored in spite of the failure
    return this;
  }

  private void write() {
    List<NewMessage> all = new ArrayList<>();
    inFlight.forEach(request -> all.addAll(request.messages()));
    List<StoredMessage> stored;
    try {
      stored = all.isEmpty() ? List.of() : store.append(batchToken, all);
    } catch (HistoryException | RuntimeException e) {
      onWriteFailed(e);
      return;
    }
    onWritten(stored, all.size());
  }

  private void onWritten(List<StoredMessage> stored, int expected) {
    if (failing) {
      failing = false;
      log.info("The history can be written again.");
    }
    if (stored.size() == expected) {
      reply(stored);
    } else {
      log.error("The store has returned {} messages for {}.", stored.size(), expected);
      inFlight.forEach(request -> request.replyTo().tell(new HistoryResponse.Stored(List.of())));
    }
    inFlight.clear();
    if (!queue.isEmpty()) {
      scheduleWrite();
    }
  }

  private void reply(List<StoredMessage> stored) {
    int from = 0;
    for (Store request : inFlight) {
      int to = from + request.messages().size();
      request.replyTo().tell(new HistoryResponse.Stored(List.copyOf(stored.subList(from, to))));
      from = to;
    }
  }

  private void onWriteFailed(Exception cause) {
    if (!failing) {
      failing = true;
      log.error(
          "The history cannot be written; delivery is suspended: {}",
          HistoryException.describe(cause));
      log.debug("Cause of the write failure", cause);
      inFlight.forEach(request -> request.replyTo().tell(HistoryResponse.StoreFailed.INSTANCE));
      queue.forEach(request -> request.replyTo().tell(HistoryResponse.StoreFailed.INSTANCE));
    }
    timers.startSingleTimer(Retry.INSTANCE, retryDelay);
  }
}
