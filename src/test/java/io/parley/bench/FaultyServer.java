package io.parley.bench;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A beej server for one client that delivers one of its messages twice and drops another. */
final class FaultyServer implements AutoCloseable {
  private static final Pattern VALUE = Pattern.compile("\"(nick|message)\" *: *\"([^\"]*)\"");

  private final ServerSocket listening;
  private final int duplicated;
  private final int dropped;

  /**
   * Starts to listen.
   *
   * @param duplicated the number of the message to deliver twice, from 1
   * @param dropped the number of the message to drop
   */
  FaultyServer(int duplicated, int dropped) throws IOException {
    this.duplicated = duplicated;
    this.dropped = dropped;
    listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    Thread thread = new Thread(this::serve, "faulty-server");
    thread.setDaemon(true);
    thread.start();
  }

  int port() {
    return listening.getLocalPort();
  }

  private void serve() {
    try (Socket client = listening.accept()) {
      DataInputStream in = new DataInputStream(client.getInputStream());
      DataOutputStream out = new DataOutputStream(client.getOutputStream());
      String nick = value(in);
      send(out, "{\"type\":\"join\",\"nick\":\"" + nick + "\"}");
      for (int number = 1; ; number++) {
        String chat =
            "{\"type\":\"chat\",\"nick\":\"" + nick + "\",\"message\":\"" + value(in) + "\"}";
        for (int i = number == dropped ? 1 : number == duplicated ? -1 : 0; i < 1; i++) {
          send(out, chat);
        }
      }
    } catch (EOFException | SocketException e) {
      // the client has disconnected, or the test has ended
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static String value(DataInputStream in) throws IOException {
    byte[] payload = new byte[in.readUnsignedShort()];
    in.readFully(payload);
    Matcher value = VALUE.matcher(new String(payload, StandardCharsets.UTF_8));
    if (!value.find()) {
      throw new IOException("a packet without nick and message");
    }
    return value.group(2);
  }

  private static void send(DataOutputStream out, String packet) throws IOException {
    byte[] payload = packet.getBytes(StandardCharsets.UTF_8);
    out.writeShort(payload.length);
    out.write(payload);
    out.flush();
  }

  @Override
  public void close() throws IOException {
    listening.close();
  }
}
