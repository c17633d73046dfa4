package io.parley.comparison;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Lines; nobody gets what they say themselves. */
final class Irc implements Protocol {
  private static final byte[] END = Bytes.of("\r\n");
  private static final byte[] CHAT = Bytes.of(" PRIVMSG ");
  private static final byte[] WELCOME = Bytes.of(" 001 ");
  private static final byte[] NAMES_END = Bytes.of(" 366 ");
  private static final byte[] PING = Bytes.of("PING ");

  @Override
  public boolean echoes() {
    return false;
  }

  @Override
  public byte[] greeting(String nickname, String room) {
    return Bytes.of("NICK " + nickname + "\r\nUSER load 0 * :load\r\n");
  }

  @Override
  public byte[] chat(String text, String room) {
    return Bytes.of("PRIVMSG #" + room + " :" + text + "\r\n");
  }

  @Override
  public void take(ByteBuffer read, String nickname, String room, Hearer hearer) {
    for (int end = Bytes.find(read, read.position(), END);
        end >= 0;
        end = Bytes.find(read, read.position(), END)) {
      ByteBuffer line = read.slice(read.position(), end - read.position());
      if (Bytes.find(line, CHAT) >= 0) {
        hearer.chat(line);
      } else if (Bytes.find(line, WELCOME) >= 0) {
        hearer.answer(Bytes.of("JOIN #" + room + "\r\n"));
      } else if (Bytes.find(line, NAMES_END) >= 0) {
        hearer.in();
      } else if (Bytes.find(line, PING) == 0) {
        byte[] whole = new byte[line.limit()];
        line.get(0, whole);
        whole[1] = 'O';
        hearer.answer(Bytes.of(new String(whole, StandardCharsets.UTF_8) + "\r\n"));
      }
      read.position(end + END.length);
    }
  }
}
