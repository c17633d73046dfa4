package io.parley.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.fasterxml.jackson.databind.JsonNode;
import io.parley.RawBeejClient;
import io.parley.TestServers;
import io.parley.account.AccountDirectory;
import io.parley.account.AccountRole;
import io.parley.account.AccountSettings;
import io.parley.account.sql.AccountStoreFactory;
import io.parley.history.HistorySettings;
import io.parley.protocol.Nickname;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** An extended client of beej that sends packets as they are, and keeps what it has received. */
final class PacketClient implements AutoCloseable {
  static final String PASSWORD = "correct horse";

  private final RawBeejClient client;
  private final List<String> received = new ArrayList<>();

  private PacketClient(ParleyServer server, String address) {
    client = new RawBeejClient(server, address);
  }

  /** A client that has not said hello. */
  static PacketClient connected(ParleyServer server, String address) {
    return new PacketClient(server, address);
  }

  static PacketClient guest(ParleyServer server, String nickname) {
    return guest(server, nickname, "127.0.0.1");
  }

  /** A guest with this address, which must be one of this machine. */
  static PacketClient guest(ParleyServer server, String nickname, String address) {
    PacketClient client = new PacketClient(server, address);
    client.send("{'type':'hello','nick':'" + nickname + "','extensions':true}");
    client.nextIn("join", "lobby");
    return client;
  }

  /** Registers an account with the nickname. */
  static PacketClient registered(ParleyServer server, String nickname) {
    PacketClient client = guest(server, nickname);
    client.send("{'type':'register','password':'" + PASSWORD + "'}");
    assertEquals(nickname, client.next("account").path("account").asText());
    return client;
  }

  /** Enters with the password of the account, from this address. */
  static PacketClient member(ParleyServer server, String nickname, String address) {
    PacketClient client = new PacketClient(server, address);
    client.helloWithPassword(nickname);
    client.nextIn("join", "lobby");
    return client;
  }

  static PacketClient member(ParleyServer server, String nickname) {
    return member(server, nickname, "127.0.0.1");
  }

  /** Registers an account, and makes it an operator of the server with this database. */
  static PacketClient operator(ParleyServer server, String nickname, Path database) {
    PacketClient client = registered(server, nickname);
    try (AccountDirectory directory =
        AccountDirectory.open(
            AccountStoreFactory.open(
                HistorySettings.read(
                    TestServers.config(Map.of("parley.history.url", "jdbc:sqlite:" + database)))),
            AccountSettings.read(TestServers.config()),
            InstantSource.system())) {
      directory.setRole(
          directory.ownerOf(Nickname.sanitize(nickname)).orElseThrow().id(), AccountRole.OPERATOR);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
    do { // the server notices it within the check interval of accounts
      client.send("{'type':'bans-server'}");
    } while (client.next("bans", "error").path("type").asText().equals("error"));
    return client;
  }

  void helloWithPassword(String nickname) {
    send(
        "{'type':'hello','nick':'%s','extensions':true,'password':'%s'}"
            .formatted(nickname, PASSWORD));
  }

  /** Sends a packet with apostrophes for quotation marks. */
  void send(String packet) {
    client.send(packet.replace('\'', '"'));
  }

  JsonNode read() {
    JsonNode packet = client.read();
    received.add(packet.toString());
    return packet;
  }

  /** The next packet of one of these types. */
  JsonNode next(String... types) {
    Set<String> wanted = Set.of(types);
    JsonNode packet = read();
    while (!wanted.contains(packet.path("type").asText())) {
      packet = read();
    }
    return packet;
  }

  JsonNode nextIn(String type, String room) {
    JsonNode packet = next(type);
    while (!packet.path("room").asText().equals(room)) {
      packet = next(type);
    }
    return packet;
  }

  /** The next chat with this field. */
  JsonNode nextWith(String field) {
    JsonNode packet = next("chat");
    while (!packet.has(field)) {
      packet = next("chat");
    }
    return packet;
  }

  /** The code of the refusal that comes next; empty if the act is done. */
  String code() {
    return next("error", "done").path("code").asText();
  }

  void done() {
    JsonNode answer = next("done", "error");
    assertNotEquals("error", answer.path("type").asText(), answer::toString);
  }

  /** Sends a packet, and returns the code of the refusal. */
  String refusal(String packet) {
    send(packet);
    return code();
  }

  void join(String room) {
    send("{'type':'join','room':'" + room + "'}");
    nextIn("join", room);
  }

  void set(String room, String setting, String value) {
    send("{'type':'room','room':'%s','setting':'%s','value':'%s'}".formatted(room, setting, value));
    done();
  }

  /** The last error before the server closes the connection. */
  JsonNode lastError() {
    List<JsonNode> packets = client.readToEnd();
    packets.forEach(packet -> received.add(packet.toString()));
    return packets.stream()
        .filter(packet -> packet.path("type").asText().equals("error"))
        .reduce((first, second) -> second)
        .orElseThrow(() -> new AssertionError("no error in " + packets));
  }

  /** All packets that were received so far, and forgets them. */
  List<String> takeReceived() {
    List<String> all = List.copyOf(received);
    received.clear();
    return all;
  }

  /** Reads all that was sent before the answer to a ping. */
  List<String> fence() {
    send("{'type':'ping'}");
    next("pong");
    return takeReceived();
  }

  @Override
  public void close() {
    client.close();
  }
}
