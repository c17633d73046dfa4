package io.parley.connection;

import io.parley.dialect.Batch;
import io.parley.dialect.Dialect;
import io.parley.dialect.DialectCodec;
import io.parley.protocol.ClientMessage;
import io.parley.protocol.ServerMessage;
import io.parley.wire.flow.DecodeResult;
import org.apache.pekko.japi.Pair;
import org.apache.pekko.stream.javadsl.BidiFlow;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.stream.javadsl.Keep;
import org.apache.pekko.stream.javadsl.RunnableGraph;
import org.apache.pekko.util.ByteString;

/**
 * What the streams of all connections of a port are made from. What is made once, no log-in has to
 * make.
 *
 * <pre>
 *             +---------+             +------+             +--------+
 *   actor's ~>|         |~~~ bytes ~~>|      |~~~ bytes ~~>|        |
 *     end     | dialect |             | edge |             | socket |
 *           <~|         |<~~ bytes ~~~|      |<~~ bytes ~~~|        |
 *             +---------+             +------+             +--------+
 * </pre>
 */
public final class ConnectionBlueprint {
  /**
   * What a batch costs beside its bytes, about; it also bounds how many batches the bytes can be
   * divided into.
   */
  static final int OVERHEAD = 64;

  private static final BidiFlow<ByteString, ByteString, ByteString, ByteString, Edge.Control> EDGE =
      BidiFlow.fromGraph(new Edge());

  private final DialectCodec<ServerMessage, ClientMessage> side;
  private final Flow<DecodeResult<ClientMessage>, Batch<ServerMessage>, ActorEnd.Control> actorEnd;

  public ConnectionBlueprint(Dialect dialect, ConnectionSettings settings) {
    this.side = dialect.serverCodec();
    this.actorEnd =
        Flow.fromGraph(
            new ActorEnd(batch -> OVERHEAD + batch.encodedWith(side).size(), settings.maxOutbox()));
  }

  /** The stream of one connection. */
  RunnableGraph<Pair<ActorEnd.Control, Edge.Control>> over(Flow<ByteString, ByteString, ?> socket) {
    return actorEnd.joinMat(side.bidiFlow().atop(EDGE, Keep.right()), Keep.both()).join(socket);
  }
}
