package io.parley.client.state;

import io.parley.protocol.Answer;
import io.parley.protocol.ServerMessage;
import java.util.Map;

/**
 * The search queries as the user typed them. A server repeats the query that it got, in which the
 * dates have an offset. Owned by the client's actor.
 */
public final class TypedQueries {
  /** Typed queries by sent query. */
  private final Map<String, String> typedBySent = new LruMap<>();

  /** A search is sent. */
  public void onTyped(String typed, String sent) {
    typedBySent.put(sent, typed);
  }

  /** The message; a search result has the query as it was typed last. */
  public ServerMessage restore(ServerMessage message) {
    return message
        .answer(Answer.SearchResults.class)
        .<ServerMessage>map(found -> new ServerMessage.Answered(restore(found)))
        .orElse(message);
  }

  private Answer.SearchResults restore(Answer.SearchResults found) {
    return new Answer.SearchResults(
        typedBySent.getOrDefault(found.query(), found.query()), found.messages(), found.searched());
  }
}
