package io.parley.client.state;

import io.parley.client.delivery.OutgoingQueue;
import io.parley.client.delivery.PendingRequests;
import io.parley.client.model.ClientStatus;
import io.parley.client.model.WindowName;
import io.parley.client.screen.Screen;
import io.parley.client.transport.PingTracker;
import io.parley.client.transport.RegistrationHandshake;
import io.parley.dialect.Dialect;
import io.parley.protocol.Nickname;
import io.parley.protocol.RoomName;
import java.util.List;
import java.util.stream.Stream;

/** What is known of the visit so far. */
public record ClientState(
    RegistrationHandshake registration,
    PendingRequests pendingRequests,
    Capabilities capabilities,
    ClientRooms rooms,
    OldestShown oldestShown,
    MemberLists memberLists,
    ReplyTarget replyTarget,
    QueryWindows queries,
    MessageFilter filter,
    PingTracker pings,
    ReadMarkers readMarkers,
    OutgoingQueue outgoing,
    ConnectionStatus connection) {

  /**
   * Nothing is known yet.
   *
   * @param waiting how much may be said that has not come back
   */
  public static ClientState create(
      Dialect dialect, String nickname, MessageFilter attention, int waiting) {
    return new ClientState(
        new RegistrationHandshake(dialect.registration(), nickname),
        new PendingRequests(Nickname.sanitize(nickname), dialect.echoes()),
        new Capabilities(dialect),
        new ClientRooms(),
        new OldestShown(),
        new MemberLists(),
        new ReplyTarget(),
        new QueryWindows(),
        attention,
        new PingTracker(System::nanoTime),
        new ReadMarkers(),
        new OutgoingQueue(waiting, dialect.echoes()),
        new ConnectionStatus());
  }

  /** The connection is gone; what was to come over it will not. Nothing can be sent now. */
  public void onConnectionLost() {
    outgoing.close();
    connection.onConnectionLost();
    rooms.onConnectionLost();
    registration.onConnectionLost();
    pings.onConnectionLost();
    oldestShown.onConnectionLost();
    memberLists.onConnectionLost();
    pendingRequests.onConnectionLost();
  }

  /** Shows where this client is, and talks, at the moment when it is shown. */
  public void showRooms(Screen screen) {
    screen.runAtomically(
        () -> {
          screen.setPrompt(prompt());
          screen.showRooms(visibleWindows(), currentWindow());
        });
  }

  private String prompt() {
    String nickname = registration.nickname();
    return queries
        .current()
        .map(other -> nickname + " " + WindowName.ofQuery(other))
        .orElseGet(() -> rooms.prompt(nickname));
  }

  private List<RoomName> visibleWindows() {
    return Stream.concat(rooms.visibleRooms().stream(), queries.windowNames().stream()).toList();
  }

  /** Where what is typed is said: in a room, or to somebody alone. */
  RoomName currentWindow() {
    return queries.current().map(WindowName::ofQuery).orElseGet(rooms::current);
  }

  /** How things stand with a server. */
  public ClientStatus status(String server) {
    RoomName talking = currentWindow();
    return new ClientStatus(
        server,
        talking,
        memberLists.count(talking),
        pings.lagMillis(),
        connection
            .problem()
            .filter(any -> !registration.isNicknameRejected()), // or else a person is waited for
        outgoing.unsentCount(),
        connection.isAway());
  }
}
