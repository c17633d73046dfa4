package io.parley.comparison;

import java.nio.ByteBuffer;

/** Two bytes of length, then JSON. */
final class Beej implements Protocol {
  static final int PREFIX = 2;
  private static final String LOBBY = "lobby";
  private static final byte[] CHAT = Bytes.of("\"chat\"");
  private static final byte[] JOIN = Bytes.of("\"join\"");

  static byte[] frame(String payload) {
    byte[] bytes = Bytes.of(payload);
    return ByteBuffer.allocate(PREFIX + bytes.length)
        .putShort((short) bytes.length)
        .put(bytes)
        .array();
  }

  /** The next whole payload, or null; the position is behind it then. */
  static ByteBuffer next(ByteBuffer read) {
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
  public boolean echoes() {
    return true;
  }

  @Override
  public byte[] greeting(String nickname, String room) {
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
  public void take(ByteBuffer read, String nickname, String room, Hearer hearer) {
    for (ByteBuffer packet = next(read); packet != null; packet = next(read)) {
      if (Bytes.find(packet, CHAT) >= 0) {
        hearer.chat(packet);
      } else if (!hearer.isIn()
          && Bytes.find(packet, JOIN) >= 0
          && Bytes.find(packet, Bytes.of('"' + nickname + '"')) >= 0
          && (room.equals(LOBBY) || Bytes.find(packet, Bytes.of('"' + room + '"')) >= 0)) {
        hearer.in();
      }
    }
  }
}
