package io.parley.people;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.TestServers;
import io.parley.access.RoomProfiles;
import io.parley.access.ServerBans;
import io.parley.account.Account;
import io.parley.account.AccountEvent;
import io.parley.account.AccountRole;
import io.parley.protocol.Answer;
import io.parley.protocol.Nickname;
import io.parley.protocol.Problem;
import io.parley.protocol.RoomName;
import io.parley.protocol.ServerMessage;
import io.parley.protocol.Text;
import io.parley.room.MemberIdentity;
import io.parley.room.MemberMessage;
import io.parley.room.RoomEvent;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class NicknameRegistryTest {
  private static final ConnectionInfo INFO = new ConnectionInfo(1, "127.0.0.1", Optional.empty());

  /** The accounts that own nicknames, by folded keys. */
  private final Map<String, Account> owners = new ConcurrentHashMap<>();

  private final ActorTestKit kit = ActorTestKit.create("nicknames", TestServers.config());
  private final ActorRef<NicknameRegistry.Command> registry =
      kit.spawn(
          NicknameRegistry.create(
              InstantSource.fixed(Instant.EPOCH),
              nickname -> Optional.ofNullable(owners.get(nickname.foldedKey())),
              new RoomProfiles(List.of(), id -> false),
              new ServerBans(List.of(), id -> false, InstantSource.fixed(Instant.EPOCH)),
              kit.system().ignoreRef(),
              Optional.empty()));

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
    registry.tell(new NicknameRegistry.RegisterGuest(INFO, first.getRef()));
    assertEquals("guest-1", registered(first).value());
    first.stop();

    TestProbe<MemberMessage> second = probe();
    registry.tell(new NicknameRegistry.RegisterGuest(INFO, second.getRef()));
    assertEquals("guest-2", registered(second).value());
  }

  @Test
  void renamed_person_has_both_nicknames_until_the_rooms_know_the_new_one() {
    TestProbe<MemberMessage> amy = register("amy");
    assertEquals(renamed("amy", "amelia", 2), rename(amy, "amelia"));
    assertEquals(Problem.Code.NICKNAME_TAKEN, rejection(probe(), "amy").code());
    assertEquals(Problem.Code.NICKNAME_TAKEN, rejection(probe(), "Amelia").code());

    registry.tell(new NicknameRegistry.CompleteRename(amy.getRef()));
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
    assertEquals(renamed("amy", "AMY", 2), rename(amy, "AMY"));
    registry.tell(new NicknameRegistry.CompleteRename(amy.getRef()));

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

    registry.tell(register(nick("pat"), chris));
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

    RoomEvent.Delivered receipt = chris.expectMessageClass(RoomEvent.Delivered.class);
    assertEquals(List.of(privately("chris", "pat", true)), receipt.batch().messages());
    assertEquals(1, receipt.ownMessages());
    assertTrue(receipt.batch().isOwn(0));
    RoomEvent.Delivered received = pat.expectMessageClass(RoomEvent.Delivered.class);
    assertEquals(List.of(privately("chris", "pat", false)), received.batch().messages());
    assertEquals(0, received.ownMessages());
    assertFalse(received.batch().isOwn(0));
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
  void private_message_is_delivered_to_all_connections_of_both_and_is_own_of_the_sending_one() {
    Account account = owner("amy");
    TestProbe<MemberMessage> first = device(account);
    TestProbe<MemberMessage> second = device(account);
    TestProbe<MemberMessage> pat = register("pat");

    sendPrivate(first, "pat", "psst");
    for (TestProbe<MemberMessage> device : List.of(first, second)) {
      RoomEvent.Delivered receipt = device.expectMessageClass(RoomEvent.Delivered.class);
      assertEquals(List.of(privately("amy", "pat", true)), receipt.batch().messages());
      assertEquals(device == first, receipt.batch().isOwn(0));
      assertEquals(device == first ? 1 : 0, receipt.ownMessages());
    }
    assertEquals(privately("amy", "pat", false), only(pat));
    sendPrivate(pat, "amy", "psst");
    for (TestProbe<MemberMessage> device : List.of(first, second)) {
      assertEquals(privately("pat", "amy", false), only(device));
    }
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
            List.of(RoomName.LOBBY, new RoomName("tea")), false, chris.getRef()));
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

  @Test
  void guest_with_an_account_is_joined_by_another_connection_after_its_rooms_know() {
    TestProbe<MemberMessage> first = register("amy");
    Account amy = owner("amy");
    registry.tell(new NicknameRegistry.LogIn(nick("amy"), amy.id(), first.getRef()));
    assertEquals(OptionalLong.of(amy.id()), renamed(first).account());
    TestProbe<MemberMessage> second = probe();
    registry.tell(
        new NicknameRegistry.Register(
            nick("amy"), OptionalLong.of(amy.id()), INFO, second.getRef()));
    registry.tell(new NicknameRegistry.Whois(nick("amy"), first.getRef()));
    only(first); // the command of the second connection was handled, and waits

    second.expectNoMessage(Duration.ZERO);
    registry.tell(new NicknameRegistry.CompleteRename(first.getRef()));
    assertEquals("amy", registered(second).value());
  }

  @Test
  void nickname_of_an_account_is_for_its_connections_only() {
    Account amy = owner("amy");
    assertEquals(Problem.Code.NICKNAME_OWNED, rejection(probe(), "amy").code());
    TestProbe<MemberMessage> guest = register("pat");
    registry.tell(new NicknameRegistry.Rename(nick("AMY"), guest.getRef()));
    assertEquals(
        Problem.Code.NICKNAME_OWNED,
        guest.expectMessageClass(NicknameEvent.Rejected.class).problem().code());

    TestProbe<MemberMessage> device = device(amy);
    registry.tell(
        new NicknameRegistry.UpdateRooms(List.of(RoomName.LOBBY), false, device.getRef()));
    TestProbe<MemberMessage> second = probe();
    registry.tell(
        new NicknameRegistry.Register(
            nick("amy"), OptionalLong.of(amy.id()), INFO, second.getRef()));
    assertEquals(
        List.of(RoomName.LOBBY), second.expectMessageClass(NicknameEvent.Registered.class).rooms());
  }

  @Test
  void guest_whose_nickname_becomes_owned_is_disconnected() {
    TestProbe<MemberMessage> guest = register("amy");
    Account amy = owner("amy");
    registry.tell(new NicknameRegistry.AccountChanged(new AccountEvent.AccountRegistered(amy)));

    assertEquals(
        Problem.Code.NICKNAME_OWNED,
        guest.expectMessageClass(NicknameEvent.SessionEnded.class).problem().code());
  }

  @Test
  void guest_who_registers_is_judged_after_the_answer() {
    TestProbe<MemberMessage> guest = register("amy");
    registry.tell(new NicknameRegistry.ExpectChange(false, true, guest.getRef()));
    Account amy = owner("amy");
    registry.tell(new NicknameRegistry.AccountChanged(new AccountEvent.AccountRegistered(amy)));
    registry.tell(new NicknameRegistry.Whois(nick("amy"), guest.getRef()));
    only(guest);

    registry.tell(
        new NicknameRegistry.ExpectChange(false, false, guest.getRef())); // it was refused
    assertEquals(
        Problem.Code.NICKNAME_OWNED,
        guest.expectMessageClass(NicknameEvent.SessionEnded.class).problem().code());
  }

  @Test
  void changed_password_ends_all_connections_but_the_one_that_changes_it() {
    Account amy = owner("amy");
    TestProbe<MemberMessage> first = device(amy);
    TestProbe<MemberMessage> second = device(amy);
    registry.tell(new NicknameRegistry.ExpectChange(true, false, first.getRef()));
    registry.tell(new NicknameRegistry.AccountChanged(new AccountEvent.PasswordChanged(amy)));

    second.expectMessageClass(NicknameEvent.SessionEnded.class);
    first.expectNoMessage(Duration.ZERO);
  }

  @Test
  void rooms_of_a_connection_are_mirrored_by_the_others_once() {
    Account amy = owner("amy");
    TestProbe<MemberMessage> first = device(amy);
    TestProbe<MemberMessage> second = device(amy);
    List<RoomName> tea = List.of(new RoomName("tea"));
    registry.tell(new NicknameRegistry.UpdateRooms(tea, false, first.getRef()));
    assertEquals(
        new NicknameEvent.RoomMirrored(new RoomName("tea"), true), second.receiveMessage());
    registry.tell(new NicknameRegistry.UpdateRooms(tea, true, second.getRef()));
    registry.tell(new NicknameRegistry.UpdateRooms(List.of(), false, second.getRef()));

    assertEquals(
        new NicknameEvent.RoomMirrored(new RoomName("tea"), false), first.receiveMessage());
    registry.tell(new NicknameRegistry.UpdateRooms(List.of(), true, first.getRef()));
    second.expectNoMessage(Duration.ZERO);
  }

  private Account owner(String nickname) {
    Account account =
        new Account(
            owners.size() + 1L, nick(nickname), List.of(), AccountRole.MEMBER, Instant.EPOCH);
    owners.put(nick(nickname).foldedKey(), account);
    return account;
  }

  private TestProbe<MemberMessage> device(Account account) {
    TestProbe<MemberMessage> probe = probe();
    registry.tell(
        new NicknameRegistry.Register(
            account.nickname(), OptionalLong.of(account.id()), INFO, probe.getRef()));
    assertEquals(account.nickname(), registered(probe));
    return probe;
  }

  private static NicknameEvent.Renamed renamed(TestProbe<MemberMessage> probe) {
    return probe.expectMessageClass(NicknameEvent.Renamed.class);
  }

  private static NicknameRegistry.Register register(
      Nickname nickname, TestProbe<MemberMessage> probe) {
    return new NicknameRegistry.Register(nickname, OptionalLong.empty(), INFO, probe.getRef());
  }

  /**
   * @param assignment counted from the start of the registry
   */
  private static NicknameEvent.Renamed renamed(String previous, String nickname, long assignment) {
    return new NicknameEvent.Renamed(
        nick(previous),
        new MemberIdentity(nick(nickname), OptionalLong.empty(), assignment),
        List.of());
  }

  private TestProbe<MemberMessage> probe() {
    return kit.createTestProbe(MemberMessage.class);
  }

  private TestProbe<MemberMessage> register(String nickname) {
    TestProbe<MemberMessage> probe = probe();
    registry.tell(register(nick(nickname), probe));
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
          registry.tell(register(nick(nickname), probe));
          assertEquals(nick(nickname), registered(probe));
          return 0;
        });
  }

  private Problem rejection(TestProbe<MemberMessage> probe, String nickname) {
    registry.tell(register(nick(nickname), probe));
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

  private static ServerMessage privately(String from, String to, boolean receipt) {
    return new ServerMessage.PrivateMessage(nick(from), nick(to), Text.sanitize("psst"), receipt);
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
