package io.parley.server;

import io.parley.address.AddressSlot;
import io.parley.connection.ChatServices;
import io.parley.connection.ConnectionActor;
import io.parley.connection.ConnectionSettings;
import io.parley.connection.OutputBudget;
import io.parley.connection.Peer;
import io.parley.connection.stream.ConnectionBlueprint;
import io.parley.connection.stream.ConnectionStream;
import io.parley.connection.stream.InputRateLimit;
import io.parley.dialect.Dialect;
import io.parley.protocol.Problem;
import io.parley.tls.ServerCertificate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;
import org.apache.pekko.NotUsed;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.apache.pekko.stream.ActorAttributes;
import org.apache.pekko.stream.Materializer;
import org.apache.pekko.stream.StreamTcpException;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.stream.javadsl.Keep;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.stream.javadsl.Tcp;
import org.apache.pekko.stream.javadsl.Tcp.IncomingConnection;
import org.apache.pekko.stream.javadsl.Tcp.ServerBinding;
import org.apache.pekko.stream.typed.javadsl.ActorSink;
import org.apache.pekko.util.ByteString;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Accepts the connections of one port, one at a time, and is the parent of their actors.
 *
 * <ol>
 *   <li>The next connection is accepted only after an {@code Ack}.
 *   <li>{@link ConnectionAdmission} decides whether it is served, is told why not and closed, or is
 *       reset, which takes the least work. While {@link ConnectionLimit#maxRefusals} connections
 *       are being told, no further one is accepted.
 *   <li>A connection counts until its stream has ended.
 * </ol>
 */
final class Listener extends AbstractBehavior<Listener.Command> {
  private static final Logger log = LoggerFactory.getLogger(Listener.class);

  /** The dispatcher of this actor and its stream, in pekko.conf. */
  static final String DISPATCHER = "parley-accept-dispatcher";

  /** A failure of the output resets the connection. */
  private static final Flow<ByteString, ByteString, NotUsed> RESET =
      Flow.fromSinkAndSource(
          Sink.cancelled(), Source.failed(new StreamTcpException("too many refusals")));

  sealed interface Command {}

  /** Frees the port. The reply is {@link Unbound}. */
  record Unbind(ActorRef<Unbound> replyTo) implements Command {}

  /** Closes all connections. The reply is {@link Drained}, when the last one has ended. */
  record Drain(Problem reason, ActorRef<Drained> replyTo) implements Command {}

  /** Changes the settings of the next connections. */
  record Configure(ConnectionSettings settings) implements Command {}

  /** The port is free. */
  record Unbound() {}

  /** All connections of this port have ended. */
  record Drained() {}

  /** The result of binding the port: an address or a failure. */
  record BindResult(
      ListenerSettings settings, Optional<ListenerAddress> address, Optional<Throwable> failure) {}

  private record Bound(ServerBinding binding) implements Command {}

  private record BindFailed(Throwable cause) implements Command {}

  private record AcceptReady(ActorRef<Ack> ackTo) implements Command {}

  private record Accepted(IncomingConnection incoming, ActorRef<Ack> ackTo) implements Command {}

  private enum AcceptEnded implements Command {
    INSTANCE
  }

  private record AcceptFailed(Throwable cause) implements Command {}

  private record ServedStreamEnded(AddressSlot slot) implements Command {}

  private enum RefusedStreamEnded implements Command {
    INSTANCE
  }

  private record UnbindCompleted(ActorRef<Unbound> replyTo) implements Command {}

  private enum Ack {
    INSTANCE
  }

  private final ListenerSettings listenerSettings;
  private final ServerSettings settings;
  private final Dialect dialect;
  private final ConnectionBlueprint blueprint;
  private ConnectionSettings connectionSettings;
  private final ChatServices services;
  private final ConnectionAdmission admission;
  private final OutputBudget budget;
  private final RefusedConnections refusedConnections;
  private final LongSupplier connectionIds;
  private final ActorRef<BindResult> bindResultReplyTo;
  private Optional<ServerBinding> binding = Optional.empty();
  private Optional<ActorRef<Drained>> drainedReplyTo = Optional.empty();
  private Optional<ActorRef<Ack>> pendingAck = Optional.empty();
  private int activeConnections;

  private Listener(
      ActorContext<Command> context,
      ListenerSettings listenerSettings,
      ServerSettings settings,
      Dialect dialect,
      Optional<ServerCertificate> certificate,
      ChatServices services,
      ConnectionAdmission admission,
      OutputBudget budget,
      LongSupplier connectionIds,
      ActorRef<BindResult> bindResultReplyTo) {
    super(context);
    this.listenerSettings = listenerSettings;
    this.settings = settings;
    this.dialect = dialect;
    this.blueprint =
        certificate
            .map(
                current ->
                    ConnectionBlueprint.withTls(
                        dialect,
                        settings.connection(),
                        budget,
                        current::newEngine,
                        settings.tls().handshakeTimeout()))
            .orElseGet(() -> new ConnectionBlueprint(dialect, settings.connection(), budget));
    this.connectionSettings = settings.connection();
    this.services = services;
    this.admission = admission;
    this.budget = budget;
    this.refusedConnections = new RefusedConnections(admission.maxRefusals());
    this.connectionIds = connectionIds;
    this.bindResultReplyTo = bindResultReplyTo;
    context.pipeToSelf(
        bind(),
        (binding, failure) -> failure == null ? new Bound(binding) : new BindFailed(failure));
  }

  /**
   * Creates the actor, which binds its port at once.
   *
   * @param certificate shared by all listeners with TLS; empty for a listener without TLS
   * @param admission shared by all listeners
   * @param budget shared by all listeners
   * @param connectionIds gives the next id of a connection; shared by all listeners
   */
  static Behavior<Command> create(
      ListenerSettings listenerSettings,
      ServerSettings settings,
      Dialect dialect,
      Optional<ServerCertificate> certificate,
      ChatServices services,
      ConnectionAdmission admission,
      OutputBudget budget,
      LongSupplier connectionIds,
      ActorRef<BindResult> bindResultReplyTo) {
    return Behaviors.setup(
        context ->
            new Listener(
                context,
                listenerSettings,
                settings,
                dialect,
                certificate,
                services,
                admission,
                budget,
                connectionIds,
                bindResultReplyTo));
  }

  @Override
  public Receive<Command> createReceive() {
    return newReceiveBuilder()
        .onMessage(Bound.class, this::onBound)
        .onMessage(BindFailed.class, this::onBindFailed)
        .onMessage(AcceptReady.class, this::onAcceptReady)
        .onMessage(Accepted.class, this::onAccepted)
        .onMessage(ServedStreamEnded.class, this::onServedStreamEnded)
        .onMessage(RefusedStreamEnded.class, this::onRefusedStreamEnded)
        .onMessage(AcceptFailed.class, this::onAcceptFailed)
        .onMessageEquals(AcceptEnded.INSTANCE, () -> this)
        .onMessage(Configure.class, this::onConfigure)
        .onMessage(Unbind.class, this::onUnbind)
        .onMessage(UnbindCompleted.class, this::onUnbindCompleted)
        .onMessage(Drain.class, this::onDrain)
        .build();
  }

  private Behavior<Command> onBound(Bound bound) {
    binding = Optional.of(bound.binding());
    ListenerAddress address =
        new ListenerAddress(
            listenerSettings.dialect(),
            listenerSettings.host(),
            bound.binding().localAddress(),
            listenerSettings.tls());
    log.debug("Listening: {}", address);
    bindResultReplyTo.tell(
        new BindResult(listenerSettings, Optional.of(address), Optional.empty()));
    return this;
  }

  private Behavior<Command> onBindFailed(BindFailed failed) {
    bindResultReplyTo.tell(
        new BindResult(listenerSettings, Optional.empty(), Optional.of(failed.cause())));
    return this;
  }

  private Behavior<Command> onAcceptReady(AcceptReady ready) {
    pendingAck = Optional.of(ready.ackTo());
    return acceptNext();
  }

  private Behavior<Command> onAccepted(Accepted accepted) {
    IncomingConnection incoming = accepted.incoming();
    ConnectionAdmission.Result result = admission.admit(incoming.remoteAddress().getAddress());
    if (result instanceof ConnectionAdmission.Serve serve) {
      serve(incoming, serve.slot());
    } else if (result instanceof ConnectionAdmission.Refuse refuse) {
      refuse(incoming, refuse);
    } else {
      incoming.handleWith(RESET, Materializer.matFromSystem(getContext().getSystem()));
    }
    pendingAck = Optional.of(accepted.ackTo());
    return acceptNext();
  }

  private Behavior<Command> onServedStreamEnded(ServedStreamEnded ended) {
    activeConnections--;
    admission.release(ended.slot());
    return replyIfDrained();
  }

  private Behavior<Command> onRefusedStreamEnded(RefusedStreamEnded ended) {
    refusedConnections.streamEnded();
    acceptNext();
    return replyIfDrained();
  }

  private Behavior<Command> onAcceptFailed(AcceptFailed failed) {
    if (binding.isPresent()) { // a failed bind is reported by its BindResult
      log.error("{}: accepting connections has failed", listenerSettings, failed.cause());
    }
    return this;
  }

  private Behavior<Command> onConfigure(Configure configure) {
    connectionSettings = configure.settings();
    return this;
  }

  private Behavior<Command> onUnbind(Unbind unbind) {
    if (binding.isEmpty()) {
      unbind.replyTo().tell(new Unbound());
      return this;
    }
    getContext()
        .pipeToSelf(
            binding.get().unbind(), (done, failure) -> new UnbindCompleted(unbind.replyTo()));
    return this;
  }

  private Behavior<Command> onUnbindCompleted(UnbindCompleted completed) {
    completed.replyTo().tell(new Unbound());
    return this;
  }

  private Behavior<Command> onDrain(Drain drain) {
    drainedReplyTo = Optional.of(drain.replyTo());
    getContext()
        .getChildren()
        .forEach(
            child ->
                child
                    .<ConnectionActor.Command>unsafeUpcast()
                    .tell(new ConnectionActor.Close(drain.reason())));
    return replyIfDrained();
  }

  private CompletionStage<ServerBinding> bind() {
    return Tcp.get(getContext().getSystem())
        .bind(
            listenerSettings.host(),
            listenerSettings.port(),
            settings.acceptBacklog(),
            List.of(new KeepAlive(settings.keepAlive())),
            true, // half close: a client gets answers to messages from before the end of its output
            Optional.empty())
        .toMat(
            ActorSink.actorRefWithBackpressure(
                getContext().getSelf(),
                (ActorRef<Ack> ackTo, IncomingConnection incoming) -> new Accepted(incoming, ackTo),
                AcceptReady::new,
                Ack.INSTANCE,
                AcceptEnded.INSTANCE,
                AcceptFailed::new),
            Keep.left())
        .withAttributes(ActorAttributes.dispatcher(DISPATCHER))
        .run(Materializer.matFromSystem(getContext().getSystem()));
  }

  private void serve(IncomingConnection incoming, AddressSlot slot) {
    Peer peer = peer(incoming, slot);
    ConnectionStream stream = stream(incoming, admission.rateLimit(slot));
    activeConnections++;
    getContext().pipeToSelf(stream.done(), (done, never) -> new ServedStreamEnded(slot));
    getContext()
        .spawnAnonymous(
            ConnectionActor.create(
                peer, stream, dialect.registration(), services, connectionSettings, budget));
  }

  private void refuse(IncomingConnection incoming, ConnectionAdmission.Refuse refuse) {
    ConnectionStream stream = stream(incoming, Optional.empty());
    getContext().pipeToSelf(stream.done(), (done, never) -> RefusedStreamEnded.INSTANCE);
    refusedConnections.refuse(peer(incoming, AddressSlot.exempt()), stream, refuse);
  }

  private Peer peer(IncomingConnection incoming, AddressSlot slot) {
    return new Peer(connectionIds.getAsLong(), incoming.remoteAddress(), slot);
  }

  private ConnectionStream stream(IncomingConnection incoming, Optional<InputRateLimit> rateLimit) {
    return new ConnectionStream(
        incoming.flow(), blueprint, rateLimit, connectionSettings, getContext().getSystem());
  }

  /** Asks for the next connection, unless too many are being refused. */
  private Behavior<Command> acceptNext() {
    if (!refusedConnections.isFull()) {
      pendingAck.ifPresent(ackTo -> ackTo.tell(Ack.INSTANCE));
      pendingAck = Optional.empty();
    }
    return this;
  }

  private Behavior<Command> replyIfDrained() {
    if (drainedReplyTo.isPresent() && activeConnections + refusedConnections.open() == 0) {
      drainedReplyTo.get().tell(new Drained());
      drainedReplyTo = Optional.empty();
    }
    return this;
  }
}
