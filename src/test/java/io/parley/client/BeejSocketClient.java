package io.parley.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;

/** A minimal beej client on a plain socket. */
final class BeejSocketClient implements AutoCloseable {
  private final Socket socket;

  BeejSocketClient(String host, int port, String nickname) throws IOException {
    socket = new Socket(host, port);
    socket.setSoTimeout((int) Duration.ofSeconds(60).toMillis());
    send("{\"type\":\"hello\",\"nick\":\"" + nickname + "\"}");
  }

  void chat(String message) throws IOException {
    send("{\"type\":\"chat\",\"message\":\"" + message + "\"}");
  }

  /** Reads the next packet. */
  String readPacket() throws IOException {
    DataInputStream in = new DataInputStream(socket.getInputStream());
    return new String(in.readNBytes(in.readUnsignedShort()), UTF_8);
  }

  private void send(String json) throws IOException {
    byte[] payload = json.getBytes(UTF_8);
    ByteArrayOutputStream frame = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(frame);
    out.writeShort(payload.length);
    out.write(payload);
    frame.writeTo(socket.getOutputStream());
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
