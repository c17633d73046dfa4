package io.parley.dialect.beej;

import static io.parley.dialect.beej.BeejPackets.CHAT;
import static io.parley.dialect.beej.BeejPackets.HELLO;
import static io.parley.dialect.beej.BeejPackets.JOIN;
import static io.parley.dialect.beej.BeejPackets.LEAVE;
import static io.parley.dialect.beej.BeejPackets.MESSAGE;
import static io.parley.dialect.beej.BeejPackets.NICK;
import static io.parley.dialect.beej.BeejPackets.SERVER_NICK;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.parley.dialect.JsonPacket;
import io.parley.dialect.LengthFraming;
import io.parley.dialect.PacketTable;
import io.parley.dialect.Received;
import io.parley.dialect.Side;
import io.parley.protocol.ClientMessage;
import io.parley.protocol.Nickname;
import io.parley.protocol.Problem;
import io.parley.protocol.RejectedException;
import io.parley.protocol.ServerMessage;
import io.parley.protocol.Text;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.pekko.NotUsed;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.util.ByteString;

/**
 * The mirror image of {@link BeejServerSide}. It reads other servers of this dialect too, whatever
 * they call people.
 */
final class BeejClientSide
    implements Side<ClientMessage, ServerMessage>, ClientMessage.Handler<ByteString> {
  private static final Pattern REFUSAL = Pattern.compile("(.*) \\[([A-Z0-9_]+)]", Pattern.DOTALL);
  private static final Map<String, Problem.Code> CODES =
      Arrays.stream(Problem.Code.values())
          .collect(Collectors.toMap(Enum::name, Function.identity()));

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

  private static Nickname nickname(JsonPacket packet) throws RejectedException {
    return Nickname.foreign(packet.string(NICK));
  }

  private static ServerMessage chat(JsonPacket packet) throws RejectedException {
    String message = packet.string(MESSAGE);
    return packet.string(NICK).equals(SERVER_NICK)
        ? fromServer(message)
        : new ServerMessage.Chatted(nickname(packet), Text.clean(message));
  }

  private static ServerMessage fromServer(String message) {
    Matcher refusal = REFUSAL.matcher(message);
    Problem.Code code = refusal.matches() ? CODES.get(refusal.group(2)) : null;
    return code == null
        ? new ServerMessage.Notice(Text.clean(message))
        : new ServerMessage.Refused(new Problem(code, refusal.group(1)));
  }
}
