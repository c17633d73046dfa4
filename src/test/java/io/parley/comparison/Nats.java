package io.parley.comparison;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Lines, and payloads of a length that a line tells: a room is a subject that all subscribe to. */
final class Nats implements Protocol {
  private static final byte[] END = Bytes.of("\r\n");

  @Override
  public boolean echoes() {
    return true;
  }

  @Override
  public byte[] greeting(String nickname, String room) {
    return Bytes.of(
        "CONNECT {\"verbose\":false,\"pedantic\":false}\r\nSUB " + room + " 1\r\nPING\r\n");
  }

  @Override
  public byte[] chat(String text, String room) {
    return Bytes.of("PUB " + room + " " + text.length() + "\r\n" + text + "\r\n");
  }

  @Override
  public void take(ByteBuffer read, String nickname, String room, Hearer hearer) {
    int end = Bytes.find(read, read.position(), END);
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
        hearer.chat(read.slice(next, length));
        next += length + END.length;
      } else if (line.length >= 2 && line[0] == 'P' && line[1] == 'O') {
        hearer.in();
      } else if (line.length >= 2 && line[0] == 'P' && line[1] == 'I') {
        hearer.answer(Bytes.of("PONG\r\n"));
      }
      read.position(next);
      end = Bytes.find(read, next, END);
    }
  }
}
