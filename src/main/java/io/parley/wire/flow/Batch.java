package io.parley.wire.flow;

import java.util.List;
import java.util.Map;
import java.util.Optional;
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
  private final Map<BatchEncoder<M>, EncodedFrames> encoded = new ConcurrentHashMap<>(2);
  private final Optional<Slice<M>> slice;

  /** What a batch is a part of, and where it begins there. */
  private record Slice<M>(Batch<M> whole, int from) {}

  private Batch(List<M> messages) {
    this(messages, Optional.empty());
  }

  private Batch(List<M> messages, Optional<Slice<M>> part) {
    this.messages = messages;
    this.slice = part;
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
  public Batch<M> startingAt(int from) {
    return slice(from, messages.size());
  }

  /** The part of this batch from one message up to another, which is not in it. */
  public Batch<M> slice(int from, int to) {
    return from == 0 && to == messages.size()
        ? this
        : new Batch<>(messages.subList(from, to), Optional.of(sliceFrom(from)));
  }

  /** A part of a part is one of the whole. */
  private Slice<M> sliceFrom(int from) {
    return slice
        .map(p -> new Slice<>(p.whole(), p.from() + from))
        .orElseGet(() -> new Slice<>(this, from));
  }

  /** This batch without some messages; the batch itself if there are none of them. */
  public Batch<M> without(Predicate<M> unwanted) {
    return messages.stream().noneMatch(unwanted)
        ? this
        : new Batch<>(messages.stream().filter(unwanted.negate()).toList());
  }

  /**
   * The bytes of all messages, in order. Those of a part are cut out of the whole where that is
   * possible: of many who come at once, each hears another part.
   */
  public EncodedFrames encodedWith(BatchEncoder<M> encoder) {
    return slice
        .flatMap(p -> p.whole().encodedWith(encoder).slice(p.from(), p.from() + messages.size()))
        .orElseGet(() -> encoded.computeIfAbsent(encoder, key -> key.encodeAll(messages)));
  }

  @Override
  public String toString() {
    return "Batch of " + messages.size(); // what people said stays out of logs
  }
}
