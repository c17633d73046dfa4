package io.parley.wire.flow;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Messages that are sent together, in order, to any number of connections. Each encoder encodes
 * them once; all connections share the bytes. Immutable for its users and thread-safe.
 *
 * <p>A connection that has sent some of them gets a view of the same batch, in which these are its
 * own: dialects without an echo leave them out ({@link EchoFilter}). A nickname would not tell, as
 * several connections of an account have one.
 *
 * @param <M> the type of message
 */
public final class Batch<M> {
  /** About the memory of a batch, and of an encoding, besides its bytes. */
  private static final int OVERHEAD = 64;

  private static final BitSet NONE = new BitSet(0);

  private final List<M> messages;
  private final Map<BatchEncoder<M>, EncodedFrames> encoded = new ConcurrentHashMap<>(2);
  private final Optional<Slice<M>> slice;

  /** The indexes of the messages that the receiving connection has sent. Never changed. */
  private final BitSet own;

  /** The number of holders in the low half, and the size of the encodings in the high half. */
  private final AtomicLong holdersAndSize = new AtomicLong();

  /** Set by the first holder, before it is counted; empty is {@link MemoryCounter#NONE}. */
  private @Nullable MemoryCounter counter;

  /** A part of another batch, which begins at index {@code from}. */
  private record Slice<M>(Batch<M> whole, int from) {

    /** The bytes of the messages; empty if they cannot be cut out of those of the whole batch. */
    Optional<EncodedFrames> encodedWith(BatchEncoder<M> encoder, int messages) {
      EncodedFrames frames = whole.encodedWith(encoder);
      return messages == whole.messages.size()
          ? Optional.of(frames)
          : frames.slice(from, from + messages);
    }
  }

  private Batch(List<M> messages) {
    this(messages, Optional.empty(), NONE);
  }

  private Batch(List<M> messages, Optional<Slice<M>> slice, BitSet own) {
    this.messages = messages;
    this.slice = slice;
    this.own = own;
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
        : new Batch<>(
            messages.subList(from, to),
            Optional.of(sliceFrom(from)),
            own.isEmpty() ? NONE : own.get(from, to));
  }

  /** The slice of a slice refers to the whole batch. */
  private Slice<M> sliceFrom(int from) {
    return slice
        .map(p -> new Slice<>(p.whole(), p.from() + from))
        .orElseGet(() -> new Slice<>(this, from));
  }

  /** This batch for the connection that has sent all its messages. */
  public Batch<M> asOwn() {
    BitSet all = new BitSet(messages.size());
    all.set(0, messages.size());
    return withOwn(all);
  }

  /**
   * This batch for a connection that has sent some of its messages.
   *
   * @param indexes those of its messages, in this batch; the caller does not change them any more
   */
  public Batch<M> withOwn(BitSet indexes) {
    return indexes.isEmpty() ? this : new Batch<>(messages, Optional.of(sliceFrom(0)), indexes);
  }

  /** Whether the receiving connection has sent the message at this index. */
  public boolean isOwn(int index) {
    return own.get(index);
  }

  /**
   * This batch without some of the messages that the receiving connection has sent; the batch
   * itself if it has none of them.
   */
  public Batch<M> withoutOwn(Predicate<M> unwanted) {
    if (own.isEmpty()) {
      return this;
    }
    List<M> kept = new ArrayList<>(messages.size());
    BitSet keptOwn = new BitSet();
    for (int i = 0; i < messages.size(); i++) {
      if (!own.get(i)) {
        kept.add(messages.get(i));
      } else if (!unwanted.test(messages.get(i))) {
        keptOwn.set(kept.size());
        kept.add(messages.get(i));
      }
    }
    return kept.size() == messages.size() ? this : rest(kept, keptOwn);
  }

  /** A batch with the memory counter of this one. */
  private Batch<M> rest(List<M> kept, BitSet keptOwn) {
    Batch<M> rest = new Batch<>(List.copyOf(kept), Optional.empty(), keptOwn);
    rest.counter = counter;
    return rest;
  }

  /**
   * The bytes of all messages, in order. A slice cuts them out of the bytes of the whole batch if
   * it can: when many members join at once, each of them gets another slice.
   */
  public EncodedFrames encodedWith(BatchEncoder<M> encoder) {
    return slice
        .flatMap(part -> part.encodedWith(encoder, messages.size()))
        .orElseGet(() -> encoded.computeIfAbsent(encoder, this::encode));
  }

  private EncodedFrames encode(BatchEncoder<M> encoder) {
    EncodedFrames frames = encoder.encodeAll(messages);
    int size = OVERHEAD + frames.size();
    long before =
        holdersAndSize.getAndUpdate(
            state -> state + ((long) sizeWith(state, size) << Integer.SIZE));
    if (holders(before) > 0) {
      counter().add(sizeWith(before, size));
    }
    return frames;
  }

  /** The messages themselves take about as much memory as their first encoding. */
  private static int sizeWith(long state, int encoding) {
    return size(state) == 0 ? 2 * encoding : encoding;
  }

  /**
   * Counts a holder. While a batch has holders, its memory counts once: its messages, and each of
   * its encodings, also later ones. The whole batch counts while a slice of it is held.
   *
   * @param firstCounter where the memory counts, unless an earlier holder has set it
   */
  public void hold(MemoryCounter firstCounter) {
    if (counter == null) {
      counter = firstCounter;
    }
    long before = holdersAndSize.getAndIncrement();
    if (holders(before) == 0) {
      counter().add(OVERHEAD + size(before));
    }
    if (slice.isPresent()) {
      slice.get().whole().hold(firstCounter);
    }
  }

  /** Removes a holder. */
  public void release() {
    long before = holdersAndSize.getAndDecrement();
    if (holders(before) == 1) {
      counter().remove(OVERHEAD + size(before));
    }
    if (slice.isPresent()) {
      slice.get().whole().release();
    }
  }

  /** Where the memory of this batch counts. */
  MemoryCounter counter() {
    MemoryCounter known = counter;
    return known == null ? MemoryCounter.NONE : known;
  }

  /** Whether a holder is counted. */
  public boolean isHeld() {
    return holders(holdersAndSize.get()) != 0;
  }

  private static int holders(long state) {
    return (int) state;
  }

  private static long size(long state) {
    return state >>> Integer.SIZE;
  }

  @Override
  public String toString() {
    return "Batch of " + messages.size(); // logs never contain messages
  }
}
