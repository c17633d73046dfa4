package io.parley.comparison;

import java.nio.ByteBuffer;

/** As much of a protocol as a load needs. */
interface LoadProtocol {
  /** What is told of what comes. */
  interface Listener {
    /** This client is in. */
    void onJoined();

    boolean isJoined();

    /** Somebody has said something; the buffer is only good until this returns. */
    void onChat(ByteBuffer packet);

    /** The server wants to hear this. */
    void send(byte[] bytes);
  }

  /** Whether people get what they said themselves. */
  boolean echoesToSender();

  /** What a newcomer says first. */
  byte[] registration(String nickname, String room);

  /** What says this to everybody. */
  byte[] chat(String text, String room);

  /**
   * Takes what is complete out of what was read.
   *
   * @param read from its beginning to its limit; its position is where the rest begins afterwards
   */
  void consume(ByteBuffer read, String nickname, String room, Listener hearer);
}
