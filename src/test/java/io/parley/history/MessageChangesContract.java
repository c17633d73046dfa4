package io.parley.history;

import static io.parley.history.TestMessages.NOON;
import static io.parley.history.TestMessages.ROOM;
import static io.parley.history.TestMessages.append;
import static io.parley.history.TestMessages.appendChats;
import static io.parley.history.TestMessages.chat;
import static io.parley.history.TestMessages.lobbyTexts;
import static io.parley.history.TestMessages.search;
import static io.parley.history.TestMessages.topic;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.history.sql.SqlMessageStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What every message store does with edits, deletions, replies and reactions. */
@Timeout(60)
public abstract class MessageChangesContract {
  /** An index delay that is longer than any test, so that only {@link #indexAll} indexes. */
  public static final Duration NO_BACKGROUND_INDEXING = Duration.ofHours(1);

  private static final Instant LATER = NOON.plusSeconds(60);
  private static final OptionalLong NOBODY = OptionalLong.empty();

  public MessageStore store;

  /** An empty store. */
  protected abstract MessageStore createStore() throws Exception;

  /** Indexes all messages if the store has an index. */
  public void indexAll() throws HistoryException {
    if (store instanceof SqlMessageStore sql) {
      sql.indexAll();
    }
  }

  @BeforeEach
  void open() throws Exception {
    store = createStore();
  }

  @AfterEach
  void close() {
    store.close();
  }

  private static NewMessage by(String nickname, long author, String text) {
    return new NewMessage(
        ROOM, NOON, nickname, MessageKind.CHAT, text, OptionalLong.of(author), NOBODY);
  }

  private static NewMessage answer(String room, long to) {
    return new NewMessage(room, NOON, "bob", MessageKind.CHAT, "yes", NOBODY, OptionalLong.of(to));
  }

  private StoredMessage found(long id) throws HistoryException {
    return store.find(ROOM, id).orElseThrow();
  }

  @Test
  void author_and_reply_are_stored() throws Exception {
    StoredMessage first = append(store, by("ann", -7, "lunch?")).get(0);
    StoredMessage reply = append(store, answer("LOBBY", first.id())).get(0);

    assertEquals(Optional.of(new Quote(first.id(), "ann", "lunch?")), reply.quote());
    assertEquals(OptionalLong.of(-7), found(first.id()).content().author());
    assertEquals(reply, found(reply.id()));
    assertEquals(List.of(first, reply), store.before(ROOM, Long.MAX_VALUE, 10));
    assertEquals(List.of(first, reply), store.recent(ROOM, 10).messages());
    assertEquals(List.of(reply), store.missed(ROOM, first.id(), 10));
    indexAll();
    assertEquals(List.of(first, reply), store.before(ROOM, Long.MAX_VALUE, 10));
  }

  @Test
  void quote_is_the_message_as_it_is_now() throws Exception {
    long id = appendChats(store, "lunch?").get(0).id();
    long reply = append(store, answer(ROOM, id)).get(0).id();

    store.edit(ROOM, id, "dinner?", LATER);
    assertEquals(Optional.of(new Quote(id, "ann", "dinner?")), found(reply).quote());
    store.delete(ROOM, List.of(id), "amy");
    assertEquals(Optional.of(new Quote(id, "ann", "")), found(reply).quote());
    store.prune(LATER);
    assertEquals(Optional.empty(), append(store, answer(ROOM, id)).get(0).quote());
  }

  @Test
  void message_of_another_room_is_neither_quoted_nor_changed() throws Exception {
    long id = appendChats(store, "secret").get(0).id();

    assertEquals(Optional.empty(), append(store, answer("garden", id)).get(0).quote());
    assertEquals(Optional.empty(), store.find("garden", id));
    assertEquals(Optional.empty(), store.edit("garden", id, "public", LATER));
    assertEquals(List.of(), store.delete("garden", List.of(id), "amy"));
    assertEquals(Optional.empty(), store.react("garden", id, "👍", "bob", NOBODY, true));
    assertEquals("secret", found(id).content().text());
  }

  @Test
  void edited_text_replaces_the_old_one_before_and_after_indexing() throws Exception {
    long indexed = appendChats(store, "apple pie").get(0).id();
    indexAll();
    long unindexed = appendChats(store, "apple tart").get(0).id();

    for (long id : List.of(indexed, unindexed)) {
      StoredMessage edited = store.edit("LOBBY", id, "plum cake", LATER).orElseThrow();
      assertEquals(found(id), edited);
      assertEquals("plum cake", edited.content().text());
      assertEquals(Optional.of(LATER), edited.changes().edited());
    }
    for (int i = 0; i < 2; i++) {
      assertEquals(List.of(), search(store, "apple"));
      assertEquals(List.of("plum cake", "plum cake"), search(store, "plum"));
      assertEquals(List.of("plum cake", "plum cake"), search(store, "from:ann cake"));
      assertEquals(List.of("plum cake", "plum cake"), lobbyTexts(store));
      indexAll();
    }
  }

  @Test
  void deleted_message_stays_without_text_and_is_not_found() throws Exception {
    long indexed = append(store, by("ann", 5, "apple pie")).get(0).id();
    store.react(ROOM, indexed, "👍", "bob", NOBODY, true);
    indexAll();
    long unindexed = append(store, answer(ROOM, indexed)).get(0).id();

    assertEquals(
        List.of(unindexed, indexed),
        store.delete("lobby", List.of(unindexed, 99L, indexed, indexed), "amy"));
    assertEquals(List.of(), store.delete(ROOM, List.of(indexed), "bob"));
    for (int i = 0; i < 2; i++) {
      assertEquals(
          new StoredMessage(
              indexed,
              chat(""),
              new MessageChanges(Optional.empty(), Optional.of("amy"), List.of()),
              Optional.empty()),
          found(indexed));
      assertEquals(List.of("", ""), lobbyTexts(store));
      assertEquals(List.of(), search(store, "apple"));
      assertEquals(List.of(), search(store, "from:ann"));
      assertEquals(List.of(), search(store, "in:lobby"));
      assertEquals(new UnreadCount(unindexed, 2, true), store.countUnread(ROOM, 0, 10));
      indexAll();
    }
    assertEquals(Optional.empty(), store.edit(ROOM, indexed, "again", LATER));
    assertEquals(Optional.empty(), store.react(ROOM, indexed, "👍", "bob", NOBODY, true));
    assertEquals(2, store.prune(LATER));
  }

  @Test
  void topic_is_not_changed() throws Exception {
    long id = append(store, topic(ROOM, "tea")).get(0).id();

    assertEquals(Optional.empty(), store.edit(ROOM, id, "coffee", LATER));
    assertEquals(List.of(), store.delete(ROOM, List.of(id), "amy"));
    assertEquals(List.of(), store.purge(ROOM, "ann", NOBODY, NOON, "amy", 10));
    assertEquals(Optional.empty(), store.react(ROOM, id, "👍", "bob", NOBODY, true));
    assertEquals("tea", found(id).content().text());
  }

  @Test
  void text_that_cannot_be_stored_changes_nothing() throws Exception {
    long id = appendChats(store, "tea").get(0).id();

    assertThrows(IllegalArgumentException.class, () -> store.edit(ROOM, id, "a\u0000b", LATER));
    assertEquals(MessageChanges.NONE, found(id).changes());
    appendChats(store, "next");
    indexAll();
    assertEquals(List.of("tea"), search(store, "tea"));
  }

  @Test
  void purge_deletes_by_nickname_since_a_time() throws Exception {
    List<StoredMessage> all =
        append(
            store,
            new NewMessage(ROOM, NOON.minusSeconds(1), "Ann", MessageKind.CHAT, "before"),
            new NewMessage(ROOM, NOON, "Ann", MessageKind.CHAT, "1"),
            new NewMessage("garden", NOON, "Ann", MessageKind.CHAT, "elsewhere"),
            new NewMessage(ROOM, LATER, "ann", MessageKind.EMOTE, "2"),
            new NewMessage(ROOM, LATER, "bob", MessageKind.CHAT, "3"),
            new NewMessage(ROOM, LATER, "ANN", MessageKind.CHAT, "4"));
    indexAll();

    assertEquals(
        List.of(all.get(5).id(), all.get(3).id()),
        store.purge(ROOM, "ann", NOBODY, NOON, "amy", 2));
    assertEquals(List.of(all.get(1).id()), store.purge("LOBBY", "ann", NOBODY, NOON, "amy", 2));
    assertEquals(List.of("before", "", "", "3", ""), lobbyTexts(store));
    assertEquals(Optional.of("amy"), found(all.get(1).id()).changes().deletedBy());
  }

  @Test
  void purge_deletes_by_author_under_all_nicknames() throws Exception {
    List<StoredMessage> all =
        append(store, by("ann", -3, "1"), by("eve", -3, "2"), by("ann", 8, "3"), chat("4"));

    assertEquals(
        List.of(all.get(1).id(), all.get(0).id()),
        store.purge(ROOM, "ann", OptionalLong.of(-3), NOON, "amy", 10));
    assertEquals(List.of("", "", "3", "4"), lobbyTexts(store));
  }

  @Test
  void purge_ends_after_many_messages_that_are_older() throws Exception {
    List<NewMessage> old = new ArrayList<>();
    for (int i = 0; i < PurgeScan.MAX_OLD; i++) {
      old.add(new NewMessage(ROOM, NOON, "bob", MessageKind.CHAT, "old"));
    }
    NewMessage recent = new NewMessage(ROOM, LATER, "ann", MessageKind.CHAT, "new");
    append(store, recent);
    append(store, old.subList(1, old.size()).toArray(new NewMessage[0]));
    long last = append(store, recent).get(0).id();

    assertEquals(2, store.purge(ROOM, "ann", NOBODY, LATER, "amy", 10).size());
    append(store, old.toArray(new NewMessage[0]));
    indexAll();
    assertEquals(List.of(), store.purge(ROOM, "ann", NOBODY, LATER, "amy", 10));
    assertTrue(found(last).isDeleted());
  }

  @Test
  void reactions_are_in_the_order_in_which_they_came() throws Exception {
    long id = appendChats(store, "tea").get(0).id();
    store.react(ROOM, id, "🍵", "bob", OptionalLong.of(1), true);
    store.react(ROOM, id, "👍", "bob", OptionalLong.of(1), true);
    store.react(ROOM, id, "🍵", "Zoë", NOBODY, true);
    store.react(ROOM, id, "🍵", "ZOË", NOBODY, true); // the same person
    store.react(ROOM, id, "🍵", "bobby", OptionalLong.of(1), true);
    StoredMessage after =
        store.react(ROOM, id, "🍵", "bob", OptionalLong.of(2), true).orElseThrow();

    assertEquals(
        List.of(
            new Reaction("🍵", List.of("bob", "Zoë", "bob")), new Reaction("👍", List.of("bob"))),
        after.changes().reactions());
    assertEquals(List.of(after), store.before(ROOM, Long.MAX_VALUE, 10));
    assertEquals(after, store.find("Lobby", id).orElseThrow());

    store.react(ROOM, id, "🍵", "new name", OptionalLong.of(1), false);
    store.react(ROOM, id, "🍵", "eve", NOBODY, false); // has none
    after = store.react(ROOM, id, "👍", "bob", OptionalLong.of(1), false).orElseThrow();
    assertEquals(List.of(new Reaction("🍵", List.of("Zoë", "bob"))), after.changes().reactions());
    store.react(ROOM, id, "🍵", "zoë", NOBODY, false);
    after = store.react(ROOM, id, "🍵", "", OptionalLong.of(2), false).orElseThrow();
    assertEquals(MessageChanges.NONE, after.changes());
  }

  @Test
  void reactions_are_bounded() throws Exception {
    long id = appendChats(store, "tea").get(0).id();
    for (int i = 0; i <= Reaction.MAX_PEOPLE; i++) {
      store.react(ROOM, id, "0", "guest", OptionalLong.of(-1 - i), true);
    }
    for (int i = 1; i <= Reaction.MAX_EMOJI; i++) {
      store.react(ROOM, id, String.valueOf(i), "bob", NOBODY, true);
    }

    List<Reaction> reactions = found(id).changes().reactions();
    assertEquals(Reaction.MAX_EMOJI, reactions.size());
    assertEquals(Reaction.MAX_PEOPLE, reactions.get(0).nicknames().size());
    store.react(ROOM, id, "19", "bob", NOBODY, false);
    StoredMessage after = store.react(ROOM, id, "20", "bob", NOBODY, true).orElseThrow();
    assertEquals("20", after.changes().reactions().get(Reaction.MAX_EMOJI - 1).emoji());
  }

  @Test
  void edit_keeps_reactions_and_reply() throws Exception {
    long id = appendChats(store, "tea").get(0).id();
    long reply = append(store, answer(ROOM, id)).get(0).id();
    StoredMessage before = store.react(ROOM, reply, "👍", "eve", NOBODY, true).orElseThrow();

    StoredMessage after = store.edit(ROOM, reply, "no", LATER).orElseThrow();

    assertEquals(before.quote(), after.quote());
    assertEquals(before.changes().reactions(), after.changes().reactions());
    assertEquals(before.content().replyTo(), after.content().replyTo());
    assertEquals(after, found(reply));
  }

  @Test
  void import_stores_changes_and_skips_other_versions() throws Exception {
    StoredMessage edited =
        new StoredMessage(
            7,
            chat("new"),
            new MessageChanges(
                Optional.of(LATER),
                Optional.empty(),
                List.of(new Reaction("👍", List.of("bob", "eve")))),
            Optional.empty());
    StoredMessage deleted =
        new StoredMessage(
            8,
            chat(""),
            new MessageChanges(Optional.empty(), Optional.of("amy"), List.of()),
            Optional.empty());
    appendChats(store, "first");
    indexAll();

    assertEquals(2, store.importMessages(List.of(edited, deleted)));
    assertEquals(List.of(edited, deleted), store.after(1, Optional.empty(), Optional.empty(), 10));
    assertEquals(
        0,
        store.importMessages(
            List.of(new StoredMessage(7, chat("old")), new StoredMessage(8, chat("old")))));
    assertEquals(0, store.importMessages(List.of(edited, edited)));
    assertThrows(
        RefusedIdException.class,
        () -> store.importMessages(List.of(new StoredMessage(1, chat("other")))));
    assertThrows(
        RefusedIdException.class,
        () -> store.importMessages(List.of(new StoredMessage(7, topic(ROOM, "new")))));
    indexAll();
    assertEquals(List.of("new", "first"), search(store, "from:ann"));
  }
}
