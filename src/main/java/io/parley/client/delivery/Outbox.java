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
   * How many messages may wait: one that is typed, a page, and a thousand rooms that are rejoined
   * at once. A server that takes none of so many has stalled.
   */
  private static final int CAPACITY = 2000;

  /**
   * A message that waits.
   *
   * @param text the tracked text that it sends, if it is one
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

  /** The connection is gone, and with it what was to be sent over it. */
  public void clear() {
    waiting.clear();
    offered = Optional.empty();
  }
}
