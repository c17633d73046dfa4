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

/** The connection problem, the queue size and the away state in the status line. */
class ConnectionStatusTest {
  private static final Nickname SELF = Nickname.sanitize("pat");

  private final ClientFixture fixture =
      new ClientFixture(FakeScreen.interactive(), "beej", message -> true);
  private final ClientState state = fixture.state();

  @Test
  void status_reports_waiting_until_registration_completes() {
    assertEquals(Optional.empty(), problem());
    state.connection().onConnected();
    assertEquals(Optional.of("waiting for an answer"), problem());

    state.connection().onRegistered();
    assertEquals(Optional.empty(), problem());
  }

  @Test
  void status_reports_attempts_and_waiting_during_reconnect() {
    state.connection().onConnected();
    state.connection().onRegistered();
    state.onConnectionLost();
    state.connection().onWaiting(2);
    assertEquals(Optional.of("not connected, attempt 2"), problem());

    state.connection().onConnected();

    assertEquals(Optional.of("waiting for an answer"), problem());
  }

  @Test
  void status_reports_no_problem_while_user_chooses_another_nickname() {
    state.connection().onConnected();

    Optional<ClientMessage> ignored =
        state
            .registration()
            .onMessage(
                new ServerMessage.Refused(
                    new Problem(Problem.Code.NICKNAME_TAKEN, "It is taken.")));

    assertEquals(Optional.empty(), problem());
  }

  @Test
  void text_typed_while_disconnected_is_queued() {
    state.delivery().onConnectionLost();
    assertEquals(0, state.status("chat:3490").unsentLines());

    Text text = Text.sanitize("hello?");
    DeliveryTracker.Submission submission =
        state
            .delivery()
            .submit(
                new OutgoingMessage(
                    RoomName.LOBBY,
                    new ClientMessage.Chat(text.value()),
                    new ServerMessage.Chatted(Nickname.sanitize("pat"), text)));
    assertEquals(DeliveryTracker.Submission.QUEUED, submission);

    assertEquals(1, state.status("chat:3490").unsentLines());
  }

  @Test
  void user_is_away_until_back_or_connection_loss() {
    fixture.receive(new ServerMessage.Joined(SELF, new Stamp(RoomName.LOBBY, ClientFixture.NOW)));
    assertEquals(false, away());

    fixture.type("/away tea");
    assertEquals(true, away());
    fixture.type("/back");
    assertEquals(false, away());

    fixture.receive(whois(SELF), whois(Nickname.sanitize("leslie")));
    assertEquals(true, away());
    state.onConnectionLost();
    assertEquals(false, away());
  }

  private boolean away() {
    return state.status("chat:3490").away();
  }

  private static ServerMessage whois(Nickname nickname) {
    boolean self = nickname.equals(SELF);
    return new ServerMessage.Answered(
        new Answer.Whois(
            nickname,
            List.of(),
            ClientFixture.NOW,
            self ? Optional.of(Text.sanitize("tea")) : Optional.empty()));
  }

  private Optional<String> problem() {
    return state.status("chat:3490").problem();
  }
}
