package io.parley.room;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.parley.history.NewMessage;
import io.parley.history.StoredMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;

/** A writer of the history whose requests wait for the test. */
final class HistoryWriterProbe {
  private final TestProbe<HistoryWriter.Command> requests;
  private long lastId;

  /**
   * @param lastId the id before that of the first message
   */
  HistoryWriterProbe(ActorTestKit kit, long lastId) {
    this.requests = kit.createTestProbe();
    this.lastId = lastId;
  }

  ActorRef<HistoryWriter.Command> ref() {
    return requests.getRef();
  }

  /** The next request, which must be for these texts. */
  HistoryWriter.Store awaitStore(String... texts) {
    HistoryWriter.Store store = awaitAnyStore();
    assertEquals(List.of(texts), store.messages().stream().map(NewMessage::text).toList());
    return store;
  }

  /** The next request. */
  HistoryWriter.Store awaitAnyStore() {
    return requests.expectMessageClass(HistoryWriter.Store.class);
  }

  /** Answers with the next ids. */
  void replyStored(HistoryWriter.Store store) {
    replyStored(store, lastId + 1);
    lastId += store.messages().size();
  }

  /** Answers with ids from this one on. */
  static void replyStored(HistoryWriter.Store store, long firstId) {
    List<StoredMessage> stored = new ArrayList<>();
    for (NewMessage message : store.messages()) {
      stored.add(new StoredMessage(firstId + stored.size(), message));
    }
    store.replyTo().tell(new HistoryResponse.Stored(stored));
  }

  /** No request waits. */
  void expectNothing() {
    requests.expectNoMessage(Duration.ZERO);
  }
}
