package io.parley.client.state;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.parley.client.ClientFixture;
import io.parley.client.delivery.DeliveryTracker;
import io.parley.client.delivery.OutgoingMessage;
import io.parley.client.screen.FakeScreen;
import io.parley.protocol.Answer;
import io.parley.protocol.ClientMessage;
import io.parley.protocol.Nickname;
import io.parley.protocol.Problem;
import io.parley.protocol.RoomName;
import io.parley.protocol.ServerMessage;
import io.parley.protocol.Stamp;
import io.parley.protocol.Text;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the line above the input tells of a connection. */
class ConnectionStatusTest {
  private static final Nickname PAT = Nickname.sanitize("pat");

  private final ClientFixture visit =
      new ClientFixture(FakeScreen.interactive(), "beej", message -> true);
  private final ClientState memory = visit.state();

  @Test
  void a_server_that_says_nothing_is_waited_for() {
    assertEquals(Optional.empty(), trouble());
    memory.connection().onConnected();
    assertEquals(Optional.of("waiting for an answer"), trouble());

    memory.connection().onRegistered();
    assertEquals(Optional.empty(), trouble());
  }

  @Test
  void so_is_one_that_is_come_back_to() {
    memory.connection().onConnected();
    memory.connection().onRegistered();
    memory.onConnectionLost();
    memory.connection().onWaiting(2);
    assertEquals(Optional.of("not connected, attempt 2"), trouble());

    memory.connection().onConnected();

    assertEquals(Optional.of("waiting for an answer"), trouble());
  }

  @Test
  void whoever_is_asked_for_another_nickname_waits_for_nobody() {
    memory.connection().onConnected();

    Optional<ClientMessage> ignored =
        memory
            .registration()
            .onMessage(
                new ServerMessage.Refused(
                    new Problem(Problem.Code.NICKNAME_TAKEN, "It is taken.")));

    assertEquals(Optional.empty(), trouble());
  }

  @Test
  void what_is_typed_while_there_is_no_connection_waits() {
    memory.delivery().onConnectionLost();
    assertEquals(0, memory.status("chat:3490").unsentLines());

    Text text = Text.sanitize("hello?");
    DeliveryTracker.Submission submission =
        memory
            .delivery()
            .submit(
                new OutgoingMessage(
                    RoomName.LOBBY,
                    new ClientMessage.Chat(text.value()),
                    new ServerMessage.Chatted(Nickname.sanitize("pat"), text)));
    assertEquals(DeliveryTracker.Submission.QUEUED, submission);

    assertEquals(1, memory.status("chat:3490").unsentLines());
  }

  @Test
  void whoever_has_said_so_is_away_until_they_are_back_or_the_connection_is_gone() {
    visit.receive(new ServerMessage.Joined(PAT, new Stamp(RoomName.LOBBY, ClientFixture.NOW)));
    assertEquals(false, away());

    visit.type("/away tea");
    assertEquals(true, away());
    visit.type("/back");
    assertEquals(false, away());

    visit.receive(whois(PAT), whois(Nickname.sanitize("leslie")));
    assertEquals(true, away());
    memory.onConnectionLost();
    assertEquals(false, away());
  }

  private boolean away() {
    return memory.status("chat:3490").away();
  }

  private static ServerMessage whois(Nickname nickname) {
    boolean self = nickname.equals(PAT);
    return new ServerMessage.Answered(
        new Answer.Whois(
            nickname,
            List.of(),
            ClientFixture.NOW,
            self ? Optional.of(Text.sanitize("tea")) : Optional.empty()));
  }

  private Optional<String> trouble() {
    return memory.status("chat:3490").problem();
  }
}
