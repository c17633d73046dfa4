package io.parley.dialect.beej;

import static io.parley.dialect.beej.BeejPackets.ARROW;
import static io.parley.dialect.beej.BeejPackets.BY;
import static io.parley.dialect.beej.BeejPackets.CHAT;
import static io.parley.dialect.beej.BeejPackets.CODE;
import static io.parley.dialect.beej.BeejPackets.EMOTE;
import static io.parley.dialect.beej.BeejPackets.EMOTE_NICK;
import static io.parley.dialect.beej.BeejPackets.ERROR;
import static io.parley.dialect.beej.BeejPackets.FROM;
import static io.parley.dialect.beej.BeejPackets.HISTORY;
import static io.parley.dialect.beej.BeejPackets.JOIN;
import static io.parley.dialect.beej.BeejPackets.LEAVE;
import static io.parley.dialect.beej.BeejPackets.MESSAGE;
import static io.parley.dialect.beej.BeejPackets.NICK;
import static io.parley.dialect.beej.BeejPackets.PM;
import static io.parley.dialect.beej.BeejPackets.PONG;
import static io.parley.dialect.beej.BeejPackets.ROOMS;
import static io.parley.dialect.beej.BeejPackets.SEARCH;
import static io.parley.dialect.beej.BeejPackets.SERVER_NICK;
import static io.parley.dialect.beej.BeejPackets.TO;
import static io.parley.dialect.beej.BeejPackets.TOPIC;
import static io.parley.dialect.beej.BeejPackets.USERS;
import static io.parley.dialect.beej.BeejPackets.WHOIS;

import io.parley.dialect.CodedText;
import io.parley.dialect.JsonPacket;
import io.parley.dialect.PacketTable;
import io.parley.protocol.Nickname;
import io.parley.protocol.Problem;
import io.parley.protocol.RejectedException;
import io.parley.protocol.ServerMessage;
import io.parley.protocol.Text;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What servers send, read by the client: of those that know no more than the basic packets, and of
 * those that know extensions. Everything is made safe to show, whoever it comes from.
 */
final class ServerPackets {
  private static final Pattern PRIVATE = Pattern.compile("(\\S+)" + ARROW + "(\\S+)");
  private static final Pattern SAID_EMOTE = Pattern.compile("(\\S+) (.*)", Pattern.DOTALL);

  /** All that a client reads. */
  static final Map<String, PacketTable.Reader<ServerMessage>> READERS =
      Map.ofEntries(
          Map.entry(CHAT, ServerPackets::chat),
          Map.entry(
              JOIN, packet -> new ServerMessage.Joined(nickname(packet), Stamps.read(packet))),
          Map.entry(LEAVE, packet -> new ServerMessage.Left(nickname(packet), Stamps.read(packet))),
          Map.entry(EMOTE, ServerPackets::emote),
          Map.entry(PM, ServerPackets::pm),
          Map.entry(PONG, packet -> new ServerMessage.Pong()),
          Map.entry(ERROR, ServerPackets::error),
          Map.entry(USERS, AnswerReaders::users),
          Map.entry(ROOMS, AnswerReaders::rooms),
          Map.entry(HISTORY, AnswerReaders::past),
          Map.entry(SEARCH, AnswerReaders::found),
          Map.entry(WHOIS, AnswerReaders::whois),
          Map.entry(TOPIC, AnswerReaders::topic));

  private ServerPackets() {}

  private static ServerMessage chat(JsonPacket packet) throws RejectedException {
    String nick = packet.string(NICK);
    String message = packet.string(MESSAGE);
    if (nick.equals(SERVER_NICK)) {
      return serverSays(packet, message);
    }
    Matcher emote = SAID_EMOTE.matcher(message);
    if (nick.equals(EMOTE_NICK) && emote.matches()) {
      return new ServerMessage.Emoted(
          Nickname.foreign(emote.group(1)), Text.clean(emote.group(2)), Stamps.read(packet));
    }
    Matcher names = PRIVATE.matcher(nick);
    return names.matches()
        ? new ServerMessage.PrivateMessage(
            Nickname.foreign(names.group(1)), Nickname.foreign(names.group(2)), Text.clean(message))
        : new ServerMessage.Chatted(nickname(packet), Text.clean(message), Stamps.read(packet));
  }

  private static ServerMessage serverSays(JsonPacket packet, String message) {
    Optional<String> by = packet.optionalString(BY);
    Optional<String> topic = packet.optionalString(TOPIC);
    return by.isPresent() && topic.isPresent()
        ? new ServerMessage.TopicSet(
            Nickname.foreign(by.get()), Text.clean(topic.get()), Stamps.read(packet))
        : CodedText.read(message);
  }

  private static ServerMessage emote(JsonPacket packet) throws RejectedException {
    return new ServerMessage.Emoted(
        nickname(packet), Text.clean(packet.string(MESSAGE)), Stamps.read(packet));
  }

  private static ServerMessage pm(JsonPacket packet) throws RejectedException {
    return new ServerMessage.PrivateMessage(
        Nickname.foreign(packet.string(FROM)),
        Nickname.foreign(packet.string(TO)),
        Text.clean(packet.string(MESSAGE)));
  }

  /** A code that is not known here is shown as what it says. */
  private static ServerMessage error(JsonPacket packet) throws RejectedException {
    String message = packet.string(MESSAGE);
    return packet
        .optionalString(CODE)
        .flatMap(Problem.Code::named)
        .<ServerMessage>map(code -> new ServerMessage.Refused(new Problem(code, message)))
        .orElseGet(() -> new ServerMessage.Notice(Text.clean(message)));
  }

  private static Nickname nickname(JsonPacket packet) throws RejectedException {
    return Nickname.foreign(packet.string(NICK));
  }
}
