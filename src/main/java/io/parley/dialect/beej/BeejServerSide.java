package io.parley.dialect.beej;

import static io.parley.dialect.beej.BeejPackets.ARROW;
import static io.parley.dialect.beej.BeejPackets.CHAT;
import static io.parley.dialect.beej.BeejPackets.EMOTE_NICK;
import static io.parley.dialect.beej.BeejPackets.HELLO;
import static io.parley.dialect.beej.BeejPackets.JOIN;
import static io.parley.dialect.beej.BeejPackets.LEAVE;
import static io.parley.dialect.beej.BeejPackets.MESSAGE;
import static io.parley.dialect.beej.BeejPackets.NICK;
import static io.parley.dialect.beej.BeejPackets.SERVER_NICK;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.dialect.CodedText;
import io.parley.dialect.LengthFraming;
import io.parley.dialect.PacketTable;
import io.parley.dialect.Received;
import io.parley.dialect.Side;
import io.parley.protocol.ClientMessage;
import io.parley.protocol.Nickname;
import io.parley.protocol.Problem;
import io.parley.protocol.Said;
import io.parley.protocol.ServerMessage;
import java.util.Map;
import org.apache.pekko.NotUsed;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.util.ByteString;

/**
 * What the server says to basic clients, which die on packets that they do not know: only join,
 * leave and chat go out.
 */
final class BeejServerSide
    implements Side<ServerMessage, ClientMessage>, ServerMessage.Handler<ByteString> {
  private final LengthFraming framing;
  private final BeejPackets packets;
  private final PacketTable<ClientMessage> table;

  BeejServerSide(ObjectMapper json, LengthFraming reading, LengthFraming writing) {
    this.framing = reading;
    this.packets = new BeejPackets(json, writing);
    this.table =
        new PacketTable<>(
            json,
            Map.of(
                HELLO, packet -> new ClientMessage.Hello(packet.string(NICK)),
                CHAT, packet -> new ClientMessage.Chat(packet.string(MESSAGE))));
  }

  @Override
  public ByteString encode(ServerMessage message) {
    return message.accept(this);
  }

  @Override
  public Flow<ByteString, Received<ClientMessage>, NotUsed> decoder() {
    return framing.decoder(table::read);
  }

  @Override
  public ByteString onJoined(ServerMessage.Joined joined) {
    return packets.frame(about(JOIN, joined.nickname()));
  }

  @Override
  public ByteString onLeft(ServerMessage.Left left) {
    return packets.frame(about(LEAVE, left.nickname()));
  }

  @Override
  public ByteString onChatted(ServerMessage.Chatted chatted) {
    return chat(chatted.nickname().value(), chatted.text().value());
  }

  @Override
  public ByteString onEmoted(ServerMessage.Emoted emoted) {
    return chat(EMOTE_NICK, emoted.nickname() + " " + emoted.text().value());
  }

  @Override
  public ByteString onPrivateMessage(ServerMessage.PrivateMessage message) {
    return chat(message.from() + ARROW + message.to(), message.text().value());
  }

  @Override
  public ByteString onNotice(ServerMessage.Notice notice) {
    return chat(SERVER_NICK, notice.text().value());
  }

  @Override
  public ByteString onRefused(ServerMessage.Refused refused) {
    Problem problem = refused.problem();
    if (problem.code() == Problem.Code.WRONG_DIALECT) {
      return ByteString.fromString(problem.message() + "\n"); // whom it is for cannot read frames
    }
    return chat(SERVER_NICK, CodedText.of(problem));
  }

  @Override
  public ByteString onNicknameRequested(ServerMessage.NicknameRequested requested) {
    return ByteString.emptyByteString(); // the client speaks first here
  }

  @Override
  public ByteString onWelcomed(ServerMessage.Welcomed welcomed) {
    return ByteString.emptyByteString(); // its own join tells a newcomer that it is in
  }

  @Override
  public ByteString onPresent(ServerMessage.Present present) {
    return ByteString.emptyByteString();
  }

  @Override
  public ByteString onPong(ServerMessage.Pong pong) {
    return ByteString.emptyByteString();
  }

  @Override
  public ByteString onGoodbye(ServerMessage.Goodbye goodbye) {
    return ByteString.emptyByteString();
  }

  private ByteString chat(String nick, String message) {
    return packets.frame(packets.packet(CHAT).put(NICK, nick).put(MESSAGE, message));
  }

  private ObjectNode about(String type, Nickname nickname) {
    return packets.packet(type).put(NICK, nickname.value());
  }

  @Override
  public ByteString onTopicSet(ServerMessage.TopicSet topic) {
    return onNotice(new ServerMessage.Notice(Said.inWords(topic)));
  }

  @Override
  public ByteString onAnswered(ServerMessage.Answered answered) {
    return answered.answer().inWords().stream()
        .map(words -> onNotice(new ServerMessage.Notice(words)))
        .reduce(ByteString.emptyByteString(), ByteString::concat);
  }
}
