package io.parley.dialect.beej;

import io.parley.dialect.DialectCodec;
import io.parley.protocol.ClientMessage;
import io.parley.protocol.Problem;
import io.parley.protocol.ServerMessage;
import io.parley.wire.flow.DecodeResult;
import org.apache.pekko.NotUsed;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.util.ByteString;

/** What the server reads from all clients, and what it says to none. */
abstract class BeejServerCodec
    implements DialectCodec<ServerMessage, ClientMessage>, ServerMessage.Handler<ByteString> {
  private final BeejClientPacketReader packetReader;

  BeejServerCodec(BeejClientPacketReader reading) {
    this.packetReader = reading;
  }

  /** What a refusal is here, unless it is for a peer that reads no frames. */
  abstract ByteString refusal(Problem problem);

  @Override
  public final ByteString encode(ServerMessage message) {
    return message.accept(this);
  }

  @Override
  public final Flow<ByteString, DecodeResult<ClientMessage>, NotUsed> decoder() {
    return packetReader.framing().decoder(payload -> packetReader.read(payload, () -> {}));
  }

  @Override
  public final ByteString onRefused(ServerMessage.Refused refused) {
    Problem problem = refused.problem();
    return problem.code() == Problem.Code.WRONG_DIALECT
        ? ByteString.fromString(problem.message() + "\n")
        : refusal(problem);
  }

  @Override
  public final ByteString onNicknameRequested(ServerMessage.NicknameRequested requested) {
    return ByteString.emptyByteString(); // the client speaks first here
  }

  @Override
  public final ByteString onWelcomed(ServerMessage.Welcomed welcomed) {
    return ByteString.emptyByteString(); // its own join tells a newcomer that it is in
  }

  @Override
  public final ByteString onGoodbye(ServerMessage.Goodbye goodbye) {
    return ByteString.emptyByteString();
  }
}
