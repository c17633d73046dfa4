package io.parley.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class InMemoryPrivateMessageStoreTest extends PrivateMessageStoreContract {
  @Override
  protected PrivateMessageStore createStore() {
    return new InMemoryPrivateMessageStore(account -> account <= 4, 1_000_000);
  }

  @Test
  void oldest_messages_go_beyond_the_memory() throws Exception {
    store.close();
    store = new InMemoryPrivateMessageStore(account -> true, 1000);
    for (int i = 0; i < 5; i++) {
      say(PAT, ANN, "text " + i);
    }
    assertEquals(List.of("text 2", "text 3", "text 4"), texts(store.after(0, 10)));
  }
}
