package io.parley.connection.rate;

/** A kind of input with a rate of its own. */
public enum InputKind {
  /** A text, also a private one, an emote, a topic or a note; all other members may get it. */
  TEXTS(0, "texts"),
  /** A join or a part of a room. */
  JOINS(1, "joins"),
  /** A nickname, or any text before one is accepted. */
  NICKNAMES(2, "nickname attempts"),
  /** What only its sender gets an answer to. */
  QUESTIONS(3, "questions"),
  /** What cannot be read. */
  MALFORMED(4, "malformed packets"),
  /** A byte from the socket. */
  BYTES(5, "bytes");

  /** The number of kinds, each with a bucket. */
  public static final int COUNT = values().length;

  private final int bucket;
  private final String plural;

  InputKind(int bucket, String plural) {
    this.bucket = bucket;
    this.plural = plural;
  }

  /** The number of the bucket of this kind, from 0. */
  int bucket() {
    return bucket;
  }

  /** The name of several of them, for messages to people. */
  public String plural() {
    return plural;
  }
}
