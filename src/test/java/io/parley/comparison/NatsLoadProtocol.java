package io.parley.comparison;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** NATS: lines, and payloads whose length is in a line. A room is a subject. */
final class NatsLoadProtocol implements LoadProtocol {
  private static final byte[] END = ByteSearch.utf8("\r\n");

  @Override
  public boolean echoesToSender() {
    return true;
  }

  @Override
  public byte[] registration(String nickname, String room) {
    return ByteSearch.utf8(
        "CONNECT {\"verbose\":false,\"pedantic\":false}\r\nSUB " + room + " 1\r\nPING\r\n");
  }

  @Override
  public byte[] chat(String text, String room) {
    return ByteSearch.utf8("PUB " + room + " " + text.length() + "\r\n" + text + "\r\n");
  }

  @Override
  public void consume(ByteBuffer read, String nickname, String room, Listener hearer) {
    int end = ByteSearch.find(read, read.position(), END);
    while (end >= 0) {
      byte[] line = new byte[end - read.position()];
      read.get(read.position(), line);
      int next = end + END.length;
      if (line.length > 3 && line[0] == 'M') { // MSG subject sid length
        int space = line.length - 1;
        while (line[space] != ' ') {
          space--;
        }
        int length =
            Integer.parseInt(
                new String(line, space + 1, line.length - space - 1, StandardCharsets.US_ASCII));
        if (read.limit() < next + length + END.length) {
          return;
        }
        hearer.onChat(read.slice(next, length));
        next += length + END.length;
      } else if (line.length >= 2 && line[0] == 'P' && line[1] == 'O') {
        hearer.onJoined();
      } else if (line.length >= 2 && line[0] == 'P' && line[1] == 'I') {
        hearer.send(ByteSearch.utf8("PONG\r\n"));
      }
      read.position(next);
      end = ByteSearch.find(read, next, END);
    }
  }
}
