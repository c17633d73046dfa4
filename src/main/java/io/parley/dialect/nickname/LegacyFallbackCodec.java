package io.parley.dialect.nickname;

import io.parley.dialect.FramedDialectCodec;
import io.parley.protocol.ClientMessage;
import io.parley.protocol.ServerMessage;
import io.parley.protocol.Text;
import io.parley.wire.flow.Batch;
import io.parley.wire.flow.BatchEncoder;
import io.parley.wire.flow.DecodeResult;
import io.parley.wire.flow.EncodedFrames;
import io.parley.wire.framing.ConnectionCodec;
import io.parley.wire.text.ChineseErrorText;
import java.util.List;
import org.apache.pekko.util.ByteString;

/**
 * Repeats private messages and refusals in a {@code system} packet, for the original client: it
 * shows no {@code private} packet, and no {@code error} packet after registration.
 */
final class LegacyFallbackCodec implements BatchEncoder<ServerMessage> {
  private final FramedDialectCodec<ServerMessage, ClientMessage> standardCodec;

  /**
   * @param standardCodec encodes the messages without a fallback
   */
  LegacyFallbackCodec(FramedDialectCodec<ServerMessage, ClientMessage> standardCodec) {
    this.standardCodec = standardCodec;
  }

  /** The codec of a new connection. */
  ConnectionCodec<ServerMessage, ClientMessage> createConnectionCodec(
      NicknameClientPacketReader packetReader) {
    return new FallbackSelector(packetReader);
  }

  @Override
  public EncodedFrames encodeAll(List<? extends ServerMessage> messages) {
    return EncodedFrames.ofMessages(messages.stream().map(this::encode).toList());
  }

  private ByteString encode(ServerMessage message) {
    ByteString packet = standardCodec.encode(message);
    if (message instanceof ServerMessage.PrivateMessage sent) {
      return packet.concat(
          notice("[私聊] " + sent.from() + " -> " + sent.to() + ": " + sent.text().value()));
    }
    return message instanceof ServerMessage.Refused refused && packet.nonEmpty()
        ? packet.concat(notice("⚠️ " + ChineseErrorText.format(refused.problem())))
        : packet;
  }

  /** Such messages are rare, so that nearly all batches are encoded once for all clients. */
  private static boolean needsFallback(ServerMessage message) {
    return message instanceof ServerMessage.PrivateMessage
        || message instanceof ServerMessage.Refused;
  }

  private ByteString notice(String text) {
    return standardCodec.encode(new ServerMessage.Notice(Text.sanitize(text)));
  }

  /** Repeats nothing before registration, nor for a client that knows those packets. */
  private final class FallbackSelector implements ConnectionCodec<ServerMessage, ClientMessage> {
    private final NicknameClientPacketReader packetReader;
    private boolean registered;
    private boolean extended;

    FallbackSelector(NicknameClientPacketReader packetReader) {
      this.packetReader = packetReader;
    }

    @Override
    public ByteString encode(Batch<ServerMessage> batch) {
      if (!registered) {
        registered = batch.messages().stream().anyMatch(ServerMessage.Welcomed.class::isInstance);
      }
      boolean fallback =
          registered
              && !extended
              && batch.messages().stream().anyMatch(LegacyFallbackCodec::needsFallback);
      return batch.encodedWith(fallback ? LegacyFallbackCodec.this : standardCodec).bytes();
    }

    @Override
    public BatchEncoder<ServerMessage> encoder() {
      return standardCodec;
    }

    @Override
    public DecodeResult<ClientMessage> decode(ByteString payload) {
      return packetReader.read(payload, isExtended -> extended = isExtended);
    }
  }
}
