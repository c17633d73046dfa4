package io.parley;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.parley.server.ParleyServer;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A beej client with a blocking socket. It shares no code with the server. */
public final class RawBeejClient implements AutoCloseable {
  private static final int DEADLINE_MILLIS = 60_000;
  private static final int MAX_ATTEMPTS = 5000;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Socket socket;
  private final DataInputStream in;

  public RawBeejClient(ParleyServer server) {
    this(server, "127.0.0.1");
  }

  /** A client with this address, which must be one of this machine. */
  public RawBeejClient(ParleyServer server, String address) {
    try {
      socket = new Socket();
      socket.bind(new InetSocketAddress(address, 0));
      socket.connect(
          new InetSocketAddress(InetAddress.getLoopbackAddress(), TestServers.port(server)));
      socket.setSoTimeout(DEADLINE_MILLIS);
      socket.setTcpNoDelay(true);
      in = new DataInputStream(socket.getInputStream());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A client on a socket that is connected, with TLS or without. */
  public RawBeejClient(Socket connected) {
    try {
      socket = connected;
      socket.setSoTimeout(DEADLINE_MILLIS);
      in = new DataInputStream(socket.getInputStream());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A client that has registered and read its own join. */
  public static RawBeejClient joined(ParleyServer server, String nickname) {
    RawBeejClient client = new RawBeejClient(server);
    client.hello(nickname);
    client.expectJoin(nickname);
    return client;
  }

  /**
   * A client that has registered. It connects again until it is admitted: the server frees the
   * place of a connection, and applies a new limit, when no peer can observe it.
   */
  public static RawBeejClient admitted(ParleyServer server, String nickname) {
    for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
      RawBeejClient client = new RawBeejClient(server);
      try {
        client.hello(nickname);
        if (client.read().path("type").asText().equals("join")) {
          return client;
        }
      } catch (UncheckedIOException e) {
        // refused before the server has read the hello
      }
      client.close();
    }
    throw new AssertionError("never admitted");
  }

  public Socket socket() {
    return socket;
  }

  public void hello(String nickname) {
    send(JSON.createObjectNode().put("type", "hello").put("nick", nickname).toString());
  }

  public void chat(String message) {
    send(chatPacket(message));
  }

  public static String chatPacket(String message) {
    return JSON.createObjectNode().put("type", "chat").put("message", message).toString();
  }

  /** Sends a payload as a frame. */
  public void send(String payload) {
    sendRaw(frame(payload.getBytes(StandardCharsets.UTF_8)));
  }

  public void sendRaw(byte[] bytes) {
    try {
      socket.getOutputStream().write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static byte[] frame(byte[] payload) {
    ByteArrayOutputStream frame = new ByteArrayOutputStream();
    frame.write(payload.length >> 8);
    frame.write(payload.length);
    frame.writeBytes(payload);
    return frame.toByteArray();
  }

  /** Closes the output and keeps reading. */
  public void halfClose() {
    try {
      socket.shutdownOutput();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Closes with a reset instead of a FIN. */
  public void reset() {
    try {
      socket.setSoLinger(true, 0);
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The next packet. */
  public JsonNode read() {
    try {
      byte[] payload = new byte[in.readUnsignedShort()];
      in.readFully(payload);
      return JSON.readTree(new String(payload, StandardCharsets.UTF_8));
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Every packet until the server closes its side, which it must do with a FIN. */
  public List<JsonNode> readToEnd() {
    List<JsonNode> packets = new ArrayList<>();
    while (true) {
      try {
        packets.add(read());
      } catch (UncheckedIOException e) {
        if (e.getCause() instanceof EOFException) {
          return packets;
        }
        throw e;
      }
    }
  }

  /** All bytes until the server closes its side. */
  public String readTextToEnd() {
    try {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public void expectJoin(String nickname) {
    expect("join", nickname);
  }

  public void expectLeave(String nickname) {
    expect("leave", nickname);
  }

  public void expectChat(String nickname, String message) {
    JsonNode packet = expect("chat", nickname);
    assertEquals(message, packet.path("message").asText());
  }

  /** Asserts that the next packet is a refusal with this code. */
  public void expectRefusal(String code) {
    assertRefusal(code, read());
  }

  /** Asserts that the next packet is a refusal with this code and the last packet. */
  public void expectRefusalAndEnd(String code) {
    List<JsonNode> packets = readToEnd();
    assertEquals(1, packets.size(), packets::toString);
    assertRefusal(code, packets.get(0));
  }

  public static void assertRefusal(String code, JsonNode packet) {
    assertEquals("chat", packet.path("type").asText(), packet::toString);
    assertEquals("***", packet.path("nick").asText(), packet::toString);
    String message = packet.path("message").asText();
    assertEquals(
        "[" + code + "]", message.substring(message.lastIndexOf(' ') + 1), packet::toString);
  }

  private JsonNode expect(String type, String nickname) {
    JsonNode packet = read();
    assertEquals(type, packet.path("type").asText(), packet::toString);
    assertEquals(nickname, packet.path("nick").asText(), packet::toString);
    return packet;
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
