package io.parley.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.history.HistoryException;
import io.parley.history.MessageKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What every store of private messages does. The accounts 1 to 4 exist. */
@Timeout(60)
public abstract class PrivateMessageStoreContract {
  protected static final long PAT = 1;
  protected static final long ANN = 2;
  private static final long BOB = 3;
  private static final long NOBODY = 99;
  private static final Instant NOON = Instant.parse("2026-01-31T12:00:00.123456Z");

  protected PrivateMessageStore store;

  /** Creates an empty store. */
  protected abstract PrivateMessageStore createStore() throws Exception;

  @BeforeEach
  final void openStore() throws Exception {
    store = createStore();
  }

  @AfterEach
  final void closeStore() {
    store.close();
  }

  @Test
  void message_is_stored_with_its_time_accounts_and_nicknames() throws Exception {
    NewPrivateMessage message =
        new NewPrivateMessage(
            NOON,
            new Correspondent(PAT, "Pát"),
            new Correspondent(ANN, "ann_2"),
            MessageKind.EMOTE,
            "waves\n\uD83D\uDE00");

    Optional<StoredPrivateMessage> stored = store.append(message);

    assertEquals(Optional.of(new StoredPrivateMessage(1, message)), stored);
    assertEquals(List.of(stored.get()), store.after(0, 10));
    assertEquals(List.of(stored.get()), store.before(ANN, PAT, Long.MAX_VALUE, 10));
  }

  @Test
  void ids_rise_over_all_conversations_and_are_not_assigned_again() throws Exception {
    say(PAT, ANN, "one");
    say(BOB, ANN, "two");
    store.prune(NOON.plusSeconds(60));

    assertEquals(3, say(PAT, BOB, "three").id());
  }

  @Test
  void message_to_or_from_an_account_that_does_not_exist_is_not_stored() throws Exception {
    assertEquals(Optional.empty(), store.append(message(PAT, NOBODY, "hello")));
    assertEquals(Optional.empty(), store.append(message(NOBODY, PAT, "hello")));
    assertEquals(List.of(), store.after(0, 10));
  }

  @Test
  void conversation_has_both_directions_and_nothing_of_others() throws Exception {
    say(PAT, ANN, "1");
    say(ANN, PAT, "2");
    say(BOB, ANN, "3");
    say(PAT, BOB, "4");
    say(PAT, ANN, "5");
    say(PAT, PAT, "6");

    assertEquals(List.of("1", "2", "5"), texts(store.before(ANN, PAT, Long.MAX_VALUE, 10)));
    assertEquals(List.of("1", "2", "5"), texts(store.before(PAT, ANN, Long.MAX_VALUE, 10)));
    assertEquals(List.of("2", "5"), texts(store.before(PAT, ANN, Long.MAX_VALUE, 2)));
    assertEquals(List.of("1", "2"), texts(store.before(PAT, ANN, 5, 10)));
    assertEquals(List.of("6"), texts(store.before(PAT, PAT, Long.MAX_VALUE, 10)));
    assertEquals(List.of(), store.before(BOB, NOBODY, Long.MAX_VALUE, 10));
  }

  @Test
  void left_messages_are_those_above_the_mark() throws Exception {
    say(PAT, ANN, "1");
    say(BOB, ANN, "2");
    say(ANN, ANN, "to myself");
    say(ANN, PAT, "3");

    assertEquals(List.of("1", "2"), texts(store.left(ANN, 10)));
    assertEquals(new LeftCount(1, 2), store.countLeft(ANN, PAT, 10));
    assertEquals(List.of("1"), texts(store.left(ANN, 1)));

    store.raiseMarks(Map.of(ANN, 1L, PAT, 4L, NOBODY, 4L));
    store.raiseMarks(Map.of(PAT, 2L));

    assertEquals(List.of("2"), texts(store.left(ANN, 10)));
    assertEquals(new LeftCount(0, 1), store.countLeft(ANN, PAT, 10));
    assertEquals(List.of(), store.left(PAT, 10));
  }

  @Test
  void removed_account_takes_its_conversations_with_it() throws Exception {
    say(PAT, ANN, "1");
    say(ANN, PAT, "2");
    say(BOB, ANN, "3");

    store.removeAccount(PAT);

    assertEquals(List.of("3"), texts(store.after(0, 10)));
  }

  @Test
  void trim_deletes_the_oldest_of_one_sender() throws Exception {
    say(ANN, PAT, "other");
    for (int i = 0; i < 5; i++) {
      say(PAT, i % 2 == 0 ? ANN : BOB, "text " + i);
    }

    assertEquals(3, store.trim(PAT, 2));
    assertEquals(0, store.trim(PAT, 2));
    assertEquals(List.of("other", "text 3", "text 4"), texts(store.after(0, 10)));
  }

  @Test
  void prune_deletes_what_is_older() throws Exception {
    for (int i = 0; i < 600; i++) {
      store.append(messageAt(NOON.plusSeconds(i), "text"));
    }

    assertEquals(550, store.prune(NOON.plusSeconds(550)));
    assertEquals(50, store.after(0, 1000).size());
  }

  @Test
  void import_skips_what_is_stored_and_leaves_nothing_unread() throws Exception {
    NewPrivateMessage first = messageAt(NOON, "first");
    store.append(first);

    assertEquals(1, store.importMessages(List.of(first, messageAt(NOON, "second"))));
    assertEquals(0, store.importMessages(List.of(first, messageAt(NOON, "second"))));
    assertEquals(List.of("first", "second"), texts(store.after(0, 10)));
    assertEquals(List.of(), store.left(ANN, 10));
  }

  @Test
  void pages_of_all_messages_follow_each_other() throws Exception {
    for (int i = 0; i < 5; i++) {
      say(PAT, ANN, "text " + i);
    }
    List<String> texts = new ArrayList<>();
    for (List<StoredPrivateMessage> page = store.after(0, 2);
        !page.isEmpty();
        page = store.after(page.get(page.size() - 1).id(), 2)) {
      assertTrue(page.size() <= 2);
      texts.addAll(texts(page));
    }
    assertEquals(List.of("text 0", "text 1", "text 2", "text 3", "text 4"), texts);
  }

  protected final StoredPrivateMessage say(long from, long to, String text)
      throws HistoryException {
    return store.append(message(from, to, text)).orElseThrow();
  }

  private static NewPrivateMessage message(long from, long to, String text) {
    return new NewPrivateMessage(
        NOON,
        new Correspondent(from, "nick" + from),
        new Correspondent(to, "nick" + to),
        MessageKind.CHAT,
        text);
  }

  private static NewPrivateMessage messageAt(Instant time, String text) {
    return new NewPrivateMessage(
        time, new Correspondent(PAT, "pat"), new Correspondent(ANN, "ann"), MessageKind.CHAT, text);
  }

  protected static List<String> texts(List<StoredPrivateMessage> messages) {
    return messages.stream().map(message -> message.content().text()).toList();
  }
}
