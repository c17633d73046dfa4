package io.parley.dialect.nickname;

import io.parley.dialect.Batch;
import io.parley.dialect.ChineseWords;
import io.parley.dialect.Codec;
import io.parley.dialect.Received;
import io.parley.dialect.Side;
import io.parley.protocol.ClientMessage;
import io.parley.protocol.ServerMessage;
import io.parley.protocol.Text;
import org.apache.pekko.NotUsed;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.util.ByteString;

/**
 * Tells a member once more, in a {@code system} packet, what came in a packet that the original
 * client does not know: it shows no {@code private}, and no {@code error} after it is in.
 */
final class Retelling implements Side<ServerMessage, ClientMessage> {
  private final NicknameServerSide plain;

  Retelling(NicknameServerSide plain) {
    this.plain = plain;
  }

  /** What one connection says and hears. */
  Codec<ServerMessage, ClientMessage> codec(ClientPackets reading) {
    return new Talk(reading);
  }

  @Override
  public ByteString encode(ServerMessage message) {
    ByteString packet = plain.encode(message);
    if (message instanceof ServerMessage.PrivateMessage said) {
      return packet.concat(
          notice("[私聊] " + said.from() + " -> " + said.to() + ": " + said.text().value()));
    }
    return message instanceof ServerMessage.Refused refused
            && !NicknameServerSide.isIgnored(refused.problem())
        ? packet.concat(notice("⚠️ " + ChineseWords.of(refused.problem())))
        : packet;
  }

  @Override
  public Flow<ByteString, Received<ClientMessage>, NotUsed> decoder() {
    return plain.decoder();
  }

  /** What nearly no batch has, so that nearly all are encoded once for the whole dialect. */
  private static boolean isUnknown(ServerMessage message) {
    return message instanceof ServerMessage.PrivateMessage
        || message instanceof ServerMessage.Refused;
  }

  private ByteString notice(String text) {
    return plain.encode(new ServerMessage.Notice(Text.clean(text)));
  }

  /** Nothing is told twice before one is in, nor to a client that knows those packets. */
  private final class Talk implements Codec<ServerMessage, ClientMessage> {
    private final ClientPackets reading;
    private boolean member;
    private boolean extended;

    Talk(ClientPackets reading) {
      this.reading = reading;
    }

    @Override
    public ByteString encode(Batch<ServerMessage> batch) {
      if (!member) {
        member = batch.messages().stream().anyMatch(ServerMessage.Welcomed.class::isInstance);
      }
      boolean again =
          member && !extended && batch.messages().stream().anyMatch(Retelling::isUnknown);
      return batch.encodedBy(again ? Retelling.this : plain).whole();
    }

    @Override
    public Received<ClientMessage> decode(ByteString payload) {
      return reading.read(payload, knowsMore -> extended = knowsMore);
    }
  }
}
