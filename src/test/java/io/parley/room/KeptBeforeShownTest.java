package io.parley.room;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.parley.Parley;
import io.parley.history.MessageKind;
import io.parley.history.NewMessage;
import io.parley.history.StoredMessage;
import io.parley.protocol.Nickname;
import io.parley.protocol.Problem;
import io.parley.protocol.RoomName;
import io.parley.protocol.ServerMessage;
import io.parley.protocol.Text;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.ManualTime;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A room whose history is played by the test: nothing is shown before it is kept. */
class KeptBeforeShownTest {
  private final ActorTestKit kit =
      ActorTestKit.create("kept", ManualTime.config().withFallback(Parley.config()));
  private final TestProbe<Historian.Command> historian = kit.createTestProbe();
  private final TestProbe<HistoryWriter.Store> writer = kit.createTestProbe();
  private ActorRef<ChatRoom.Command> room = spawn(RoomKit.steady(Duration.ZERO));
  private ActorRef<Historian.Told> toRoom;
  private long lastId = 10;

  KeptBeforeShownTest() {
    toRoom = loads();
  }

  @AfterEach
  void end() {
    kit.shutdownTestKit();
  }

  @Test
  void nothing_is_shown_before_it_is_kept_and_then_it_has_its_number() {
    begin();
    TestProbe<RoomEvent> chris = join("chris");
    say(chris, "one");
    HistoryWriter.Store store = stores("one");
    say(chris, "two");
    chris.expectNoMessage(Duration.ZERO);

    keep(store);
    assertEquals(List.of("chris: one #11"), hears(chris, 1));
    HistoryWriter.Store next = stores("two");
    chris.expectNoMessage(Duration.ZERO);
    keep(next);
    assertEquals(List.of("chris: two #12"), hears(chris, 1));
  }

  @Test
  void a_newcomer_is_told_the_past_and_then_everything_once() {
    begin(said(3, "three"), said(4, "four"));
    TestProbe<RoomEvent> chris = join("chris", "three #3", "four #4");
    say(chris, "underway");
    HistoryWriter.Store underway = stores("underway");
    say(chris, "waits");
    TestProbe<RoomEvent> pat = enter("pat");
    say(chris, "after");
    pat.expectNoMessage(Duration.ZERO);
    keep(underway);
    keep(stores("waits", "after"));

    assertEquals(
        List.of("chris: underway #11", "chris: waits #12", "pat joined", "chris: after #13"),
        hears(chris, 4));
    assertEquals(
        List.of("past: underway #11, waits #12", "pat joined", "chris: after #13"), hears(pat, 3));
  }

  @Test
  void nobody_hears_anything_before_the_past_is_known() {
    TestProbe<RoomEvent> chris = enter("chris");
    chris.expectNoMessage(Duration.ZERO);
    begin(said(3, "three"));
    assertEquals(List.of("past: three #3", "chris joined"), hears(chris, 2));
  }

  @Test
  void the_first_who_comes_does_not_wait_longer_than_the_past_takes() {
    pace(RoomKit.steady(Duration.ofMinutes(2)));
    TestProbe<RoomEvent> chris = enter("chris");
    begin();
    assertEquals(List.of("past: ", "chris joined"), hears(chris, 2));
  }

  @Test
  void what_answers_a_batch_goes_together_and_waits_for_nothing_else() {
    pace(new PaceSettings(Duration.ZERO, Duration.ZERO, Duration.ofMinutes(2), Duration.ZERO));
    TestProbe<RoomEvent> chris = enter("chris");
    say(chris, "one");
    begin();
    keep(stores("one"));
    assertEquals(List.of("past: ", "chris joined", "chris: one #11"), hears(chris, 3));

    say(chris, "two");
    say(chris, "three");

    stores("two", "three");
  }

  @Test
  void who_comes_is_told_late_unless_somebody_speaks() {
    pace(new PaceSettings(Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ofMinutes(2)));
    TestProbe<RoomEvent> chris = enter("chris");
    begin();
    assertEquals(List.of("past: ", "chris joined"), hears(chris, 2));

    TestProbe<RoomEvent> pat = enter("pat");
    chris.expectNoMessage(Duration.ZERO);
    say(pat, "hello");

    keep(stores("hello"));
    assertEquals(List.of("pat joined", "pat: hello #11"), hears(chris, 2));
  }

  @Test
  void people_are_told_once_of_trouble_and_once_that_it_is_over() {
    begin();
    TestProbe<RoomEvent> chris = join("chris");
    say(chris, "one");
    HistoryWriter.Store store = stores("one");
    toRoom.tell(Historian.Trouble.INSTANCE);
    toRoom.tell(Historian.Trouble.INSTANCE);
    assertEquals(new RoomEvent.Halted(RoomName.LOBBY), chris.receiveMessage());
    TestProbe<RoomEvent> pat = enter("pat");
    assertEquals(new RoomEvent.Halted(RoomName.LOBBY), pat.receiveMessage());

    keep(store);
    assertEquals(List.of("chris: one #11"), hears(chris, 1));
    assertEquals(new RoomEvent.Resumed(RoomName.LOBBY), chris.receiveMessage());
    assertEquals(List.of("pat joined"), hears(chris, 1));
    assertEquals(new RoomEvent.Resumed(RoomName.LOBBY), pat.receiveMessage());
    assertEquals(List.of("past: one #11", "pat joined"), hears(pat, 2));
  }

  @Test
  void too_much_that_waits_is_refused_at_once() {
    begin();
    TestProbe<RoomEvent> chris = join("chris");
    say(chris, "one");
    HistoryWriter.Store store = stores("one");
    say(chris, "x".repeat(300));
    say(chris, "too much");
    RoomEvent.Heard heard = chris.expectMessageClass(RoomEvent.Heard.class);
    assertEquals(1, heard.own());
    ServerMessage.Refused refused = (ServerMessage.Refused) heard.batch().messages().get(0);
    assertEquals(Problem.Code.HISTORY_UNAVAILABLE, refused.problem().code());

    keep(store);
    hears(chris, 1);
    keep(stores("x".repeat(300)));
    hears(chris, 1);
    say(chris, "better");
    stores("better");
  }

  @Test
  void whoever_leaves_hears_first_what_they_said() {
    begin();
    TestProbe<RoomEvent> chris = join("chris");
    say(chris, "bye");
    HistoryWriter.Store store = stores("bye");
    room.tell(new ChatRoom.Leave(chris.getRef()));
    chris.expectNoMessage(Duration.ZERO);
    keep(store);
    assertEquals(List.of("chris: bye #11"), hears(chris, 1));
    chris.expectMessage(new RoomEvent.Farewell(Optional.empty()));
  }

  @Test
  void a_room_that_closes_shows_first_what_is_underway() {
    begin();
    TestProbe<RoomEvent> chris = join("chris");
    say(chris, "one");
    HistoryWriter.Store store = stores("one");
    say(chris, "two");
    Problem closing = new Problem(Problem.Code.SERVER_CLOSING, "The server is closing.");
    room.tell(new ChatRoom.Close(closing));
    chris.expectNoMessage(Duration.ZERO);
    keep(store);
    keep(stores("two"));
    assertEquals(List.of("chris: one #11", "chris: two #12"), hears(chris, 2));
    chris.expectMessage(new RoomEvent.Farewell(Optional.of(closing)));
  }

  @Test
  void a_room_is_settled_when_all_is_kept_though_nobody_is_left() {
    TestProbe<RoomName> settled = kit.createTestProbe();
    begin();
    room.tell(new ChatRoom.Settle(settled.getRef()));
    settled.expectMessage(RoomName.LOBBY);
    TestProbe<RoomEvent> chris = join("chris");
    say(chris, "one");
    HistoryWriter.Store store = stores("one");
    say(chris, "two");
    chris.stop();
    room.tell(new ChatRoom.Settle(settled.getRef()));
    keep(store);
    HistoryWriter.Store next = stores("two");
    settled.expectNoMessage(Duration.ZERO);
    keep(next);
    settled.expectMessage(RoomName.LOBBY);
  }

  /** Another room, with another pace than none. */
  private void pace(PaceSettings pace) {
    room = spawn(pace);
    toRoom = loads();
  }

  private ActorRef<ChatRoom.Command> spawn(PaceSettings pace) {
    return kit.spawn(
        RoomKit.room(
            kit,
            RoomName.LOBBY,
            new RoomSettings(pace, 100_000, 200, 2, 2),
            () -> 0,
            historian.getRef(),
            writer.getRef()));
  }

  private ActorRef<Historian.Told> loads() {
    return historian.expectMessageClass(Historian.Load.class).replyTo();
  }

  private void begin(StoredMessage... past) {
    toRoom.tell(new Historian.Loaded(List.of(past), Optional.empty()));
  }

  private static StoredMessage said(long id, String text) {
    return new StoredMessage(
        id, new NewMessage("lobby", Instant.EPOCH, "old", MessageKind.CHAT, text));
  }

  private TestProbe<RoomEvent> enter(String nickname) {
    TestProbe<RoomEvent> probe = kit.createTestProbe(RoomEvent.class);
    room.tell(new ChatRoom.Join(Nickname.foreign(nickname), probe.getRef()));
    probe.expectMessageClass(RoomEvent.Welcomed.class);
    return probe;
  }

  private TestProbe<RoomEvent> join(String nickname, String... past) {
    TestProbe<RoomEvent> probe = enter(nickname);
    assertEquals(
        List.of("past: " + String.join(", ", past), nickname + " joined"), hears(probe, 2));
    return probe;
  }

  private void say(TestProbe<RoomEvent> member, String text) {
    room.tell(new ChatRoom.Say(Text.clean(text), member.getRef()));
  }

  private HistoryWriter.Store stores(String... texts) {
    HistoryWriter.Store store = writer.expectMessageClass(HistoryWriter.Store.class);
    assertEquals(List.of(texts), store.sayings().stream().map(NewMessage::text).toList());
    return store;
  }

  private void keep(HistoryWriter.Store store) {
    List<StoredMessage> entries = new ArrayList<>();
    for (NewMessage saying : store.sayings()) {
      lastId++;
      entries.add(new StoredMessage(lastId, saying));
    }
    store.replyTo().tell(new Historian.Stored(entries));
  }

  private static List<String> hears(TestProbe<RoomEvent> probe, int count) {
    List<String> heard = new ArrayList<>();
    while (heard.size() < count) {
      probe
          .expectMessageClass(RoomEvent.Heard.class)
          .batch()
          .messages()
          .forEach(message -> heard.add(words(message)));
    }
    return heard;
  }

  private static String words(ServerMessage message) {
    if (message instanceof ServerMessage.Chatted chatted) {
      return chatted.nickname() + ": " + numbered(chatted);
    }
    if (message instanceof ServerMessage.Joined joined) {
      return joined.nickname() + " joined";
    }
    if (message instanceof ServerMessage.Recalled recalled) {
      return "past: "
          + String.join(
              ", ",
              recalled.messages().stream()
                  .map(kept -> numbered((ServerMessage.Chatted) kept))
                  .toList());
    }
    throw new AssertionError(message);
  }

  private static String numbered(ServerMessage.Chatted chatted) {
    return chatted.text().value() + " #" + chatted.stamp().id().orElseThrow();
  }
}
