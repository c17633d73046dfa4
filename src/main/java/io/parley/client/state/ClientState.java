package io.parley.client.state;

import io.parley.client.delivery.AnswerTracker;
import io.parley.client.delivery.DeliveryTracker;
import io.parley.client.local.StorageQueue;
import io.parley.client.model.ClientStatus;
import io.parley.client.model.NumberedWindow;
import io.parley.client.model.ScreenSnapshot;
import io.parley.client.model.WindowName;
import io.parley.client.transport.ClientHeartbeat;
import io.parley.client.transport.RegistrationHandshake;
import io.parley.dialect.Dialect;
import io.parley.protocol.Nickname;
import io.parley.protocol.RoomName;
import io.parley.protocol.ServerMessage;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The whole state of the client. Its parts are plain objects: they belong to the client's actor,
 * and no other thread reads or writes them.
 */
public record ClientState(
    RegistrationHandshake registration,
    OwnNicknames nicknames,
    DeliveryTracker delivery,
    AnswerTracker answers,
    Capabilities capabilities,
    ClientRooms rooms,
    RoomKeys roomKeys,
    KnownRestrictions restrictions,
    RoomDirectory roomDirectory,
    ServerSwitch serverSwitch,
    ShownRanges shown,
    ReadMarks readMarks,
    KnownMessages knownMessages,
    MemberLists memberLists,
    ReplyTarget replyTarget,
    QueryWindows queries,
    QueryHistory queryHistory,
    TypedQueries typedQueries,
    MessageFilter filter,
    ClientHeartbeat heartbeat,
    ConnectionStatus connection,
    WindowNumbers windowNumbers,
    WindowHeadings headings,
    PasswordQuestions passwordQuestions,
    StorageQueue storage) {

  /**
   * The state before the first connection.
   *
   * @param memberLists the members that the filter knows
   * @param maxPending how many texts may be unanswered or wait
   * @param storage what is kept on the disk
   * @param clock the time of private messages
   */
  public static ClientState create(
      Dialect dialect,
      String nickname,
      MemberLists memberLists,
      MessageFilter filter,
      int maxPending,
      ClientHeartbeat heartbeat,
      StorageQueue storage,
      InstantSource clock) {
    RegistrationHandshake registration =
        new RegistrationHandshake(dialect.registration(), nickname);
    Capabilities capabilities = new Capabilities(dialect);
    QueryHistory queryHistory =
        new QueryHistory(
            storage, clock, () -> registration.isLoggedIn() && capabilities.readsConversations());
    return new ClientState(
        registration,
        new OwnNicknames(registration),
        new DeliveryTracker(maxPending, dialect.echoes()),
        new AnswerTracker(Math.min(maxPending, AnswerTracker.MAX_WINDOW), dialect.echoes()),
        capabilities,
        new ClientRooms(),
        new RoomKeys(),
        new KnownRestrictions(),
        new RoomDirectory(),
        new ServerSwitch(),
        new ShownRanges(),
        new ReadMarks(),
        new KnownMessages(),
        memberLists,
        new ReplyTarget(),
        new QueryWindows(queryHistory),
        queryHistory,
        new TypedQueries(),
        filter,
        heartbeat,
        new ConnectionStatus(),
        new WindowNumbers(),
        new WindowHeadings(),
        new PasswordQuestions(),
        storage);
  }

  /** This client's own nickname. */
  public Nickname self() {
    return nicknames.current();
  }

  /** The same as the room of a message knows it: a room tells a rename when it hears of it. */
  public Nickname self(ServerMessage message) {
    return nicknames.in(message);
  }

  /**
   * This client is in a room no longer. The window of the last room stays, as that of no room. Does
   * nothing if it was not there.
   */
  public void leave(RoomName room) {
    nicknames.onRoomChanged(room);
    rooms.onLeft(room);
    roomKeys.onLeft(room);
    shown.forgetOldest(room);
    readMarks.forget(room);
    if (rooms.all().isEmpty()) {
      windowNumbers.rename(room, rooms.placeholder());
    }
  }

  /** The connection is lost, and all answers that were expected over it. */
  public void onConnectionLost() {
    delivery.onConnectionLost();
    answers.onConnectionLost();
    queryHistory.onUnanswered();
    connection.onWaiting(Math.max(1, connection.phase().attempt()));
    rooms.onConnectionLost();
    capabilities.onConnectionLost();
    serverSwitch.refuse();
    registration.onConnectionLost();
    nicknames.onConnectionLost();
    heartbeat.onConnectionLost();
    shown.onConnectionLost();
    readMarks.onConnectionLost();
    memberLists.onConnectionLost();
    headings.onConnectionLost();
  }

  /** Whether there is no more input, and everything typed is sent and answered. */
  public boolean isSettled() {
    return delivery.isOpen() && answers.isSettled();
  }

  /** All rooms are rejoined and all queued texts are sent: new texts are sent at once again. */
  public void onReady() {
    rooms.onRejoined();
    delivery.open();
    nicknames.onReady();
    connection.onReady();
    shown.onReady();
  }

  /**
   * The prompt, the windows and the status line.
   *
   * @param server the address as the user knows it
   */
  public ScreenSnapshot snapshot(String server) {
    return new ScreenSnapshot(
        prompt(), windows(), windowNumbers.renames(), currentWindow(), status(server));
  }

  /** All windows, by number; new ones have got a number. */
  public List<NumberedWindow> windows() {
    windowNumbers.update(
        Stream.of(rooms.visibleRooms(), queries.windowNames(), List.of(currentWindow())) // if left
            .flatMap(List::stream)
            .toList());
    return windowNumbers.all();
  }

  private String prompt() {
    String nickname = registration.nickname();
    return queries
        .current()
        .map(peer -> nickname + " " + WindowName.ofQuery(peer))
        .orElseGet(() -> rooms.prompt(nickname));
  }

  /** The current window: that of a room, or of a query. */
  public RoomName currentWindow() {
    return queries.current().map(WindowName::ofQuery).orElseGet(rooms::current);
  }

  /** The content of the status line. */
  public ClientStatus status(String server) {
    RoomName current = currentWindow();
    return new ClientStatus(
        server,
        current,
        memberLists.count(current),
        heartbeat.lagMillis(),
        connection
            .problem()
            .filter( // then the user has to act
                any -> registration.missing() == RegistrationHandshake.Missing.NOTHING),
        delivery.waitingCount(),
        connection.isAway(),
        heading());
  }

  private Optional<String> heading() {
    return queries
        .current()
        .map(peer -> headings.awayNote(peer).map("away: "::concat))
        .orElseGet(() -> headings.topic(rooms.current()));
  }
}
