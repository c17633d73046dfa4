package io.parley.wire.flow;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/**
 * Messages that are sent together, in order, to any number of connections. Each encoder encodes
 * them once; all connections share the bytes. Immutable for its users and thread-safe.
 *
 * @param <M> the type of message
 */
public final class Batch<M> {
  private final List<M> messages;
  private final Map<BatchEncoder<M>, EncodedFrames> encoded = new ConcurrentHashMap<>(2);
  private final Optional<Slice<M>> slice;

  /** A part of another batch, which begins at index {@code from}. */
  private record Slice<M>(Batch<M> whole, int from) {}

  private Batch(List<M> messages) {
    this(messages, Optional.empty());
  }

  private Batch(List<M> messages, Optional<Slice<M>> slice) {
    this.messages = messages;
    this.slice = slice;
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

  /** The part from index {@code from} to the end, for a member who joined there. */
  public Batch<M> startingAt(int from) {
    return slice(from, messages.size());
  }

  /**
   * A part of this batch.
   *
   * @param from the index of the first message
   * @param to the index after the last message
   */
  public Batch<M> slice(int from, int to) {
    return from == 0 && to == messages.size()
        ? this
        : new Batch<>(messages.subList(from, to), Optional.of(sliceFrom(from)));
  }

  /** The slice of a slice refers to the whole batch. */
  private Slice<M> sliceFrom(int from) {
    return slice
        .map(p -> new Slice<>(p.whole(), p.from() + from))
        .orElseGet(() -> new Slice<>(this, from));
  }

  /** This batch without the unwanted messages; the batch itself if it has none of them. */
  public Batch<M> without(Predicate<M> unwanted) {
    return messages.stream().noneMatch(unwanted)
        ? this
        : new Batch<>(messages.stream().filter(unwanted.negate()).toList());
  }

  /**
   * The bytes of all messages, in order. A slice cuts them out of the bytes of the whole batch if
   * it can: when many members join at once, each of them gets another slice.
   */
  public EncodedFrames encodedWith(BatchEncoder<M> encoder) {
    return slice
        .flatMap(p -> p.whole().encodedWith(encoder).slice(p.from(), p.from() + messages.size()))
        .orElseGet(() -> encoded.computeIfAbsent(encoder, key -> key.encodeAll(messages)));
  }

  @Override
  public String toString() {
    return "Batch of " + messages.size(); // logs never contain messages
  }
}
