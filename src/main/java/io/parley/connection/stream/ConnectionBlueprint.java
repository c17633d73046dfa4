package io.parley.connection.stream;

import io.parley.connection.ConnectionSettings;
import io.parley.connection.OutputBudget;
import io.parley.dialect.Dialect;
import io.parley.dialect.DialectCodec;
import io.parley.protocol.ClientMessage;
import io.parley.protocol.ServerMessage;
import io.parley.wire.flow.Batch;
import io.parley.wire.flow.BatchEncoder;
import io.parley.wire.flow.DecodeResult;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import javax.net.ssl.SSLEngine;
import org.apache.pekko.NotUsed;
import org.apache.pekko.japi.Pair;
import org.apache.pekko.stream.Attributes;
import org.apache.pekko.stream.javadsl.BidiFlow;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.stream.javadsl.Keep;
import org.apache.pekko.stream.javadsl.RunnableGraph;
import org.apache.pekko.util.ByteString;

/**
 * The parts of the streams of all connections of one port. They are made once per port.
 *
 * <pre>
 *             +---------+             +-----------+             +--------+
 *   actor   ~>|         |~~~ bytes ~~>| lingering |~~~ bytes ~~>|        |
 *   bridge    | dialect |             |   close   |             | socket |
 *           <~|         |<~~ bytes ~~~|           |<~~ bytes ~~~|        |
 *             +---------+             +-----------+             +--------+
 * </pre>
 *
 * Where the rates of input apply, an {@link InputRateStage} stands between the dialect and the
 * bridge, and a {@link ByteRateStage} between the lingering close and the dialect. On a port with
 * TLS, a {@link TlsStage} stands directly below the dialect: the rates count encrypted bytes, those
 * of the handshake too, and the lingering close sees what the socket does.
 */
public final class ConnectionBlueprint {
  /** The actor of the connection logs a failure, which Pekko would do for some stages only. */
  private static final Attributes NO_STAGE_LOG =
      Attributes.createLogLevels(
          Attributes.logLevelOff(), Attributes.logLevelOff(), Attributes.logLevelOff());

  private final DialectCodec<ServerMessage, ClientMessage> endpoint;
  private final Flow<DecodeResult<ClientMessage>, Batch<ServerMessage>, ActorBridgeStage.Control>
      actorBridge;
  private final BidiFlow<
          ByteString, ByteString, ByteString, ByteString, LingeringCloseStage.Control>
      lingeringClose;

  /** Empty on a port without TLS; then no stream has an operator for it. */
  private final Optional<BidiFlow<ByteString, ByteString, ByteString, ByteString, NotUsed>> tls;

  /**
   * The parts for a port without TLS.
   *
   * @param budget counts the send queues of all ports
   */
  public ConnectionBlueprint(Dialect dialect, ConnectionSettings settings, OutputBudget budget) {
    this(dialect, settings, budget, Optional.empty());
  }

  /**
   * The parts for a port with TLS.
   *
   * @param budget counts the send queues of all ports
   * @param engines makes the engine of a connection, for the server's side
   * @param handshakeTimeout the time from the connection to the end of the handshake
   */
  public static ConnectionBlueprint withTls(
      Dialect dialect,
      ConnectionSettings settings,
      OutputBudget budget,
      Supplier<SSLEngine> engines,
      Duration handshakeTimeout) {
    return new ConnectionBlueprint(
        dialect,
        settings,
        budget,
        Optional.of(BidiFlow.fromGraph(new TlsStage(engines, handshakeTimeout, budget))));
  }

  private ConnectionBlueprint(
      Dialect dialect,
      ConnectionSettings settings,
      OutputBudget budget,
      Optional<BidiFlow<ByteString, ByteString, ByteString, ByteString, NotUsed>> tls) {
    this.tls = tls;
    this.endpoint = dialect.serverCodec();
    this.actorBridge =
        Flow.fromGraph(
            new ActorBridgeStage(settings.maxSendQueue(), settings.maxPendingOutput(), budget));
    this.lingeringClose =
        BidiFlow.fromGraph(new LingeringCloseStage(settings.writeTimeout(), System::nanoTime));
  }

  /**
   * The stream of one connection.
   *
   * @param limit empty if the rates do not apply to it; then it has no operator for them
   */
  RunnableGraph<Pair<ActorBridgeStage.Control, LingeringCloseStage.Control>> graph(
      Flow<ByteString, ByteString, ?> socket, Optional<InputRateLimit> limit) {
    return limit
        .map(
            rates ->
                graph(
                    Flow.fromGraph(new InputRateStage(rates)).viaMat(actorBridge, Keep.right()),
                    BidiFlow.fromFlows(
                            Flow.<ByteString>create(), Flow.fromGraph(new ByteRateStage(rates)))
                        .atop(lingeringClose, Keep.right()),
                    socket))
        .orElseGet(() -> graph(actorBridge, lingeringClose, socket));
  }

  private RunnableGraph<Pair<ActorBridgeStage.Control, LingeringCloseStage.Control>> graph(
      Flow<DecodeResult<ClientMessage>, Batch<ServerMessage>, ActorBridgeStage.Control> bridge,
      BidiFlow<ByteString, ByteString, ByteString, ByteString, LingeringCloseStage.Control> close,
      Flow<ByteString, ByteString, ?> socket) {
    return bridge
        .joinMat(
            codec().atop(close, Keep.both()),
            (control, codecAndClose) -> {
              control.encodeWith(codecAndClose.first());
              return Pair.create(control, codecAndClose.second());
            })
        .join(socket)
        .addAttributes(NO_STAGE_LOG);
  }

  private BidiFlow<
          Batch<ServerMessage>,
          ByteString,
          ByteString,
          DecodeResult<ClientMessage>,
          Supplier<BatchEncoder<ServerMessage>>>
      codec() {
    return tls.map(layer -> endpoint.connectionFlow().atop(layer, Keep.left()))
        .orElseGet(endpoint::connectionFlow);
  }
}
