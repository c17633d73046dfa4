package io.parley.dialect.beej;

import io.parley.dialect.FramedDialectCodec;
import io.parley.protocol.ClientMessage;
import io.parley.protocol.Problem;
import io.parley.protocol.ServerMessage;
import io.parley.wire.flow.Batch;
import io.parley.wire.flow.BatchEncoder;
import io.parley.wire.flow.DecodeResult;
import io.parley.wire.flow.InputMemory;
import io.parley.wire.framing.ConnectionCodec;
import io.parley.wire.framing.FramedCodec;
import io.parley.wire.framing.LengthFraming;
import java.util.function.Supplier;
import org.apache.pekko.NotUsed;
import org.apache.pekko.stream.javadsl.BidiFlow;
import org.apache.pekko.util.ByteString;

/** The part of the server side that basic and extended clients share. */
abstract class BeejServerCodec
    implements FramedDialectCodec<ServerMessage, ClientMessage>, ServerMessage.Handler<ByteString> {
  private final BeejClientPacketReader packetReader;
  private final BidiFlow<
          Batch<ServerMessage>,
          ByteString,
          ByteString,
          DecodeResult<ClientMessage>,
          Supplier<BatchEncoder<ServerMessage>>>
      connectionFlow;

  BeejServerCodec(BeejClientPacketReader packetReader, InputMemory inputMemory) {
    this.packetReader = packetReader;
    this.connectionFlow =
        FramedCodec.connectionFlow(
            packetReader.framing(), this::createConnectionCodec, inputMemory);
  }

  /** The packet of a refusal. */
  abstract ByteString refusal(Problem problem);

  /** The codec of a new connection. */
  abstract ConnectionCodec<ServerMessage, ClientMessage> createConnectionCodec();

  @Override
  public final ByteString encode(ServerMessage message) {
    return message.accept(this);
  }

  @Override
  public final BidiFlow<
          Batch<ServerMessage>, ByteString, ByteString, DecodeResult<ClientMessage>, NotUsed>
      bidiFlow() {
    return connectionFlow.mapMaterializedValue(encoder -> NotUsed.getInstance());
  }

  @Override
  public final BidiFlow<
          Batch<ServerMessage>,
          ByteString,
          ByteString,
          DecodeResult<ClientMessage>,
          Supplier<BatchEncoder<ServerMessage>>>
      connectionFlow() {
    return connectionFlow;
  }

  final BeejClientPacketReader packetReader() {
    return packetReader;
  }

  @Override
  public final ByteString onRefused(ServerMessage.Refused refused) {
    Problem problem = refused.problem();
    return problem.code() == Problem.Code.WRONG_DIALECT
        ? LengthFraming.unframedAnswer(problem)
        : refusal(problem);
  }

  @Override
  public final ByteString onPasswordRequested(ServerMessage.PasswordRequested requested) {
    return ByteString.emptyByteString(); // the refusal says so
  }

  @Override
  public final ByteString onNicknameRequested(ServerMessage.NicknameRequested requested) {
    return ByteString.emptyByteString(); // the client registers unasked
  }

  @Override
  public ByteString onWelcomed(ServerMessage.Welcomed welcomed) {
    return ByteString.emptyByteString(); // the client's own join is the confirmation
  }

  @Override
  public final ByteString onGoodbye(ServerMessage.Goodbye goodbye) {
    return ByteString.emptyByteString();
  }
}
