package io.parley.dialect.beej;

import static io.parley.dialect.beej.BeejPackets.AWAY;
import static io.parley.dialect.beej.BeejPackets.BEFORE;
import static io.parley.dialect.beej.BeejPackets.CHAT;
import static io.parley.dialect.beej.BeejPackets.EMOTE;
import static io.parley.dialect.beej.BeejPackets.EXTENSIONS;
import static io.parley.dialect.beej.BeejPackets.HELLO;
import static io.parley.dialect.beej.BeejPackets.HISTORY;
import static io.parley.dialect.beej.BeejPackets.JOIN;
import static io.parley.dialect.beej.BeejPackets.LEAVE;
import static io.parley.dialect.beej.BeejPackets.LIMIT;
import static io.parley.dialect.beej.BeejPackets.MESSAGE;
import static io.parley.dialect.beej.BeejPackets.NICK;
import static io.parley.dialect.beej.BeejPackets.PING;
import static io.parley.dialect.beej.BeejPackets.PM;
import static io.parley.dialect.beej.BeejPackets.ROOM;
import static io.parley.dialect.beej.BeejPackets.ROOMS;
import static io.parley.dialect.beej.BeejPackets.SEARCH;
import static io.parley.dialect.beej.BeejPackets.TO;
import static io.parley.dialect.beej.BeejPackets.TOPIC;
import static io.parley.dialect.beej.BeejPackets.USERS;
import static io.parley.dialect.beej.BeejPackets.WHOIS;
import static io.parley.dialect.beej.BeejPackets.WORDS;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.parley.dialect.JsonPacket;
import io.parley.dialect.LengthFraming;
import io.parley.dialect.PacketTable;
import io.parley.dialect.Received;
import io.parley.protocol.ClientMessage;
import io.parley.protocol.RejectedException;
import io.parley.protocol.Request;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.pekko.util.ByteString;

/** What clients send, read by the server: the basic packets and the extension packets. */
final class ClientPackets {
  private static final Map<String, PacketTable.Reader<ClientMessage>> BASIC =
      Map.of(
          HELLO, packet -> new ClientMessage.Hello(packet.string(NICK)),
          CHAT, packet -> new ClientMessage.Chat(packet.string(MESSAGE)));

  private static final Map<String, PacketTable.Reader<ClientMessage>> EXTENSION =
      Map.ofEntries(
          Map.entry(PM, ClientPackets::pm),
          Map.entry(PING, packet -> new ClientMessage.Ping()),
          Map.entry(LEAVE, ClientPackets::leave),
          asked(EMOTE, packet -> new Request.Emote(packet.string(MESSAGE))),
          asked(JOIN, packet -> new Request.Enter(packet.string(ROOM))),
          asked(USERS, packet -> new Request.Names(packet.stringIfThere(ROOM))),
          asked(ROOMS, packet -> new Request.Rooms()),
          asked(TOPIC, packet -> new Request.Topic(packet.stringIfThere(TOPIC))),
          asked(AWAY, packet -> new Request.Away(packet.stringIfThere(MESSAGE))),
          asked(WHOIS, packet -> new Request.Whois(packet.string(NICK))),
          asked(HISTORY, ClientPackets::past),
          asked(
              SEARCH,
              packet -> new Request.Search(packet.string(WORDS), packet.intIfThere(LIMIT))));

  private final LengthFraming framing;
  private final PacketTable<ClientMessage> table;

  ClientPackets(ObjectMapper json, LengthFraming framing) {
    Map<String, PacketTable.Reader<ClientMessage>> all = new HashMap<>(BASIC);
    all.putAll(EXTENSION);
    this.framing = framing;
    this.table = new PacketTable<>(json, all);
  }

  /** How packets are framed. */
  LengthFraming framing() {
    return framing;
  }

  /**
   * Reads one.
   *
   * @param onExtension runs with each packet that shows that the client is extended, before it is
   *     read; one that lacks a field shows it, too
   */
  Received<ClientMessage> read(ByteString payload, Runnable onExtension) {
    return table.read(
        payload,
        (type, packet) -> {
          if (EXTENSION.containsKey(type) || (type.equals(HELLO) && packet.flag(EXTENSIONS))) {
            onExtension.run();
          }
        });
  }

  private static ClientMessage pm(JsonPacket packet) throws RejectedException {
    return new ClientMessage.PrivateMessage(packet.string(TO), packet.string(MESSAGE));
  }

  /** No room: for good. No room of this name can be: the one where one talks. */
  private static ClientMessage leave(JsonPacket packet) throws RejectedException {
    Optional<String> room = packet.stringIfThere(ROOM);
    return room.isEmpty()
        ? new ClientMessage.Quit()
        : new ClientMessage.Asked(new Request.Exit(room.filter(name -> !name.isEmpty())));
  }

  private static Request past(JsonPacket packet) throws RejectedException {
    return new Request.Past(
        packet.stringIfThere(ROOM), packet.intIfThere(LIMIT), packet.longIfThere(BEFORE));
  }

  private static Map.Entry<String, PacketTable.Reader<ClientMessage>> asked(
      String type, PacketTable.Reader<Request> reader) {
    return Map.entry(type, packet -> new ClientMessage.Asked(reader.read(packet)));
  }
}
