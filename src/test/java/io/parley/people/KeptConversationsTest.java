package io.parley.people;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.TestServers;
import io.parley.access.RoomProfiles;
import io.parley.access.ServerBans;
import io.parley.account.Account;
import io.parley.account.AccountRole;
import io.parley.conversation.ManualPrivateMessageStore;
import io.parley.conversation.PrivateMessageSettings;
import io.parley.conversation.PrivateMessages;
import io.parley.protocol.Answer;
import io.parley.protocol.Nickname;
import io.parley.protocol.Problem;
import io.parley.protocol.ServerMessage;
import io.parley.protocol.Text;
import io.parley.room.AnswerTransit;
import io.parley.room.HistoryReader;
import io.parley.room.MemberMessage;
import io.parley.room.RoomEvent;
import io.parley.wire.flow.Batch;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Private messages between accounts at the registry, with a store that a test controls. */
@Timeout(60)
class KeptConversationsTest {
  private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");
  private static final ConnectionInfo INFO = new ConnectionInfo(1, "127.0.0.1", Optional.empty());
  private static final AnswerTransit TRANSIT =
      new AnswerTransit() {
        @Override
        public void begin(Batch<ServerMessage> answer) {}

        @Override
        public void drop(Batch<ServerMessage> answer) {}
      };

  private final Map<String, Account> owners = new ConcurrentHashMap<>();
  private final ManualPrivateMessageStore store = new ManualPrivateMessageStore();
  private final PrivateMessages messages = messages();
  private final ActorTestKit kit = ActorTestKit.create("conversations", TestServers.config());
  private final ActorRef<NicknameRegistry.Command> registry =
      kit.spawn(
          NicknameRegistry.create(
              InstantSource.fixed(NOON),
              nickname -> Optional.ofNullable(owners.get(nickname.foldedKey())),
              new RoomProfiles(List.of(), id -> false),
              new ServerBans(List.of(), id -> false, InstantSource.fixed(NOON)),
              kit.system().ignoreRef(),
              Optional.of(messages)));

  private PrivateMessages messages() {
    addAccount(1, "amy");
    addAccount(2, "bob");
    addAccount(3, "eve");
    try {
      return new PrivateMessages(
          store,
          PrivateMessageSettings.read(
              TestServers.config(
                  Map.of(
                      "parley.private-messages.left-per-sender",
                      "2",
                      "parley.private-messages.left",
                      "3",
                      "parley.private-messages.queue",
                      "5",
                      "parley.private-messages.timeout",
                      "1 m"))));
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private void addAccount(long id, String name) {
    Account account = new Account(id, nick(name), List.of(), AccountRole.MEMBER, Instant.EPOCH);
    owners.put(account.nickname().foldedKey(), account);
  }

  @AfterEach
  void end() {
    store.release();
    kit.shutdownTestKit();
    messages.close();
  }

  @Test
  void message_is_stored_before_it_is_shown() {
    TestProbe<MemberMessage> amy = ready("amy", 1);
    TestProbe<MemberMessage> bob = ready("bob", 2);
    store.hold();

    send(amy, "bob", "hello");
    fence(bob); // shows nothing
    store.release();

    ServerMessage.PrivateMessage received = privately(bob);
    assertEquals("hello", received.text().value());
    assertEquals(
        Optional.of(
            new ServerMessage.PrivateMessage.Kept(
                1, NOON, ServerMessage.PrivateMessage.Delivery.NOW)),
        received.kept());
    RoomEvent.Delivered receipt = amy.expectMessageClass(RoomEvent.Delivered.class);
    assertEquals(1, receipt.ownMessages());
  }

  @Test
  void database_that_is_away_refuses_the_sender_and_nobody_is_shown_the_message() {
    TestProbe<MemberMessage> amy = ready("amy", 1);
    TestProbe<MemberMessage> bob = ready("bob", 2);
    store.setFailing(true);

    send(amy, "bob", "hello");

    RoomEvent.Delivered refusal = amy.expectMessageClass(RoomEvent.Delivered.class);
    assertEquals(1, refusal.ownMessages());
    assertEquals(Problem.Code.TRY_LATER, code(refusal));
    fence(bob);
    store.setFailing(false);
    send(amy, "bob", "again");
    assertEquals("again", privately(bob).text().value());
  }

  @Test
  void full_queue_refuses_at_once() {
    TestProbe<MemberMessage> amy = ready("amy", 1);
    ready("bob", 2);
    store.hold();

    for (int i = 0; i < 7; i++) {
      send(amy, "bob", "hello " + i);
    }

    assertEquals(Problem.Code.TRY_LATER, code(amy.expectMessageClass(RoomEvent.Delivered.class)));
  }

  @Test
  void message_to_a_guest_or_from_one_does_not_wait_for_the_database() {
    TestProbe<MemberMessage> amy = ready("amy", 1);
    TestProbe<MemberMessage> pat = guest("pat");
    store.hold();
    store.setFailing(true);

    send(pat, "amy", "hello");
    assertEquals(Optional.empty(), privately(amy).kept());
    privately(pat);
    send(amy, "pat", "hi");
    assertEquals(Optional.empty(), privately(pat).kept());
    assertEquals(List.of(), store.after(0, 10));
  }

  @Test
  void left_message_is_shown_once_when_the_receiver_comes() {
    TestProbe<MemberMessage> amy = ready("amy", 1);
    send(amy, "BOB", "hello");
    ServerMessage.PrivateMessage receipt = privately(amy);
    assertTrue(receipt.isLeft());
    assertEquals(
        "bob is not here. The message is kept for bob.",
        ((ServerMessage.Notice) first(amy)).text().value());

    TestProbe<MemberMessage> bob = ready("bob", 2);
    ServerMessage.PrivateMessage past = privately(bob);
    assertTrue(past.isPast());
    assertEquals("hello", past.text().value());
    assertEquals(Optional.of(NOON), past.kept().map(ServerMessage.PrivateMessage.Kept::time));

    TestProbe<MemberMessage> second = connect("bob", OptionalLong.of(2));
    registry.tell(new NicknameRegistry.Ready(second.getRef()));
    send(amy, "bob", "now");
    assertEquals("now", privately(second).text().value());
    assertEquals("now", privately(bob).text().value());
  }

  @Test
  void message_that_is_stored_while_the_receiver_comes_is_shown_once() {
    TestProbe<MemberMessage> amy = ready("amy", 1);
    store.hold();
    send(amy, "bob", "one");
    TestProbe<MemberMessage> bob = ready("bob", 2); // the first message is being stored
    store.release();

    assertEquals("one", privately(bob).text().value());
    send(amy, "bob", "two");
    assertEquals("two", privately(bob).text().value());
  }

  @Test
  void connection_that_is_not_ready_gets_nothing_before_it_is() {
    TestProbe<MemberMessage> amy = ready("amy", 1);
    TestProbe<MemberMessage> bob = connect("bob", OptionalLong.of(2));

    send(amy, "bob", "hello");
    assertFalse(privately(amy).isLeft());
    fence(bob);
    registry.tell(new NicknameRegistry.Ready(bob.getRef()));

    assertTrue(privately(bob).isPast());
  }

  @Test
  void what_was_left_is_loaded_again_after_a_failure() {
    TestProbe<MemberMessage> amy = ready("amy", 1);
    send(amy, "bob", "one");
    privately(amy);
    store.setFailing(true);
    TestProbe<MemberMessage> bob = ready("bob", 2);
    fence(bob);
    messages.left(3).toCompletableFuture().join(); // behind the failed read
    fence(bob);
    store.setFailing(false);

    send(amy, "bob", "two");

    assertEquals("one", privately(bob).text().value());
  }

  @Test
  void guest_cannot_leave_a_message() {
    TestProbe<MemberMessage> pat = guest("pat");

    send(pat, "bob", "hello");

    RoomEvent.Delivered refusal = pat.expectMessageClass(RoomEvent.Delivered.class);
    Problem problem = refusal.batch().messages().get(0).refusal().orElseThrow();
    assertEquals(Problem.Code.NO_SUCH_NICKNAME, problem.code());
    assertTrue(problem.message().contains("Log in"), problem.message());
  }

  @Test
  void messages_beyond_the_limits_are_not_left() {
    TestProbe<MemberMessage> amy = ready("amy", 1);
    TestProbe<MemberMessage> eve = ready("eve", 3);
    for (int i = 0; i < 2; i++) {
      send(amy, "bob", "hello");
      privately(amy);
      first(amy); // the notice
    }
    send(amy, "bob", "too many");
    assertEquals(
        Problem.Code.TOO_MANY_UNREAD, code(amy.expectMessageClass(RoomEvent.Delivered.class)));
    send(eve, "bob", "hello");
    privately(eve);
    first(eve);
    send(eve, "bob", "too many");
    assertEquals(
        Problem.Code.TOO_MANY_UNREAD, code(eve.expectMessageClass(RoomEvent.Delivered.class)));

    TestProbe<MemberMessage> bob = ready("bob", 2);
    assertEquals(3, bob.expectMessageClass(RoomEvent.Delivered.class).batch().messages().size());
    send(amy, "bob", "now");
    assertEquals("now", privately(bob).text().value());
  }

  @Test
  void conversation_is_for_the_two_only() {
    TestProbe<MemberMessage> amy = ready("amy", 1);
    TestProbe<MemberMessage> bob = ready("bob", 2);
    TestProbe<MemberMessage> eve = ready("eve", 3);
    send(amy, "bob", "secret");
    privately(bob);
    privately(amy);

    assertEquals(List.of("secret"), read(amy, "bob"));
    assertEquals(List.of("secret"), read(bob, "amy"));
    assertEquals(List.of(), read(eve, "bob"));
    assertEquals(List.of(), read(eve, "amy"));
    assertEquals(List.of(), read(amy, "nobody"));
    assertEquals(List.of(), read(guest("pat"), "amy"));
  }

  private List<String> read(TestProbe<MemberMessage> asker, String other) {
    registry.tell(
        new NicknameRegistry.ReadConversation(
            nick(other),
            Long.MAX_VALUE,
            OptionalInt.empty(),
            new HistoryReader.Asker(asker.getRef().narrow(), TRANSIT),
            asker.getRef()));
    return first(asker).answer(Answer.Conversation.class).orElseThrow().messages().stream()
        .map(message -> message.text().value())
        .toList();
  }

  private TestProbe<MemberMessage> guest(String name) {
    return connect(name, OptionalLong.empty());
  }

  private TestProbe<MemberMessage> ready(String name, long account) {
    TestProbe<MemberMessage> probe = connect(name, OptionalLong.of(account));
    registry.tell(new NicknameRegistry.Ready(probe.getRef()));
    return probe;
  }

  private TestProbe<MemberMessage> connect(String name, OptionalLong account) {
    TestProbe<MemberMessage> probe = kit.createTestProbe();
    registry.tell(new NicknameRegistry.Register(nick(name), account, INFO, probe.getRef()));
    probe.expectMessageClass(NicknameEvent.Registered.class);
    return probe;
  }

  private void send(TestProbe<MemberMessage> from, String to, String text) {
    registry.tell(new NicknameRegistry.SendPrivate(nick(to), text(text), from.getRef()));
  }

  /** Nothing has come before the answer to a question. */
  private void fence(TestProbe<MemberMessage> probe) {
    registry.tell(new NicknameRegistry.Whois(nick("nobody"), probe.getRef()));
    assertEquals(
        Problem.Code.NO_SUCH_NICKNAME, code(probe.expectMessageClass(RoomEvent.Delivered.class)));
  }

  private static ServerMessage.PrivateMessage privately(TestProbe<MemberMessage> probe) {
    return (ServerMessage.PrivateMessage) first(probe);
  }

  private static ServerMessage first(TestProbe<MemberMessage> probe) {
    return probe.expectMessageClass(RoomEvent.Delivered.class).batch().messages().get(0);
  }

  private static Problem.Code code(RoomEvent.Delivered event) {
    return event.batch().messages().get(0).refusal().orElseThrow().code();
  }

  private static Nickname nick(String name) {
    return Nickname.sanitize(name);
  }

  private static Text text(String words) {
    return Text.sanitize(words);
  }
}
