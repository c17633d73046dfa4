package io.parley.wire.flow;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
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

  /**
   * The number of holders in the low half, and the weight of the first of them in the high half.
   */
  private final AtomicLong holders = new AtomicLong();

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

  /**
   * Counts a holder, so that a batch that many hold is weighed once.
   *
   * @param weight the weight of the batch, which may depend on the holder; not negative
   * @return the weight to add to a total: that of this holder if it is the only one, or else 0
   */
  public int hold(int weight) {
    long before =
        holders.getAndUpdate(state -> state == 0 ? ((long) weight << Integer.SIZE) + 1 : state + 1);
    return before == 0 ? weight : 0;
  }

  /**
   * Removes a holder.
   *
   * @return the weight to subtract from the total: that of the first holder if this is the last
   *     one, or else 0
   */
  public int release() {
    long before = holders.getAndUpdate(state -> (int) state == 1 ? 0 : state - 1);
    return (int) before == 1 ? (int) (before >>> Integer.SIZE) : 0;
  }

  /** Whether a holder is counted. */
  public boolean isHeld() {
    return holders.get() != 0;
  }

  @Override
  public String toString() {
    return "Batch of " + messages.size(); // logs never contain messages
  }
}
