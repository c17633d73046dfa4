package io.parley.people;

import io.parley.account.AccountReadMark;
import io.parley.account.AccountReply;
import io.parley.account.AccountSettings;
import io.parley.account.Accounts;
import io.parley.account.ReadMark;
import io.parley.protocol.RoomName;
import io.parley.protocol.ServerMessage;
import io.parley.room.HistoryReader;
import io.parley.room.MemberMessage;
import io.parley.room.RoomEvent;
import io.parley.wire.flow.Batch;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;

/**
 * Keeps the read marks of the accounts that are here, and tells their connections when one rises.
 *
 * <ol>
 *   <li>A mark only rises. An account that is here has its marks in memory, at most {@link
 *       AccountSettings#maxReadMarks} of them.
 *   <li>What was raised is written in one transaction for each {@link
 *       AccountSettings#readMarkInterval}, when the last connection of an account has gone, and at
 *       the end of the server. One write at a time.
 *   <li>While the database is away, marks are raised in memory, and written later. A kill of the
 *       server loses the marks of an interval: messages count as unread again.
 * </ol>
 */
public final class ReadMarkRegistry extends AbstractBehavior<ReadMarkRegistry.Command> {

  public sealed interface Command {}

  /**
   * A connection of an account has joined a room. It gets the mark of the room, or 0, as {@link
   * RoomEvent.Delivered}, and from now on every rise of a mark of the account.
   */
  public record Enter(long account, RoomName room, ActorRef<MemberMessage> connection)
      implements Command {}

  /**
   * The person has seen the messages of a room up to an id, which the room has confirmed. The
   * connection gets the mark as an answer, and the other ones get it if it has risen.
   *
   * @param id 0 to ask for the mark
   */
  public record Raise(long account, RoomName room, long id, ActorRef<MemberMessage> connection)
      implements Command {}

  /** Asks for the unread messages of some rooms. The reply is {@link RoomEvent.Delivered}. */
  public record ListUnread(long account, List<RoomName> rooms, HistoryReader.Asker asker)
      implements Command {
    public ListUnread {
      rooms = List.copyOf(rooms);
    }
  }

  /** An account does not exist any more. */
  public record AccountRemoved(long account) implements Command {}

  /** Writes all marks. Replies when they are written, or cannot be. */
  public record Flush(ActorRef<Flushed> replyTo) implements Command {}

  /** The reply to {@link Flush}. */
  public enum Flushed {
    INSTANCE
  }

  private record ConnectionTerminated(long account, ActorRef<MemberMessage> connection)
      implements Command {}

  private record Loaded(long account, AccountReply<List<ReadMark>> reply) implements Command {}

  private record Written(List<AccountReadMark> marks, boolean success) implements Command {}

  /** One timer each. */
  private enum Due implements Command {
    WRITE,
    LOAD
  }

  /** So that the messages of rooms never wait long for a transaction. */
  private static final int MAX_MARKS_IN_TRANSACTION = 200;

  private final TimerScheduler<Command> timers;
  private final Accounts accounts;
  private final AccountSettings settings;
  private final ActorRef<HistoryReader.Command> historyReader;
  private final Map<Long, AccountMarks> present = new HashMap<>();
  private final UnsavedMarks unsaved;
  private boolean writing;

  /** Whether the next write does not wait for the interval. */
  private boolean urgent;

  /** Whether the last write has failed. Only the first failure of an outage is logged. */
  private boolean failing;

  private Optional<ActorRef<Flushed>> flushed = Optional.empty();

  private ReadMarkRegistry(
      ActorContext<Command> context,
      TimerScheduler<Command> timers,
      Accounts accounts,
      ActorRef<HistoryReader.Command> historyReader) {
    super(context);
    this.timers = timers;
    this.accounts = accounts;
    this.settings = accounts.settings();
    this.historyReader = historyReader;
    this.unsaved = new UnsavedMarks(settings.maxUnsavedMarks());
  }

  /** Creates a registry without accounts. */
  public static Behavior<Command> create(
      Accounts accounts, ActorRef<HistoryReader.Command> historyReader) {
    return Behaviors.setup(
        context ->
            Behaviors.withTimers(
                timers -> new ReadMarkRegistry(context, timers, accounts, historyReader)));
  }

  @Override
  public Receive<Command> createReceive() {
    return newReceiveBuilder()
        .onMessage(Raise.class, this::onRaise)
        .onMessage(Enter.class, this::onEnter)
        .onMessage(ListUnread.class, this::onListUnread)
        .onMessage(ConnectionTerminated.class, this::onConnectionTerminated)
        .onMessage(Loaded.class, this::onLoaded)
        .onMessage(Written.class, this::onWritten)
        .onMessage(Due.class, this::onDue)
        .onMessage(AccountRemoved.class, this::onAccountRemoved)
        .onMessage(Flush.class, this::onFlush)
        .build();
  }

  private Behavior<Command> onRaise(Raise raise) {
    AccountMarks marks = present.get(raise.account());
    if (marks == null) {
      addUnsaved(raise); // the connection has gone since
    } else if (marks.loading() == AccountMarks.Loading.IN_PROGRESS) {
      marks.waiting().add(raise);
    } else {
      raise(marks, raise);
    }
    return this;
  }

  private void raise(AccountMarks marks, Raise raise) {
    RoomName room = raise.room();
    boolean rises = raise.id() > marks.get(room);
    if (rises) {
      marks.raise(List.of(new ReadMark(room.value(), raise.id())));
      addUnsaved(raise);
    }
    long id = rises ? raise.id() : marks.get(room); // of too many marks it may be gone again
    Batch<ServerMessage> mark = Batch.of(new ServerMessage.MarkedRead(room, id));
    for (ActorRef<MemberMessage> device : marks.devices()) {
      if (rises && !device.equals(raise.connection())) {
        device.tell(new RoomEvent.Delivered(mark, 0));
      }
    }
    raise.connection().tell(RoomEvent.Delivered.answer(mark));
  }

  private void addUnsaved(Raise raise) {
    if (raise.id() == 0) {
      return;
    }
    boolean added = unsaved.add(raise.account(), new ReadMark(raise.room().value(), raise.id()));
    if (!added) {
      getContext().getLog().debug("Too many read marks wait for the database; one is not written.");
    }
    scheduleWrite();
  }

  private Behavior<Command> onEnter(Enter enter) {
    AccountMarks marks = present.computeIfAbsent(enter.account(), this::load);
    if (marks.devices().add(enter.connection())) {
      getContext()
          .watchWith(
              enter.connection(), new ConnectionTerminated(enter.account(), enter.connection()));
    }
    if (marks.loading() == AccountMarks.Loading.DONE) {
      tellMark(marks, enter);
    } else {
      marks.await(enter);
    }
    return this;
  }

  private static void tellMark(AccountMarks marks, Enter enter) {
    ServerMessage mark = new ServerMessage.MarkedRead(enter.room(), marks.get(enter.room()));
    enter.connection().tell(new RoomEvent.Delivered(Batch.of(mark), 0));
  }

  private Behavior<Command> onListUnread(ListUnread list) {
    AccountMarks marks = present.get(list.account());
    if (marks != null && marks.loading() == AccountMarks.Loading.IN_PROGRESS) {
      marks.waiting().add(list);
    } else if (marks != null && marks.loading() == AccountMarks.Loading.DONE) {
      historyReader.tell(
          new HistoryReader.CountUnread(
              list.rooms().stream()
                  .map(room -> new HistoryReader.ReadPosition(room, marks.get(room)))
                  .toList(),
              settings.maxUnread(),
              list.asker()));
    } else {
      ServerMessage refusal = new ServerMessage.Refused(AccountReply.UNAVAILABLE);
      list.asker().replyTo().tell(RoomEvent.Delivered.answer(Batch.of(refusal)));
    }
    return this;
  }

  private Behavior<Command> onConnectionTerminated(ConnectionTerminated terminated) {
    AccountMarks marks = present.get(terminated.account());
    if (marks != null) {
      marks.removeDevice(terminated.connection());
      if (marks.devices().isEmpty()) {
        present.remove(terminated.account());
        urgent = true;
        write();
      }
    }
    return this;
  }

  /** Reads the marks of an account that comes. */
  private AccountMarks load(long account) {
    AccountMarks marks = new AccountMarks(settings.maxReadMarks());
    startLoading(account);
    return marks;
  }

  private void startLoading(long account) {
    getContext()
        .pipeToSelf(
            accounts.readMarks(account),
            (reply, failure) ->
                new Loaded(account, failure == null ? reply : AccountReply.unavailable()));
  }

  /** What was raised before is not in the database, perhaps. */
  private Behavior<Command> onLoaded(Loaded loaded) {
    AccountMarks marks = present.get(loaded.account());
    if (marks == null || marks.loading() != AccountMarks.Loading.IN_PROGRESS) {
      return this;
    }
    if (loaded.reply() instanceof AccountReply.Success<List<ReadMark>> success) {
      marks.setLoading(AccountMarks.Loading.DONE);
      marks.raise(success.value());
      marks.raise(unsaved.of(loaded.account()));
      marks.takeEntering().forEach(enter -> tellMark(marks, enter));
    } else {
      marks.setLoading(AccountMarks.Loading.FAILED);
      marks.raise(unsaved.of(loaded.account()));
      startTimer(Due.LOAD);
    }
    List<Command> waiting = List.copyOf(marks.waiting());
    marks.waiting().clear();
    waiting.forEach(getContext().getSelf()::tell);
    return this;
  }

  private Behavior<Command> onDue(Due due) {
    if (due == Due.WRITE) {
      urgent = true;
      write();
    } else {
      present.forEach(
          (account, marks) -> {
            if (marks.loading() == AccountMarks.Loading.FAILED) {
              marks.setLoading(AccountMarks.Loading.IN_PROGRESS);
              startLoading(account);
            }
          });
    }
    return this;
  }

  private void scheduleWrite() {
    if (!writing) {
      startTimer(Due.WRITE);
    }
  }

  private void startTimer(Due due) {
    if (!timers.isTimerActive(due)) {
      timers.startSingleTimer(due, due, settings.readMarkInterval());
    }
  }

  /** Begins to write, unless a write is in progress. */
  private void write() {
    if (writing) {
      return;
    }
    urgent = false;
    if (unsaved.isEmpty()) {
      replyFlushed();
      return;
    }
    writing = true;
    timers.cancel(Due.WRITE);
    List<AccountReadMark> marks = unsaved.first(MAX_MARKS_IN_TRANSACTION);
    getContext()
        .pipeToSelf(
            accounts.raiseReadMarks(marks),
            (reply, failure) ->
                new Written(marks, failure == null && reply instanceof AccountReply.Success));
  }

  private Behavior<Command> onWritten(Written written) {
    writing = false;
    if (!written.success()) {
      logFailure();
      replyFlushed();
      scheduleWrite();
      return this;
    }
    if (failing) {
      failing = false;
      getContext().getLog().info("The read marks can be written again.");
    }
    unsaved.saved(written.marks());
    boolean more = written.marks().size() == MAX_MARKS_IN_TRANSACTION;
    if (more || urgent || flushed.isPresent()) {
      write();
    } else if (!unsaved.isEmpty()) {
      scheduleWrite();
    }
    return this;
  }

  private void logFailure() {
    if (!failing) {
      failing = true;
      getContext().getLog().warn("The read marks cannot be written; they are kept in memory.");
    }
  }

  private Behavior<Command> onAccountRemoved(AccountRemoved removed) {
    present.remove(removed.account());
    unsaved.remove(removed.account());
    return this;
  }

  private Behavior<Command> onFlush(Flush flush) {
    flushed = Optional.of(flush.replyTo());
    write();
    return this;
  }

  private void replyFlushed() {
    flushed.ifPresent(replyTo -> replyTo.tell(Flushed.INSTANCE));
    flushed = Optional.empty();
  }
}
