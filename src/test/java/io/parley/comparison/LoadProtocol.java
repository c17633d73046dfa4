package io.parley.comparison;

import java.nio.ByteBuffer;

/** The part of a protocol that a load needs. */
interface LoadProtocol {
  /** Receives events. */
  interface Listener {
    /** The client has registered. */
    void onJoined();

    boolean isJoined();

    /** A chat was received; the buffer is valid until this returns. */
    void onChat(ByteBuffer packet);

    /** The server expects these bytes, such as the answer to a ping. */
    void send(byte[] bytes);
  }

  /** Whether authors receive their own messages. */
  boolean echoesToSender();

  /** The bytes of a registration. */
  byte[] registration(String nickname, String room);

  /** The bytes of a chat. */
  byte[] chat(String text, String room);

  /**
   * Parses the complete packets in received bytes.
   *
   * @param read has bytes from its start to its limit; afterwards its position is the start of the
   *     incomplete rest
   */
  void consume(ByteBuffer read, String nickname, String room, Listener hearer);
}
