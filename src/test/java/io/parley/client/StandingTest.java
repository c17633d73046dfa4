package io.parley.client;

import static org.junit.jupiter.api.Assertions.assertEquals;

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
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;
import org.junit.jupiter.api.Test;

/** What the line above the input tells of a connection. */
class StandingTest {
  private static final Nickname PAT = Nickname.sanitize("pat");

  private final FakeVisit visit = new FakeVisit(FakeScreen.ofPerson(), "beej", message -> true);
  private final Memory memory = visit.memory();

  @Test
  void a_server_that_says_nothing_is_waited_for() {
    assertEquals(Optional.empty(), trouble());
    memory.standing().reached();
    assertEquals(Optional.of("waiting for an answer"), trouble());

    memory.standing().in();
    assertEquals(Optional.empty(), trouble());
  }

  @Test
  void so_is_one_that_is_come_back_to() {
    memory.standing().reached();
    memory.standing().in();
    memory.lost();
    memory.standing().attempt(2);
    assertEquals(Optional.of("not connected, attempt 2"), trouble());

    memory.standing().reached();

    assertEquals(Optional.of("waiting for an answer"), trouble());
  }

  @Test
  void whoever_is_asked_for_another_nickname_waits_for_nobody() {
    memory.standing().reached();

    Optional<ClientMessage> ignored =
        memory
            .registering()
            .heard(
                new ServerMessage.Refused(
                    new Problem(Problem.Code.NICKNAME_TAKEN, "It is taken.")));

    assertEquals(Optional.empty(), trouble());
  }

  @Test
  void what_is_typed_while_there_is_no_connection_waits() {
    memory.outgoing().close();
    assertEquals(0, memory.status("chat:3490").waiting());

    Text text = Text.sanitize("hello?");
    CompletionStage<Done> ignored =
        memory
            .outgoing()
            .say(
                new Utterance(
                    RoomName.LOBBY,
                    new ClientMessage.Chat(text.value()),
                    new ServerMessage.Chatted(Nickname.sanitize("pat"), text)),
                Voice::done)
            .orElseThrow();

    assertEquals(1, memory.status("chat:3490").waiting());
  }

  @Test
  void whoever_has_said_so_is_away_until_they_are_back_or_the_connection_is_gone() {
    visit.hear(new ServerMessage.Joined(PAT, new Stamp(RoomName.LOBBY, FakeVisit.NOW)));
    assertEquals(false, away());

    visit.type("/away tea");
    assertEquals(true, away());
    visit.type("/back");
    assertEquals(false, away());

    visit.hear(whois(PAT), whois(Nickname.sanitize("leslie")));
    assertEquals(true, away());
    memory.lost();
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
            FakeVisit.NOW,
            self ? Optional.of(Text.sanitize("tea")) : Optional.empty()));
  }

  private Optional<String> trouble() {
    return memory.status("chat:3490").trouble();
  }
}
