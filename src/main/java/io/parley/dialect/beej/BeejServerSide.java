package io.parley.dialect.beej;

import io.parley.dialect.Received;
import io.parley.dialect.Side;
import io.parley.protocol.ClientMessage;
import io.parley.protocol.Problem;
import io.parley.protocol.ServerMessage;
import org.apache.pekko.NotUsed;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.util.ByteString;

/** What the server reads from all clients, and what it says to none. */
abstract class BeejServerSide
    implements Side<ServerMessage, ClientMessage>, ServerMessage.Handler<ByteString> {
  private final ClientPackets reading;

  BeejServerSide(ClientPackets reading) {
    this.reading = reading;
  }

  /** What a refusal is here, unless it is for a peer that reads no frames. */
  abstract ByteString refusal(Problem problem);

  @Override
  public final ByteString encode(ServerMessage message) {
    return message.accept(this);
  }

  @Override
  public final Flow<ByteString, Received<ClientMessage>, NotUsed> decoder() {
    return reading.framing().decoder(payload -> reading.read(payload, () -> {}));
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
