package io.parley.comparison;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** IRC: lines, and no echo. */
final class IrcLoadProtocol implements LoadProtocol {
  private static final byte[] END = ByteSearch.utf8("\r\n");
  private static final byte[] CHAT = ByteSearch.utf8(" PRIVMSG ");
  private static final byte[] WELCOME = ByteSearch.utf8(" 001 ");
  private static final byte[] NAMES_END = ByteSearch.utf8(" 366 ");
  private static final byte[] PING = ByteSearch.utf8("PING ");

  @Override
  public boolean echoesToSender() {
    return false;
  }

  @Override
  public byte[] registration(String nickname, String room) {
    return ByteSearch.utf8("NICK " + nickname + "\r\nUSER load 0 * :load\r\n");
  }

  @Override
  public byte[] chat(String text, String room) {
    return ByteSearch.utf8("PRIVMSG #" + room + " :" + text + "\r\n");
  }

  @Override
  public void consume(ByteBuffer read, String nickname, String room, Listener hearer) {
    for (int end = ByteSearch.find(read, read.position(), END);
        end >= 0;
        end = ByteSearch.find(read, read.position(), END)) {
      ByteBuffer line = read.slice(read.position(), end - read.position());
      if (ByteSearch.find(line, CHAT) >= 0) {
        hearer.onChat(line);
      } else if (ByteSearch.find(line, WELCOME) >= 0) {
        hearer.send(ByteSearch.utf8("JOIN #" + room + "\r\n"));
      } else if (ByteSearch.find(line, NAMES_END) >= 0) {
        hearer.onJoined();
      } else if (ByteSearch.find(line, PING) == 0) {
        byte[] whole = new byte[line.limit()];
        line.get(0, whole);
        whole[1] = 'O';
        hearer.send(ByteSearch.utf8(new String(whole, StandardCharsets.UTF_8) + "\r\n"));
      }
      read.position(end + END.length);
    }
  }
}
