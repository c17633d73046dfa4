package io.parley.dialect;

import static io.parley.protocol.Problem.Code.FRAME_TOO_LONG;
import static io.parley.protocol.Problem.Code.NOT_JSON;

import io.parley.protocol.Problem;
import java.io.ByteArrayOutputStream;
import java.util.Optional;
import org.apache.pekko.util.ByteString;

/**
 * Finds whole JSON objects in chunks that are cut anywhere. It counts braces outside strings and
 * leaves the rest to the parser; no byte is looked at twice.
 */
final class ObjectScanner {
  private static final byte[] NOTHING = {};

  private final int maxObject;

  private byte[] chunk = NOTHING;
  private int at;

  /** What earlier chunks had of the object that is being read. */
  private ByteArrayOutputStream begun = new ByteArrayOutputStream(0);

  private int depth;
  private boolean inString;
  private boolean escaped;

  ObjectScanner(int maxObject) {
    this.maxObject = maxObject;
  }

  /** Goes on with this chunk. The one before must be used up: {@link #next} had nothing more. */
  void feed(ByteString bytes) {
    chunk = bytes.isEmpty() ? NOTHING : bytes.toArray();
    at = 0;
  }

  /** Whether an object has begun and not ended. */
  boolean isInside() {
    return depth > 0;
  }

  /** Whether the chunk is used up, so that {@link #next} cannot have anything. */
  boolean isUsedUp() {
    return at == chunk.length;
  }

  /** Forgets the object that has begun. */
  void abandon() {
    depth = 0;
    inString = false;
    escaped = false;
    begun = new ByteArrayOutputStream(0); // its memory goes, too
  }

  /** The next thing in the chunk; empty if it has nothing whole any more. */
  Optional<Received<ByteString>> next() {
    if (!isInside()) {
      if (skipToObject()) {
        return Optional.of(new Received.Malformed<>(notJson()));
      }
      if (isUsedUp()) {
        return usedUp();
      }
    }
    return readObject();
  }

  /** Stands at the next opening brace then, or at the end of the chunk. */
  private boolean skipToObject() {
    boolean garbage = false;
    while (at < chunk.length && chunk[at] != '{') {
      garbage |= !isBetween(chunk[at++]);
    }
    return garbage;
  }

  private Optional<Received<ByteString>> readObject() {
    int from = at;
    int end = (int) Math.min(chunk.length, (long) from + maxObject - begun.size());
    while (at < end) {
      count(chunk[at++]);
      if (!isInside()) {
        return Optional.of(new Received.Message<>(whole(from)));
      }
    }
    if (at < chunk.length) {
      return Optional.of(new Received.Broken<>(tooLong()));
    }
    begun.write(chunk, from, at - from);
    return usedUp();
  }

  /** A connection that is silent holds no chunk. */
  private Optional<Received<ByteString>> usedUp() {
    feed(ByteString.emptyByteString());
    return Optional.empty();
  }

  private void count(byte next) {
    if (escaped) {
      escaped = false;
    } else if (inString) {
      escaped = next == '\\';
      inString = next != '"';
    } else if (next == '"') {
      inString = true;
    } else if (next == '{') {
      depth++;
    } else if (next == '}') {
      depth--;
    }
  }

  private ByteString whole(int from) {
    if (begun.size() == 0) {
      return ByteString.fromArray(chunk, from, at - from); // nearly always
    }
    begun.write(chunk, from, at - from);
    ByteString object = ByteString.fromArrayUnsafe(begun.toByteArray());
    begun = new ByteArrayOutputStream(0);
    return object;
  }

  /** What may stand between objects: white space, or a comma as in a list. */
  private static boolean isBetween(byte next) {
    return next == ' ' || next == '\n' || next == '\r' || next == '\t' || next == ',';
  }

  static Problem notJson() {
    return new Problem(NOT_JSON, "That was not valid JSON.");
  }

  private Problem tooLong() {
    return new Problem(
        FRAME_TOO_LONG,
        "An object of more than " + maxObject + " bytes is too long. The connection ends.",
        Integer.toString(maxObject));
  }
}
