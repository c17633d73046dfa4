package io.parley.client.delivery;

import io.parley.protocol.ClientMessage;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * Messages that the current connection has not taken yet, in their order; the connection takes one
 * at a time. Owned by the client's actor.
 */
public final class Outbox {
  /**
   * The maximum number of queued messages: enough for a typed message, a page request, and the
   * rejoin of a thousand rooms. A server that reads none of so many has stalled.
   */
  private static final int CAPACITY = 2000;

  /**
   * A message that waits.
   *
   * @param text the tracked text, if the message sends one
   */
  private record Entry(ClientMessage message, Optional<OutgoingMessage> text) {}

  private final Deque<Entry> waiting = new ArrayDeque<>();
  private Optional<Entry> offered = Optional.empty();

  public void add(ClientMessage message) {
    waiting.add(new Entry(message, Optional.empty()));
  }

  /** Adds a tracked text. */
  public void add(OutgoingMessage text) {
    waiting.add(new Entry(text.message(), Optional.of(text)));
  }

  /** The next message to offer to the connection; empty while another one is offered. */
  public Optional<ClientMessage> offerNext() {
    if (offered.isEmpty()) {
      offered = Optional.ofNullable(waiting.poll());
      return offered.map(Entry::message);
    }
    return Optional.empty();
  }

  /** The connection has taken the offered message; returns the tracked text that it was. */
  public Optional<OutgoingMessage> onAccepted() {
    Optional<OutgoingMessage> text = offered.flatMap(Entry::text);
    offered = Optional.empty();
    return text;
  }

  /** Whether the connection has taken everything. */
  public boolean isEmpty() {
    return offered.isEmpty() && waiting.isEmpty();
  }

  public boolean isOverfull() {
    return waiting.size() > CAPACITY;
  }

  /** The connection is lost: removes all messages. */
  public void clear() {
    waiting.clear();
    offered = Optional.empty();
  }
}
