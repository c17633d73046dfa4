package io.parley.people;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.TestServers;
import io.parley.protocol.Answer;
import io.parley.protocol.Nickname;
import io.parley.protocol.Problem;
import io.parley.protocol.RoomName;
import io.parley.protocol.ServerMessage;
import io.parley.protocol.Text;
import io.parley.room.MemberMessage;
import io.parley.room.RoomEvent;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class NicknameRegistryTest {
  private final ActorTestKit kit = ActorTestKit.create("nicknames", TestServers.config());
  private final ActorRef<NicknameRegistry.Command> registry =
      kit.spawn(NicknameRegistry.create(InstantSource.fixed(Instant.EPOCH)));

  @AfterEach
  void end() {
    kit.shutdownTestKit();
  }

  @Test
  void nickname_belongs_to_the_first_until_it_terminates() {
    TestProbe<MemberMessage> chris = register("chris");
    TestProbe<MemberMessage> other = probe();
    assertEquals(Problem.Code.NICKNAME_TAKEN, rejection(other, "CHRIS").code());

    chris.stop();
    awaitRegistered(other, "CHRIS");
  }

  @Test
  void nickname_that_looks_like_a_taken_one_is_rejected_with_that_one() {
    register("paul");

    Problem problem = rejection(probe(), "pau1");
    assertEquals(Problem.Code.NICKNAME_TAKEN, problem.code());
    assertTrue(problem.message().contains("looks like paul"), problem.message());
  }

  @Test
  void guest_nicknames_are_never_reused() {
    TestProbe<MemberMessage> first = probe();
    registry.tell(new NicknameRegistry.RegisterGuest(first.getRef()));
    assertEquals("guest-1", registered(first).value());
    first.stop();

    TestProbe<MemberMessage> second = probe();
    registry.tell(new NicknameRegistry.RegisterGuest(second.getRef()));
    assertEquals("guest-2", registered(second).value());
  }

  @Test
  void renamed_person_has_both_nicknames_until_the_rooms_know_the_new_one() {
    TestProbe<MemberMessage> amy = register("amy");
    assertEquals(new NicknameEvent.Renamed(nick("amy"), nick("amelia")), rename(amy, "amelia"));
    assertEquals(Problem.Code.NICKNAME_TAKEN, rejection(probe(), "amy").code());
    assertEquals(Problem.Code.NICKNAME_TAKEN, rejection(probe(), "Amelia").code());

    registry.tell(new NicknameRegistry.ReleasePrevious(amy.getRef()));
    awaitRegistered(probe(), "amy");
    assertEquals(Problem.Code.NICKNAME_TAKEN, rejection(probe(), "amelia").code());
  }

  @Test
  void termination_during_a_rename_frees_both_nicknames() {
    TestProbe<MemberMessage> amy = register("amy");
    rename(amy, "amelia");
    amy.stop();

    awaitRegistered(probe(), "amy");
    awaitRegistered(probe(), "amelia");
  }

  @Test
  void rename_to_another_spelling_of_the_own_nickname_keeps_it() {
    TestProbe<MemberMessage> amy = register("amy");
    assertEquals(new NicknameEvent.Renamed(nick("amy"), nick("AMY")), rename(amy, "AMY"));
    registry.tell(new NicknameRegistry.ReleasePrevious(amy.getRef()));

    assertEquals(Problem.Code.NICKNAME_TAKEN, rejection(probe(), "amy").code());
  }

  @Test
  void rename_to_the_nickname_of_another_is_rejected() {
    register("pat");
    TestProbe<MemberMessage> amy = register("amy");
    registry.tell(new NicknameRegistry.Rename(nick("PAT"), amy.getRef()));

    assertEquals(
        Problem.Code.NICKNAME_TAKEN,
        amy.expectMessageClass(NicknameEvent.Rejected.class).problem().code());
    assertEquals(Problem.Code.NICKNAME_TAKEN, rejection(probe(), "amy").code());
  }

  @Test
  void cancelled_registration_frees_the_nickname_at_once() {
    TestProbe<MemberMessage> chris = register("chris");
    registry.tell(new NicknameRegistry.Cancel(chris.getRef()));
    register("chris");

    registry.tell(new NicknameRegistry.Register(nick("pat"), chris.getRef()));
    assertEquals("pat", registered(chris).value());
    chris.stop();
    awaitRegistered(probe(), "pat");
    assertEquals(Problem.Code.NICKNAME_TAKEN, rejection(probe(), "chris").code());
  }

  @Test
  void closed_registry_rejects_registrations_and_renames() {
    TestProbe<MemberMessage> chris = register("chris");
    Problem closing = new Problem(Problem.Code.SERVER_CLOSING, "The server is closing.");
    registry.tell(new NicknameRegistry.Close(closing));

    assertEquals(closing, rejection(probe(), "pat"));
    registry.tell(new NicknameRegistry.Rename(nick("pat"), chris.getRef()));
    assertEquals(closing, chris.expectMessageClass(NicknameEvent.Rejected.class).problem());
  }

  @Test
  void private_message_is_delivered_to_recipient_and_sender_only() {
    TestProbe<MemberMessage> chris = register("chris");
    TestProbe<MemberMessage> pat = register("pat");
    TestProbe<MemberMessage> eve = register("eve");
    sendPrivate(chris, "PAT", "psst");

    ServerMessage message =
        new ServerMessage.PrivateMessage(nick("chris"), nick("pat"), Text.sanitize("psst"));
    RoomEvent.Delivered receipt = chris.expectMessageClass(RoomEvent.Delivered.class);
    assertEquals(List.of(message), receipt.batch().messages());
    assertEquals(1, receipt.ownMessages());
    RoomEvent.Delivered received = pat.expectMessageClass(RoomEvent.Delivered.class);
    assertEquals(List.of(message), received.batch().messages());
    assertEquals(0, received.ownMessages());
    sendPrivate(eve, "nobody", "x");
    assertEquals(ServerMessage.Refused.class, only(eve).getClass());
  }

  @Test
  void private_message_to_unknown_nickname_is_rejected() {
    TestProbe<MemberMessage> chris = register("chris");
    sendPrivate(chris, "nobody", "psst");

    RoomEvent.Delivered answer = chris.expectMessageClass(RoomEvent.Delivered.class);
    assertEquals(1, answer.ownMessages());
    Problem problem = answer.batch().messages().get(0).refusal().orElseThrow();
    assertEquals(Problem.Code.NO_SUCH_NICKNAME, problem.code());
    assertEquals("nobody", problem.subject());
  }

  @Test
  void private_message_to_self_is_delivered_once() {
    TestProbe<MemberMessage> chris = register("chris");
    sendPrivate(chris, "chris", "note");
    sendPrivate(chris, "nobody", "end");

    assertEquals(ServerMessage.PrivateMessage.class, only(chris).getClass());
    assertEquals(ServerMessage.Refused.class, only(chris).getClass());
  }

  @Test
  void private_message_of_an_unregistered_connection_is_ignored() {
    TestProbe<MemberMessage> chris = register("chris");
    sendPrivate(probe(), "chris", "buy this");
    sendPrivate(chris, "chris", "note");

    ServerMessage.PrivateMessage received = (ServerMessage.PrivateMessage) only(chris);
    assertEquals("note", received.text().value());
  }

  @Test
  void sender_is_told_of_the_away_note_until_the_recipient_is_back() {
    TestProbe<MemberMessage> chris = register("chris");
    TestProbe<MemberMessage> pat = register("pat");
    setAway(pat, Optional.of(Text.sanitize("lunch")));
    assertEquals("You are away now: lunch", notice(pat));
    sendPrivate(chris, "pat", "psst");
    assertEquals(ServerMessage.PrivateMessage.class, only(chris).getClass());
    assertEquals("pat is away: lunch", notice(chris));
    only(pat);

    setAway(pat, Optional.empty());
    assertEquals("You are back.", notice(pat));
    sendPrivate(chris, "pat", "psst");
    sendPrivate(chris, "nobody", "end");
    assertEquals(ServerMessage.PrivateMessage.class, only(chris).getClass());
    assertEquals(ServerMessage.Refused.class, only(chris).getClass());
  }

  @Test
  void whois_answers_rooms_since_and_away_note() {
    TestProbe<MemberMessage> chris = register("chris");
    registry.tell(
        new NicknameRegistry.UpdateRooms(
            List.of(RoomName.LOBBY, new RoomName("tea")), chris.getRef()));
    registry.tell(new NicknameRegistry.Whois(nick("CHRIS"), chris.getRef()));

    RoomEvent.Delivered delivered = chris.expectMessageClass(RoomEvent.Delivered.class);
    assertTrue(delivered.isAnswer());
    assertEquals(
        List.of(
            new ServerMessage.Answered(
                new Answer.Whois(
                    nick("chris"),
                    List.of(RoomName.LOBBY, new RoomName("tea")),
                    Instant.EPOCH,
                    Optional.empty()))),
        delivered.batch().messages());
    registry.tell(new NicknameRegistry.Whois(nick("nobody"), chris.getRef()));
    assertEquals(Problem.Code.NO_SUCH_NICKNAME, only(chris).refusal().orElseThrow().code());
  }

  private TestProbe<MemberMessage> probe() {
    return kit.createTestProbe(MemberMessage.class);
  }

  private TestProbe<MemberMessage> register(String nickname) {
    TestProbe<MemberMessage> probe = probe();
    registry.tell(new NicknameRegistry.Register(nick(nickname), probe.getRef()));
    assertEquals(nick(nickname), registered(probe));
    return probe;
  }

  private static Nickname registered(TestProbe<MemberMessage> probe) {
    return probe.expectMessageClass(NicknameEvent.Registered.class).nickname();
  }

  /** The termination of the holder arrives at any time. */
  private void awaitRegistered(TestProbe<MemberMessage> probe, String nickname) {
    probe.awaitAssert(
        () -> {
          registry.tell(new NicknameRegistry.Register(nick(nickname), probe.getRef()));
          assertEquals(nick(nickname), registered(probe));
          return 0;
        });
  }

  private Problem rejection(TestProbe<MemberMessage> probe, String nickname) {
    registry.tell(new NicknameRegistry.Register(nick(nickname), probe.getRef()));
    return probe.expectMessageClass(NicknameEvent.Rejected.class).problem();
  }

  private NicknameEvent.Renamed rename(TestProbe<MemberMessage> person, String nickname) {
    registry.tell(new NicknameRegistry.Rename(nick(nickname), person.getRef()));
    return person.expectMessageClass(NicknameEvent.Renamed.class);
  }

  private void sendPrivate(TestProbe<MemberMessage> sender, String target, String text) {
    registry.tell(
        new NicknameRegistry.SendPrivate(nick(target), Text.sanitize(text), sender.getRef()));
  }

  private void setAway(TestProbe<MemberMessage> person, Optional<Text> note) {
    registry.tell(new NicknameRegistry.SetAway(note, person.getRef()));
  }

  private static ServerMessage only(TestProbe<MemberMessage> probe) {
    List<ServerMessage> messages =
        probe.expectMessageClass(RoomEvent.Delivered.class).batch().messages();
    assertEquals(1, messages.size());
    return messages.get(0);
  }

  private static String notice(TestProbe<MemberMessage> probe) {
    return ((ServerMessage.Notice) only(probe)).text().value();
  }

  private static Nickname nick(String value) {
    return Nickname.sanitize(value);
  }
}
