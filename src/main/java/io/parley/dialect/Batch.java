package io.parley.dialect;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.pekko.util.ByteString;
import org.apache.pekko.util.ByteStringBuilder;

/**
 * Messages that go out together, in order, to any number of connections. The bytes are made once
 * for each side that asks for them, whoever asks first, and are shared by all.
 *
 * @param <M> the kind of message
 */
public final class Batch<M> {
  private final List<M> messages;
  private final Map<Side<M, ?>, ByteString> encoded = new ConcurrentHashMap<>(2);

  private Batch(List<M> messages) {
    this.messages = messages;
  }

  public static <M> Batch<M> of(M message) {
    return new Batch<>(List.of(message));
  }

  public static <M> Batch<M> copyOf(List<? extends M> messages) {
    return new Batch<>(List.copyOf(messages));
  }

  public List<M> messages() {
    return messages;
  }

  /**
   * The part of this batch that begins with message {@code from}, for somebody who was not there
   * before.
   */
  public Batch<M> from(int from) {
    return from == 0 ? this : new Batch<>(messages.subList(from, messages.size()));
  }

  /** The frames of all messages, in order. */
  public ByteString encodedBy(Side<M, ?> side) {
    return encoded.computeIfAbsent(side, this::encode);
  }

  private ByteString encode(Side<M, ?> side) {
    if (messages.size() == 1) {
      return side.encode(messages.get(0));
    }
    ByteStringBuilder frames = new ByteStringBuilder();
    for (M message : messages) {
      frames.append(side.encode(message));
    }
    return frames.result().compact(); // one array: every write of it is one copy to the socket
  }

  @Override
  public String toString() {
    return "Batch of " + messages.size(); // what people said stays out of logs
  }
}
