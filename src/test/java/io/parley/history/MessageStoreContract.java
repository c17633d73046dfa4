package io.parley.history;

import static io.parley.history.TestMessages.NOON;
import static io.parley.history.TestMessages.append;
import static io.parley.history.TestMessages.appendChats;
import static io.parley.history.TestMessages.chat;
import static io.parley.history.TestMessages.lobbyTexts;
import static io.parley.history.TestMessages.search;
import static io.parley.history.TestMessages.texts;
import static io.parley.history.TestMessages.topic;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Tests that every message store must pass. */
@Timeout(60)
public abstract class MessageStoreContract extends MessageChangesContract {

  @Test
  void stored_messages_are_returned_unchanged() throws Exception {
    List<NewMessage> messages =
        List.of(
            chat("hi 爸爸 😀 'quoted' \"twice\" \\ % _ \t\n end"),
            new NewMessage("Grüße", NOON.plusNanos(1000), "Zoë", MessageKind.EMOTE, "waves"),
            topic("Grüße", ""));

    List<StoredMessage> stored = store.append(UUID.randomUUID(), messages);

    assertEquals(messages, stored.stream().map(StoredMessage::content).toList());
    assertEquals(stored.subList(0, 1), store.before("lobby", Long.MAX_VALUE, 10));
    assertEquals(stored.subList(1, 3), store.before("grüsse", Long.MAX_VALUE, 10));
    assertEquals(stored, store.after(0, Optional.empty(), Optional.empty(), 10));
  }

  @Test
  void ids_rise_over_all_rooms() throws Exception {
    List<StoredMessage> stored = new ArrayList<>();
    stored.addAll(append(store, chat("1"), topic("garden", "2"), chat("3")));
    stored.addAll(append(store, chat("4")));

    assertEquals(List.of(1L, 2L, 3L, 4L), stored.stream().map(StoredMessage::id).toList());
    assertEquals(List.of(), store.append(UUID.randomUUID(), List.of()));
    assertEquals(5, append(store, chat("5")).get(0).id());
  }

  @Test
  void append_with_known_token_returns_first_ids() throws Exception {
    UUID token = UUID.randomUUID();
    List<StoredMessage> first = store.append(token, List.of(chat("1"), chat("2")));
    appendChats(store, "3");

    assertEquals(first, store.append(token, List.of(chat("1"), chat("2"))));
    assertEquals(List.of("1", "2", "3"), lobbyTexts(store));
    assertEquals(4, append(store, chat("4")).get(0).id());
  }

  @Test
  void token_is_known_for_a_thousand_appends() throws Exception {
    UUID early = UUID.randomUUID();
    store.append(early, List.of(chat("early")));
    UUID token = UUID.randomUUID();
    List<StoredMessage> first = store.append(token, List.of(chat("first")));
    for (int i = 0; i < 998; i++) {
      appendChats(store, "more");
    }

    assertEquals(first, store.append(token, List.of(chat("first"))));
  }

  @Test
  void older_messages_are_read_in_pages_before_and_after_indexing() throws Exception {
    for (int i = 1; i <= 10; i++) {
      append(store, chat("l" + i), topic("garden", "g" + i));
      if (i == 9) {
        assertPages(9);
        indexAll();
        assertPages(9);
      }
    }
    assertPages(10);
    indexAll();
    assertPages(10);
  }

  private void assertPages(int last) throws HistoryException {
    List<StoredMessage> newest = store.before("lobby", Long.MAX_VALUE, 3);
    assertEquals(List.of("l" + (last - 2), "l" + (last - 1), "l" + last), texts(newest));
    assertEquals(
        List.of("l" + (last - 5), "l" + (last - 4), "l" + (last - 3)),
        texts(store.before("LOBBY", newest.get(0).id(), 3)));
    assertEquals(List.of("l1"), texts(store.before("lobby", 3, 3)));
    assertEquals(List.of(), store.before("lobby", 1, 3));
    assertEquals(List.of(), store.before("lobby", Long.MAX_VALUE, 0));
    assertEquals(List.of(), store.before("cellar", Long.MAX_VALUE, 3));
  }

  @Test
  void topic_is_the_newest_topic_of_the_room() throws Exception {
    assertEquals(Optional.empty(), store.topic("garden"));

    append(store, topic("garden", "roses"), topic("lobby", "doors"), topic("Garden", "tulips"));
    appendChats(store, "x");

    assertEquals(Optional.of("tulips"), store.topic("garden").map(e -> e.content().text()));
    assertEquals(Optional.of("doors"), store.topic("lobby").map(e -> e.content().text()));
  }

  @Test
  void unread_messages_are_counted_before_and_after_indexing() throws Exception {
    assertEquals(new UnreadCount(0, 0, true), store.countUnread("lobby", 0, 3));
    append(store, chat("1"), topic("lobby", "2"), topic("garden", "3"), chat("4"));
    assertCounts();

    indexAll();
    assertCounts();

    appendChats(store, "5");
    assertEquals(new UnreadCount(5, 3, true), store.countUnread("lobby", 0, 5));
    assertEquals(new UnreadCount(5, 2, false), store.countUnread("lobby", 0, 2));
    assertEquals(new UnreadCount(5, 1, true), store.countUnread("lobby", 4, 4));
    assertEquals(new UnreadCount(3, 0, true), store.countUnread("garden", 0, 4));
  }

  /** The limit counts the topics, too. */
  private void assertCounts() throws HistoryException {
    assertEquals(new UnreadCount(4, 2, true), store.countUnread("LOBBY", 0, 4));
    assertEquals(new UnreadCount(4, 1, false), store.countUnread("lobby", 0, 1));
    assertEquals(new UnreadCount(4, 1, false), store.countUnread("lobby", 0, 2));
    assertEquals(new UnreadCount(4, 1, true), store.countUnread("lobby", 1, 3));
    assertEquals(new UnreadCount(4, 0, true), store.countUnread("lobby", 4, 3));
    assertEquals(new UnreadCount(4, 0, true), store.countUnread("lobby", 99, 3));
    assertEquals(new UnreadCount(3, 0, true), store.countUnread("garden", 2, 3));
    assertEquals(new UnreadCount(0, 0, true), store.countUnread("nowhere", 0, 3));
  }

  @Test
  void search_finds_words_newest_first_before_and_after_indexing() throws Exception {
    appendChats(store, "Good morning, world", "good evening", "the world is good");
    assertFindsGood();

    indexAll();
    assertFindsGood();

    appendChats(store, "GOOD world");
    assertEquals(
        List.of("GOOD world", "the world is good", "Good morning, world"),
        search(store, "World good"));
  }

  private void assertFindsGood() throws HistoryException {
    assertEquals(List.of("the world is good", "Good morning, world"), search(store, "world GOOD"));
    assertEquals(List.of("good evening"), search(store, "evening"));
    assertEquals(List.of("good evening"), search(store, "even"));
    assertEquals(List.of(), search(store, "vening"));
    assertEquals(List.of(), search(store, "good night"));
  }

  @Test
  void search_finds_one_or_two_characters_of_scripts_without_spaces() throws Exception {
    appendChats(store, "我爱我的爸爸", "爸，你好", "東京タワーへ行く", "한국어를 배워요", "你好吗", "天地 地人");
    for (int i = 0; i < 2; i++) {
      assertEquals(List.of("我爱我的爸爸"), search(store, "爸爸"));
      assertEquals(List.of("爸，你好", "我爱我的爸爸"), search(store, "爸"));
      assertEquals(List.of("你好吗", "爸，你好"), search(store, "你好"));
      assertEquals(List.of("你好吗", "爸，你好"), search(store, "好"));
      assertEquals(List.of("東京タワーへ行く"), search(store, "ﾀﾜｰ 京"));
      assertEquals(List.of("한국어를 배워요"), search(store, "국어"));
      assertEquals(List.of(), search(store, "天地人"));
      indexAll();
    }
  }

  @Test
  void search_finds_beginnings_of_three_letters_and_more() throws Exception {
    appendChats(
        store, "Tomatoes, tomorrow", "a tomato", "to a tom", "Tomate", "C++20", "c+++", "Привет");
    for (int i = 0; i < 2; i++) {
      assertEquals(List.of("a tomato", "Tomatoes, tomorrow"), search(store, "tomato"));
      assertEquals(List.of("Tomatoes, tomorrow"), search(store, "TOMATOE tomor"));
      assertEquals(
          List.of("Tomate", "to a tom", "a tomato", "Tomatoes, tomorrow"), search(store, "tom"));
      assertEquals(List.of("to a tom"), search(store, "to"));
      assertEquals(List.of("C++20"), search(store, "c++"));
      assertEquals(List.of("Привет"), search(store, "прив"));
      assertEquals(List.of(), search(store, "omato"));
      assertEquals(List.of(), search(store, "tomatoesx"));
      indexAll();
    }
  }

  @Test
  void search_finds_accents_by_plain_letters_and_typed_accents_exactly() throws Exception {
    appendChats(store, "Zoë and Zoe\u0301", "zoe", "über", "Łódź, Søren, Æther", "ещё", "ﾊﾞﾅﾅ");
    for (int i = 0; i < 2; i++) {
      assertEquals(List.of("zoe", "Zoë and Zoe\u0301"), search(store, "Zoe"));
      assertEquals(List.of("Zoë and Zoe\u0301"), search(store, "zoë ZOÉ"));
      assertEquals(List.of("über"), search(store, "uber"));
      assertEquals(List.of("über"), search(store, "Übe"));
      assertEquals(List.of(), search(store, "úber"));
      assertEquals(List.of("Łódź, Søren, Æther"), search(store, "lodz soren aether"));
      assertEquals(List.of("Łódź, Søren, Æther"), search(store, "lódz søren æth"));
      assertEquals(List.of("ещё"), search(store, "еще"));
      assertEquals(List.of("ﾊﾞﾅﾅ"), search(store, "バナ"));
      assertEquals(List.of(), search(store, "ハナ"));
      indexAll();
    }
  }

  /** A sample of the index decides how the rest is read. */
  @Test
  void search_finds_rare_words_whose_beginnings_are_common() throws Exception {
    appendChats(store, "common comet oldest");
    for (int i = 0; i < 30; i++) {
      appendChats(store, Collections.nCopies(100, "common comma").toArray(String[]::new));
      append(store, new NewMessage("garden", NOON, "ann", MessageKind.CHAT, "comedy " + i));
    }
    for (int i = 0; i < 2; i++) {
      assertEquals(List.of("common comet oldest"), search(store, "comet"));
      assertEquals(List.of("common comet oldest"), search(store, "common comet"));
      assertEquals(30, search(store, "comedy").size());
      assertEquals(List.of("comedy 3"), search(store, "com come 3"));
      indexAll();
    }
  }

  @Test
  void search_finds_words_with_signs_and_invisible_characters() throws Exception {
    appendChats(
        store, "vitamin C", "C++ or C#", "İstanbul", "in\u00ADvi\u200Bsible", "a+b", "ΟΔΟΣ'Α ς");
    for (int i = 0; i < 2; i++) {
      assertEquals(List.of("C++ or C#"), search(store, "c++"));
      assertEquals(List.of("C++ or C#"), search(store, "C#"));
      assertEquals(List.of(), search(store, "c++++"));
      assertEquals(List.of("C++ or C#", "vitamin C"), search(store, "c"));
      assertEquals(List.of("a+b"), search(store, "a+b"));
      assertEquals(List.of("İstanbul"), search(store, "istanbul"));
      assertEquals(List.of("İstanbul"), search(store, "İSTANBUL"));
      assertEquals(List.of("in\u00ADvi\u200Bsible"), search(store, "invisible"));
      assertEquals(List.of("in\u00ADvi\u200Bsible"), search(store, "\u2060invis\uFEFFible"));
      assertEquals(List.of("ΟΔΟΣ'Α ς"), search(store, "οδος"));
      indexAll();
    }
  }

  @Test
  void search_treats_query_syntax_of_the_index_as_text() throws Exception {
    appendChats(store, "near or far", "a*b", "it's \"so\"");
    indexAll();

    assertEquals(List.of("near or far"), search(store, "NEAR OR far"));
    assertEquals(List.of("a*b"), search(store, "a*"));
    assertEquals(List.of("it's \"so\""), search(store, "\"so\" it's ' \\"));
    assertEquals(List.of(), search(store, "\" OR 1=1 --"));
    assertEquals(List.of(), search(store, "***"));
    assertEquals(List.of(), search(store, "fa*"));
  }

  @Test
  void search_filters_by_author_room_and_time() throws Exception {
    NewMessage early =
        new NewMessage(
            "lobby", Instant.parse("2026-01-30T10:00:00Z"), "Bob", MessageKind.CHAT, "x early");
    NewMessage late =
        new NewMessage(
            "garden", Instant.parse("2026-02-01T00:00:00Z"), "ann", MessageKind.EMOTE, "x late");
    append(
        store,
        early,
        chat("x noon"),
        late,
        new NewMessage("cellar", NOON, "bob", MessageKind.CHAT, "x hidden"));
    for (int i = 0; i < 2; i++) {
      assertEquals(List.of("x late", "x noon", "x early"), search(store, "x"));
      assertEquals(List.of("x early"), search(store, "x from:bob"));
      assertEquals(List.of("x late"), search(store, "in:Garden"));
      assertEquals(List.of(), search(store, "x in:cellar"));
      assertEquals(List.of("x noon", "x early"), search(store, "x before:2026-02-01"));
      assertEquals(List.of("x late"), search(store, "x after:2026-02-01"));
      assertEquals(List.of("x noon"), search(store, "after:2026-01-31 before:2026-02-01"));
      assertEquals(List.of("x late", "x noon", "x early"), search(store, ""));
      indexAll();
    }
  }

  @Test
  void search_from_author_excludes_similar_nicknames() throws Exception {
    for (String nickname : List.of("a_b", "A-B", "a-b", "ab", "爸爸", "Zoë", "a b")) {
      append(store, new NewMessage("lobby", NOON, nickname, MessageKind.CHAT, "it is " + nickname));
    }
    appendChats(store, "a-b ab 爸爸");
    for (int i = 0; i < 2; i++) {
      assertEquals(List.of("it is a-b", "it is A-B"), search(store, "from:A-b"));
      assertEquals(List.of("it is a_b"), search(store, "from:a_b"));
      assertEquals(List.of("it is ab"), search(store, "from:AB"));
      assertEquals(List.of("it is 爸爸"), search(store, "from:爸爸"));
      assertEquals(List.of("it is Zoë"), search(store, "from:zoË"));
      assertEquals(
          List.of("it is A-B"), search(store, "A-B from:a-b before:2026-02-01").subList(1, 2));
      assertEquals(List.of(), search(store, "from:nobody"));
      indexAll();
    }
  }

  /** Also names that no member can have any more, and names that look alike. */
  @Test
  void search_from_author_finds_each_name_as_it_was_stored() throws Exception {
    List<String> nicknames =
        List.of(
            "amy",
            "\u0430my",
            "mary",
            "rnary",
            "_",
            "ab",
            "a.b",
            "[ab]",
            "{ab}",
            "a|b",
            "a\\b",
            "a^b",
            "`ab`",
            "हिन्दी",
            "हिनदी",
            "system",
            "guest-7");
    for (String nickname : nicknames) {
      append(store, new NewMessage("lobby", NOON, nickname, MessageKind.CHAT, "by " + nickname));
    }
    for (int i = 0; i < 2; i++) {
      for (String nickname : nicknames) {
        assertEquals(List.of("by " + nickname), search(store, "from:" + nickname));
      }
      assertEquals(List.of("by [ab]"), search(store, "from:[AB] by"));
      indexAll();
    }
  }

  @Test
  void search_returns_at_most_limit_from_given_rooms() throws Exception {
    for (int i = 0; i < 300; i++) {
      append(store, chat("word " + i), topic("garden", "word g" + i));
    }
    indexAll();
    SearchQuery query = TestMessages.query("word");

    assertEquals(List.of("word 299", "word 298"), texts(searchAll(query, Set.of("Lobby"), 2)));
    assertEquals(300, searchAll(query, Set.of("garden"), 1000).size());
    assertEquals(List.of(), searchAll(query, Set.of(), 2));
    assertEquals(List.of(), searchAll(query, Set.of("lobby"), 0));
  }

  private List<StoredMessage> searchAll(SearchQuery query, Set<String> rooms, int limit)
      throws HistoryException {
    SearchResult result = store.search(query, rooms, limit, SearchBudget.UNLIMITED);
    assertEquals(OptionalLong.empty(), result.searched());
    return result.messages();
  }

  @Test
  void search_ends_at_its_budget_of_rows_and_says_how_many_messages_were_searched()
      throws Exception {
    appendChats(store, "天地 地人 oldest");
    for (int i = 0; i < 300; i++) {
      appendChats(store, "天地 地人 " + i);
    }
    SearchQuery nowhere = TestMessages.query("天地人");
    for (int i = 0; i < 2; i++) {
      assertEquals(new SearchResult(List.of(), OptionalLong.of(200)), searchLobby(nowhere, 200));
      assertEquals(new SearchResult(List.of(), OptionalLong.of(1)), searchLobby(nowhere, 1));
      assertEquals(SearchResult.complete(List.of()), searchLobby(nowhere, 302));
      SearchResult oldest = searchLobby(TestMessages.query("天地 oldest"), 302);
      assertEquals(List.of("天地 地人 oldest"), texts(oldest.messages()));
      assertEquals(OptionalLong.empty(), oldest.searched());
      SearchResult newest = searchLobby(TestMessages.query("天地 地人 299"), 100);
      assertEquals(List.of("天地 地人 299"), texts(newest.messages()));
      indexAll();
    }
  }

  private SearchResult searchLobby(SearchQuery query, int maxRows) throws HistoryException {
    return store.search(query, Set.of("lobby"), 50, new SearchBudget(maxRows, Duration.ofDays(1)));
  }

  @Test
  void search_without_time_checks_one_text() throws Exception {
    appendChats(store, Collections.nCopies(2000, "天地 地人").toArray(String[]::new));
    SearchBudget noTime = new SearchBudget(10_000, Duration.ZERO);
    for (int i = 0; i < 2; i++) {
      SearchResult result = store.search(TestMessages.query("天地人"), Set.of("lobby"), 50, noTime);

      assertEquals(new SearchResult(List.of(), OptionalLong.of(1)), result);
      indexAll();
    }
  }

  @Test
  void search_that_finds_enough_within_its_budget_is_complete() throws Exception {
    appendChats(store, "word", "word", "word");
    SearchBudget budget = new SearchBudget(2, Duration.ofDays(1));

    SearchResult result = store.search(TestMessages.query("word"), Set.of("lobby"), 2, budget);

    assertEquals(2, result.messages().size());
    assertEquals(OptionalLong.empty(), result.searched());
  }

  @Test
  void prune_deletes_old_messages_except_current_topics() throws Exception {
    Instant old = NOON.minus(Duration.ofDays(1));
    List<NewMessage> messages = new ArrayList<>();
    messages.add(new NewMessage("garden", old, "ann", MessageKind.TOPIC, "first topic"));
    messages.add(new NewMessage("garden", old, "ann", MessageKind.TOPIC, "second topic"));
    for (int i = 0; i < 600; i++) {
      messages.add(new NewMessage("lobby", old, "ann", MessageKind.CHAT, "old"));
    }
    messages.add(chat("old but new"));
    store.append(UUID.randomUUID(), messages);
    indexAll();

    assertEquals(601, store.prune(NOON));
    assertEquals(0, store.prune(NOON));

    assertEquals(List.of("old but new"), lobbyTexts(store));
    assertEquals(List.of("old but new"), search(store, "old"));
    assertEquals(List.of("second topic"), texts(store.before("garden", Long.MAX_VALUE, 10)));
    assertEquals(Optional.of("second topic"), store.topic("garden").map(e -> e.content().text()));
    assertEquals(List.of(), search(store, "first"));
  }

  @Test
  void prune_of_a_room_deletes_its_old_messages_except_the_current_topic() throws Exception {
    Instant old = NOON.minus(Duration.ofDays(1));
    List<NewMessage> messages = new ArrayList<>();
    messages.add(new NewMessage("Garden", old, "ann", MessageKind.TOPIC, "first topic"));
    messages.add(new NewMessage("garden", old, "ann", MessageKind.TOPIC, "second topic"));
    messages.add(new NewMessage("lobby", old, "ann", MessageKind.CHAT, "old elsewhere"));
    for (int i = 0; i < 600; i++) {
      messages.add(new NewMessage("garden", old, "ann", MessageKind.CHAT, "old"));
    }
    messages.add(new NewMessage("garden", NOON, "ann", MessageKind.CHAT, "old but new"));
    store.append(UUID.randomUUID(), messages);
    indexAll();

    assertEquals(601, store.prune("GARDEN", NOON));
    assertEquals(0, store.prune("garden", NOON));
    assertEquals(0, store.prune("nowhere", NOON));

    assertEquals(
        List.of("second topic", "old but new"), texts(store.before("garden", Long.MAX_VALUE, 10)));
    assertEquals(List.of("old elsewhere"), lobbyTexts(store));
    assertEquals(List.of("old but new", "old elsewhere"), search(store, "old"));
  }

  @Test
  void search_finds_messages_left_by_prune_before_indexing() throws Exception {
    Instant old = NOON.minus(Duration.ofDays(1));
    append(
        store, new NewMessage("lobby", old, "ann", MessageKind.CHAT, "old word"), chat("new word"));

    assertEquals(1, store.prune(NOON));
    indexAll();
    appendChats(store, "newest word");
    indexAll();

    assertEquals(List.of("newest word", "new word"), search(store, "word"));
  }

  @Test
  void id_of_pruned_message_is_not_assigned_again() throws Exception {
    appendChats(store, "1", "2");
    store.prune(NOON.plusSeconds(1));

    assertEquals(3, appendChats(store, "3").get(0).id());
  }

  @Test
  void imported_messages_keep_ids_and_are_found() throws Exception {
    List<StoredMessage> exported = appendChats(store, "one", "two", "three");
    indexAll();
    store.prune(NOON.plusSeconds(1));
    appendChats(store, "four");
    indexAll();

    assertEquals(3, store.importMessages(exported));
    assertEquals(0, store.importMessages(exported));
    assertEquals(1, store.importMessages(List.of(new StoredMessage(100, chat("two hundred")))));

    assertEquals(List.of("one", "two", "three", "four", "two hundred"), lobbyTexts(store));
    assertEquals(List.of("two hundred", "two"), search(store, "two"));
    assertEquals(101, appendChats(store, "next").get(0).id());
  }

  @Test
  void count_has_indexed_and_unindexed_messages() throws Exception {
    assertEquals(new MessageCount(0, true), store.count(Duration.ofSeconds(30)));
    appendChats(store, "one", "two");
    indexAll();
    append(store, topic("garden", "three"));
    store.importMessages(List.of(new StoredMessage(1000, chat("a thousand"))));

    assertEquals(new MessageCount(4, true), store.count(Duration.ofSeconds(30)));
    store.prune(NOON.plusSeconds(1));
    assertEquals(new MessageCount(1, true), store.count(Duration.ofSeconds(30)));
  }

  @Test
  void import_with_conflicting_id_stores_nothing() throws Exception {
    appendChats(store, "here");
    List<StoredMessage> other =
        List.of(new StoredMessage(2, chat("two")), new StoredMessage(1, chat("not here")));

    RefusedIdException conflict =
        assertThrows(RefusedIdException.class, () -> store.importMessages(other));

    assertEquals(1, conflict.id());
    assertEquals(List.of("here"), lobbyTexts(store));
    assertEquals(2, appendChats(store, "there").get(0).id());
  }

  @Test
  void import_of_an_id_far_above_all_others_is_refused() throws Exception {
    long highest = 1L << 52;
    long gap = 1L << 40;
    StoredMessage first = new StoredMessage(highest, chat("first"));
    StoredMessage next = new StoredMessage(highest + 1, chat("next"));
    StoredMessage later = new StoredMessage(highest + 1 + gap, chat("later"));
    StoredMessage far = new StoredMessage(highest + 2 + 2 * gap, chat("far"));

    assertEquals(next.id(), refusedId(List.of(next)));
    assertEquals(far.id(), refusedId(List.of(first, next, later, far)));
    assertEquals(List.of(), lobbyTexts(store));
    assertEquals(1, appendChats(store, "one").get(0).id());

    assertEquals(3, store.importMessages(List.of(first, next, later)));
    assertEquals(later.id() + 1, appendChats(store, "new").get(0).id());
  }

  private long refusedId(List<StoredMessage> messages) {
    return assertThrows(RefusedIdException.class, () -> store.importMessages(messages)).id();
  }

  @Test
  void after_returns_all_messages_in_pages() throws Exception {
    append(store, chat("1"), topic("garden", "2"), chat("3"));
    append(store, new NewMessage("lobby", NOON.plusSeconds(1), "ann", MessageKind.CHAT, "4"));

    assertEquals(List.of("1", "2"), texts(store.after(0, Optional.empty(), Optional.empty(), 2)));
    assertEquals(List.of("3", "4"), texts(store.after(2, Optional.empty(), Optional.empty(), 9)));
    assertEquals(List.of("2"), texts(store.after(0, Optional.of("GARDEN"), Optional.empty(), 9)));
    assertEquals(
        List.of("4"),
        texts(store.after(0, Optional.of("lobby"), Optional.of(NOON.plusSeconds(1)), 9)));
  }

  @Test
  void message_that_some_store_cannot_keep_is_rejected() {
    assertThrows(IllegalArgumentException.class, () -> chat("a\0b"));
    assertThrows(IllegalArgumentException.class, () -> chat("\uD800"));
    assertThrows(IllegalArgumentException.class, () -> chat("x".repeat(NewMessage.MAX_LENGTH + 1)));
    assertThrows(
        IllegalArgumentException.class,
        () -> new NewMessage("r", Instant.MAX, "n", MessageKind.CHAT, "t"));
    assertTrue(chat("x".repeat(NewMessage.MAX_LENGTH)).text().length() == NewMessage.MAX_LENGTH);
  }

  @Test
  void longest_texts_are_stored_and_indexed() throws Exception {
    StringBuilder pairs = new StringBuilder();
    for (int i = 0; pairs.length() + 2 <= NewMessage.MAX_LENGTH; i++) {
      pairs.appendCodePoint(0x20000 + i);
    }
    appendChats(
        store, pairs.toString(), "a ".repeat(NewMessage.MAX_LENGTH / 2), "\uFDFA".repeat(60_000));
    indexAll();

    assertEquals(
        List.of(pairs.toString()),
        search(
            store,
            new StringBuilder().appendCodePoint(0x20001).appendCodePoint(0x20002).toString()));
  }
}
