package io.parley.dialect;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/**
 * Messages that go out together, in order, to any number of connections. The bytes are made once
 * for each side that asks for them, whoever asks first, and are shared by all.
 *
 * @param <M> the kind of message
 */
public final class Batch<M> {
  private final List<M> messages;
  private final Map<Side<M, ?>, Writes> encoded = new ConcurrentHashMap<>(2);

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

  /** The part of this batch from one message up to another, which is not in it. */
  public Batch<M> part(int from, int to) {
    return from == 0 && to == messages.size() ? this : new Batch<>(messages.subList(from, to));
  }

  /** This batch without some messages; the batch itself if there are none of them. */
  public Batch<M> without(Predicate<M> unwanted) {
    return messages.stream().noneMatch(unwanted)
        ? this
        : new Batch<>(messages.stream().filter(unwanted.negate()).toList());
  }

  /** The bytes of all messages, in order. */
  public Writes encodedBy(Side<M, ?> side) {
    return encoded.computeIfAbsent(side, writer -> writer.encodeAll(messages));
  }

  @Override
  public String toString() {
    return "Batch of " + messages.size(); // what people said stays out of logs
  }
}
