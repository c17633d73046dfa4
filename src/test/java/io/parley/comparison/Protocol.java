package io.parley.comparison;

import java.nio.ByteBuffer;

/** As much of a protocol as a load needs. */
interface Protocol {
  /** What is told of what comes. */
  interface Hearer {
    /** This client is in. */
    void in();

    boolean isIn();

    /** Somebody has said something; the buffer is only good until this returns. */
    void chat(ByteBuffer packet);

    /** The server wants to hear this. */
    void answer(byte[] bytes);
  }

  /** Whether people get what they said themselves. */
  boolean echoes();

  /** What a newcomer says first. */
  byte[] greeting(String nickname, String room);

  /** What says this to everybody. */
  byte[] chat(String text, String room);

  /**
   * Takes what is complete out of what was read.
   *
   * @param read from its beginning to its limit; its position is where the rest begins afterwards
   */
  void take(ByteBuffer read, String nickname, String room, Hearer hearer);
}
