package io.parley.room;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.access.Permissions;
import io.parley.access.RoomModes;
import io.parley.access.RoomRole;
import io.parley.access.Standing;
import io.parley.history.InMemoryMessageStore;
import io.parley.history.MessageKind;
import io.parley.history.NewMessage;
import io.parley.history.StoredMessage;
import io.parley.protocol.Nickname;
import io.parley.protocol.Request;
import io.parley.protocol.RoomName;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What becomes of requests about messages. Amy has the number 1 as an author, bob 2. */
class MessageReviserTest {
  private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");
  private static final Duration DAY = Duration.ofDays(1);
  private static final RoomName TEA = new RoomName("tea");
  private static final Standing OPERATOR =
      new Standing(
          Optional.of(RoomRole.OPERATOR), false, true, false, Optional.empty(), Optional.empty());

  private final InMemoryMessageStore store = new InMemoryMessageStore(10_000, 1L << 30);
  private final MessageReviser reviser = new MessageReviser(store);

  @Test
  void author_edits_within_the_limit() throws Exception {
    long id = said("amy", 1, NOON.minus(DAY));
    assertEquals("MESSAGE_TOO_OLD", revise(edit(id), 1, Standing.OCCUPANT, NOON.plusSeconds(1)));
    assertEquals("NOT_AUTHOR", revise(edit(id), 2, Standing.OCCUPANT, NOON));
    assertEquals("NOT_AUTHOR", revise(edit(id), 2, OPERATOR, NOON));
    assertEquals("NOT_IN_ROOM", revise(edit(id), 1, Standing.OUTSIDER, NOON));
    assertEquals("[new]", revise(edit(id), 1, Standing.OCCUPANT, NOON));
    assertEquals("new", stored(id).content().text());
    assertEquals(Optional.of(NOON), stored(id).changes().edited());
  }

  @Test
  void author_may_have_logged_in_meanwhile() throws Exception {
    long id = said("amy", -1, NOON);
    assertEquals("NOT_AUTHOR", revise(edit(id), 2, Standing.OCCUPANT, NOON));
    assertEquals("[new]", revise(edit(id), 1, Standing.OCCUPANT, NOON));
  }

  @Test
  void message_of_a_former_version_is_nobodys() throws Exception {
    long id =
        store
            .append(
                UUID.randomUUID(),
                List.of(new NewMessage("tea", NOON, "amy", MessageKind.CHAT, "old")))
            .get(0)
            .id();
    assertEquals("NOT_AUTHOR", revise(edit(id), 1, Standing.OCCUPANT, NOON));
    assertEquals("NOT_AUTHOR", revise(delete(id), 1, Standing.OCCUPANT, NOON));
    assertEquals("[]", revise(delete(id), 1, OPERATOR, NOON));
  }

  @Test
  void topic_and_message_of_another_room_are_no_such_messages() throws Exception {
    long topic = append("tea", "amy", 1, NOON, MessageKind.TOPIC, "cake");
    long other = append("garden", "amy", 1, NOON, MessageKind.CHAT, "hi");
    for (long id : new long[] {topic, other, other + 1}) {
      assertEquals("NO_SUCH_MESSAGE", revise(edit(id), 1, OPERATOR, NOON));
      assertEquals("NO_SUCH_MESSAGE", revise(delete(id), 1, OPERATOR, NOON));
      assertEquals("NO_SUCH_MESSAGE", revise(react(id, "👍"), 1, OPERATOR, NOON));
      assertEquals(
          "NO_SUCH_MESSAGE",
          revise(new Request.Reply(id, "yes", Optional.empty()), 1, OPERATOR, NOON));
    }
  }

  @Test
  void message_takes_a_bounded_number_of_reactions() throws Exception {
    long id = said("amy", 1, NOON);
    for (int i = 0; i < 20; i++) {
      assertEquals("[text]", revise(react(id, emoji(i)), 1, Standing.OCCUPANT, NOON));
    }
    assertEquals("TOO_MANY_REACTIONS", revise(react(id, emoji(20)), 1, Standing.OCCUPANT, NOON));
    assertEquals("[text]", revise(react(id, emoji(0)), 1, Standing.OCCUPANT, NOON)); // again
    assertEquals("[text]", revise(react(id, emoji(0)), 2, Standing.OCCUPANT, NOON));
    assertEquals(20, stored(id).changes().reactions().size());
  }

  @Test
  void purge_deletes_a_bounded_number_and_says_if_there_are_more() throws Exception {
    List<NewMessage> many = new ArrayList<>();
    for (int i = 0; i < MessageReviser.MAX_PURGED + 1; i++) {
      many.add(message("tea", "bob", 2, NOON, MessageKind.CHAT, "spam"));
    }
    store.append(UUID.randomUUID(), many);
    long old = said("bob", 2, NOON.minus(DAY));
    long amys = said("amy", 1, NOON);
    Request.Purge purge = new Request.Purge("bob", Optional.empty(), Optional.empty());
    assertEquals("NOT_OPERATOR", revise(purge, 1, Standing.OCCUPANT, NOON));
    MessageReviser.Revised first = purge(purge, OptionalLong.empty());
    assertEquals(MessageReviser.MAX_PURGED, first.messages().size());
    assertTrue(first.more());
    MessageReviser.Revised second = purge(purge, OptionalLong.empty());
    assertEquals(1, second.messages().size());
    assertFalse(second.more());
    assertEquals("text", stored(old).content().text());
    assertEquals("text", stored(amys).content().text());
  }

  @Test
  void purge_of_an_account_finds_what_it_has_said_under_any_nickname() throws Exception {
    long renamed = said("bobby", 2, NOON);
    long before = append("tea", "bob", -7, NOON, MessageKind.CHAT, "as a guest");
    long other = said("amy", 1, NOON);
    MessageReviser.Revised purged =
        purge(new Request.Purge("bob", Optional.empty(), Optional.empty()), OptionalLong.of(2));
    assertEquals(
        List.of(renamed, before), purged.messages().stream().map(StoredMessage::id).toList());
    assertEquals("text", stored(other).content().text());
  }

  private MessageReviser.Revised purge(Request.Purge purge, OptionalLong account) throws Exception {
    return (MessageReviser.Revised)
        reviser.revise(order(purge, 1, OPERATOR, NOON, NOON.minusSeconds(60), account));
  }

  /** The code of the refusal, or the texts as they are now. */
  private String revise(Request.MessageRequest request, long author, Standing who, Instant now)
      throws Exception {
    MessageReviser.Outcome outcome =
        reviser.revise(order(request, author, who, now, Instant.EPOCH, OptionalLong.empty()));
    if (outcome instanceof MessageReviser.Refused refused) {
      return refused.problem().code().name();
    }
    return ((MessageReviser.Revised) outcome)
        .messages().stream().map(each -> each.content().text()).toList().toString();
  }

  private static MessageReviser.Order order(
      Request.MessageRequest request,
      long author,
      Standing who,
      Instant now,
      Instant since,
      OptionalLong purged) {
    return new MessageReviser.Order(
        request,
        new Permissions(TEA, RoomModes.OPEN),
        who,
        Nickname.sanitize(author == 1 ? "amy" : "bob"),
        author,
        -author,
        now,
        since,
        purged,
        DAY);
  }

  private StoredMessage stored(long id) throws Exception {
    return store.find("tea", id).orElseThrow();
  }

  private long said(String nickname, long author, Instant time) throws Exception {
    return append("tea", nickname, author, time, MessageKind.CHAT, "text");
  }

  private long append(
      String room, String nickname, long author, Instant time, MessageKind kind, String text)
      throws Exception {
    NewMessage message = message(room, nickname, author, time, kind, text);
    return store.append(UUID.randomUUID(), List.of(message)).get(0).id();
  }

  private static NewMessage message(
      String room, String nickname, long author, Instant time, MessageKind kind, String text) {
    return new NewMessage(
        room, time, nickname, kind, text, OptionalLong.of(author), OptionalLong.empty());
  }

  private static Request.Edit edit(long id) {
    return new Request.Edit(id, "new", Optional.empty());
  }

  private static Request.Delete delete(long id) {
    return new Request.Delete(id, Optional.empty());
  }

  private static Request.React react(long id, String emoji) {
    return new Request.React(id, emoji, true, Optional.empty());
  }

  private static String emoji(int number) {
    return Character.toString(0x1F600 + number);
  }
}
