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
import io.parley.dialect.CodedText;
import io.parley.dialect.JsonPacket;
import io.parley.dialect.LengthFraming;
import io.parley.dialect.PacketTable;
import io.parley.dialect.Received;
import io.parley.dialect.Side;
import io.parley.protocol.ClientMessage;
import io.parley.protocol.Nickname;
import io.parley.protocol.RejectedException;
import io.parley.protocol.ServerMessage;
import io.parley.protocol.Text;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.pekko.NotUsed;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.util.ByteString;

/**
 * The mirror image of {@link BeejServerSide}. It reads other servers of this dialect too, whatever
 * they call people.
 */
final class BeejClientSide
    implements Side<ClientMessage, ServerMessage>, ClientMessage.Handler<ByteString> {
  private static final Pattern PRIVATE = Pattern.compile("(\\S+)" + ARROW + "(\\S+)");
  private static final Pattern EMOTE = Pattern.compile("(\\S+) (.*)", Pattern.DOTALL);

  private final LengthFraming framing;
  private final BeejPackets packets;
  private final PacketTable<ServerMessage> table;

  BeejClientSide(ObjectMapper json, LengthFraming framing) {
    this.framing = framing;
    this.packets = new BeejPackets(json, framing);
    this.table =
        new PacketTable<>(
            json,
            Map.of(
                JOIN, packet -> new ServerMessage.Joined(nickname(packet)),
                LEAVE, packet -> new ServerMessage.Left(nickname(packet)),
                CHAT, BeejClientSide::chat));
  }

  @Override
  public ByteString encode(ClientMessage message) {
    return message.accept(this);
  }

  @Override
  public Flow<ByteString, Received<ServerMessage>, NotUsed> decoder() {
    return framing.decoder(table::read);
  }

  @Override
  public ByteString onHello(ClientMessage.Hello hello) {
    return packets.frame(packets.packet(HELLO).put(NICK, hello.nickname()));
  }

  @Override
  public ByteString onChat(ClientMessage.Chat chat) {
    return packets.frame(packets.packet(CHAT).put(MESSAGE, chat.text()));
  }

  @Override
  public ByteString onPrivateMessage(ClientMessage.PrivateMessage message) {
    return ByteString.emptyByteString(); // no basic packet
  }

  @Override
  public ByteString onPing(ClientMessage.Ping ping) {
    return ByteString.emptyByteString();
  }

  @Override
  public ByteString onQuit(ClientMessage.Quit quit) {
    return ByteString.emptyByteString(); // closing says it
  }

  private static Nickname nickname(JsonPacket packet) throws RejectedException {
    return Nickname.foreign(packet.string(NICK));
  }

  private static ServerMessage chat(JsonPacket packet) throws RejectedException {
    String nick = packet.string(NICK);
    String message = packet.string(MESSAGE);
    if (nick.equals(SERVER_NICK)) {
      return CodedText.read(message);
    }
    Matcher emote = EMOTE.matcher(message);
    if (nick.equals(EMOTE_NICK) && emote.matches()) {
      return new ServerMessage.Emoted(Nickname.foreign(emote.group(1)), Text.clean(emote.group(2)));
    }
    Matcher names = PRIVATE.matcher(nick);
    return names.matches()
        ? new ServerMessage.PrivateMessage(
            Nickname.foreign(names.group(1)), Nickname.foreign(names.group(2)), Text.clean(message))
        : new ServerMessage.Chatted(nickname(packet), Text.clean(message));
  }

  @Override
  public ByteString onAsked(ClientMessage.Asked asked) {
    return ByteString.emptyByteString(); // no packet
  }
}
