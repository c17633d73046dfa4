package io.parley.dialect.nickname;

import io.parley.dialect.DialectCodec;
import io.parley.protocol.ClientMessage;
import io.parley.protocol.ServerMessage;
import io.parley.protocol.Text;
import io.parley.wire.flow.Batch;
import io.parley.wire.flow.DecodeResult;
import io.parley.wire.framing.ConnectionCodec;
import io.parley.wire.text.ChineseErrorText;
import org.apache.pekko.NotUsed;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.util.ByteString;

/**
 * Tells a member once more, in a {@code system} packet, what came in a packet that the original
 * client does not know: it shows no {@code private}, and no {@code error} after it is in.
 */
final class LegacyFallbackCodec implements DialectCodec<ServerMessage, ClientMessage> {
  private final NicknameServerCodec standardCodec;

  LegacyFallbackCodec(NicknameServerCodec plain) {
    this.standardCodec = plain;
  }

  /** What one connection says and hears. */
  ConnectionCodec<ServerMessage, ClientMessage> codec(NicknameClientPacketReader reading) {
    return new FallbackSelector(reading);
  }

  @Override
  public ByteString encode(ServerMessage message) {
    ByteString packet = standardCodec.encode(message);
    if (message instanceof ServerMessage.PrivateMessage said) {
      return packet.concat(
          notice("[私聊] " + said.from() + " -> " + said.to() + ": " + said.text().value()));
    }
    return message instanceof ServerMessage.Refused refused
            && !NicknameServerCodec.isIgnored(refused.problem())
        ? packet.concat(notice("⚠️ " + ChineseErrorText.format(refused.problem())))
        : packet;
  }

  @Override
  public Flow<ByteString, DecodeResult<ClientMessage>, NotUsed> decoder() {
    return standardCodec.decoder();
  }

  /** What nearly no batch has, so that nearly all are encoded once for the whole dialect. */
  private static boolean needsFallback(ServerMessage message) {
    return message instanceof ServerMessage.PrivateMessage
        || message instanceof ServerMessage.Refused;
  }

  private ByteString notice(String text) {
    return standardCodec.encode(new ServerMessage.Notice(Text.sanitize(text)));
  }

  /** Nothing is told twice before one is in, nor to a client that knows those packets. */
  private final class FallbackSelector implements ConnectionCodec<ServerMessage, ClientMessage> {
    private final NicknameClientPacketReader reading;
    private boolean member;
    private boolean extended;

    FallbackSelector(NicknameClientPacketReader reading) {
      this.reading = reading;
    }

    @Override
    public ByteString encode(Batch<ServerMessage> batch) {
      if (!member) {
        member = batch.messages().stream().anyMatch(ServerMessage.Welcomed.class::isInstance);
      }
      boolean again =
          member
              && !extended
              && batch.messages().stream().anyMatch(LegacyFallbackCodec::needsFallback);
      return batch.encodedWith(again ? LegacyFallbackCodec.this : standardCodec).bytes();
    }

    @Override
    public DecodeResult<ClientMessage> decode(ByteString payload) {
      return reading.read(payload, knowsMore -> extended = knowsMore);
    }
  }
}
