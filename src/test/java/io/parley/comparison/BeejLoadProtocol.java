package io.parley.comparison;

import java.nio.ByteBuffer;

/** Beej: two bytes of length, then JSON. */
final class BeejLoadProtocol implements LoadProtocol {
  static final int PREFIX = 2;
  private static final String LOBBY = "lobby";
  private static final byte[] CHAT = ByteSearch.utf8("\"chat\"");
  private static final byte[] JOIN = ByteSearch.utf8("\"join\"");

  static byte[] frame(String payload) {
    byte[] bytes = ByteSearch.utf8(payload);
    return ByteBuffer.allocate(PREFIX + bytes.length)
        .putShort((short) bytes.length)
        .put(bytes)
        .array();
  }

  /** The next complete payload, or null. Moves the position behind it. */
  static ByteBuffer nextPayload(ByteBuffer read) {
    if (read.remaining() < PREFIX) {
      return null;
    }
    int length = read.getShort(read.position()) & 0xFFFF;
    if (read.remaining() < PREFIX + length) {
      return null;
    }
    ByteBuffer payload = read.slice(read.position() + PREFIX, length);
    read.position(read.position() + PREFIX + length);
    return payload;
  }

  @Override
  public boolean echoesToSender() {
    return true;
  }

  @Override
  public byte[] registration(String nickname, String room) {
    byte[] hello = frame("{\"type\":\"hello\",\"nick\":\"" + nickname + "\"}");
    if (room.equals(LOBBY)) {
      return hello;
    }
    byte[] join = frame("{\"type\":\"join\",\"room\":\"" + room + "\"}");
    return ByteBuffer.allocate(hello.length + join.length).put(hello).put(join).array();
  }

  @Override
  public byte[] chat(String text, String room) {
    return frame("{\"type\":\"chat\",\"message\":\"" + text + "\"}");
  }

  @Override
  public void consume(ByteBuffer read, String nickname, String room, Listener hearer) {
    for (ByteBuffer packet = nextPayload(read); packet != null; packet = nextPayload(read)) {
      if (ByteSearch.find(packet, CHAT) >= 0) {
        hearer.onChat(packet);
      } else if (!hearer.isJoined()
          && ByteSearch.find(packet, JOIN) >= 0
          && ByteSearch.find(packet, ByteSearch.utf8('"' + nickname + '"')) >= 0
          && (room.equals(LOBBY)
              || ByteSearch.find(packet, ByteSearch.utf8('"' + room + '"')) >= 0)) {
        hearer.onJoined();
      }
    }
  }
}
