package io.parley.server;

import io.parley.connection.ConnectionActor;
import io.parley.connection.Peer;
import io.parley.connection.stream.ConnectionBlueprint;
import io.parley.connection.stream.ConnectionStream;
import io.parley.dialect.Dialect;
import io.parley.protocol.Problem;
import io.parley.protocol.ServerMessage;
import io.parley.room.RoomActors;
import io.parley.wire.flow.Batch;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.apache.pekko.stream.ActorAttributes;
import org.apache.pekko.stream.Materializer;
import org.apache.pekko.stream.javadsl.Keep;
import org.apache.pekko.stream.javadsl.Tcp;
import org.apache.pekko.stream.javadsl.Tcp.IncomingConnection;
import org.apache.pekko.stream.javadsl.Tcp.ServerBinding;
import org.apache.pekko.stream.typed.javadsl.ActorSink;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One port: accepts connections, one at a time, and is the parent of their actors. */
final class Listener extends AbstractBehavior<Listener.Command> {
  private static final Logger log = LoggerFactory.getLogger(Listener.class);

  /** Where this actor and its stream run, in pekko.conf. */
  static final String DISPATCHER = "parley-accept-dispatcher";

  private static final AtomicLong LAST_CONNECTION_ID = new AtomicLong();

  sealed interface Command {}

  /** Accepts nobody any more. */
  record Unbind(ActorRef<Listener.Unbound> replyTo) implements Command {}

  /** Ends every connection, and answers when the last one is gone. */
  record Drain(Problem reason, ActorRef<Listener.Drained> replyTo) implements Command {}

  /** The port is free. */
  record Unbound() {}

  /** No connection of this port is left. */
  record Drained() {}

  /** What became of binding the port. */
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

  private enum StreamEnded implements Command {
    SERVED,
    REFUSED
  }

  private record UnbindCompleted(ActorRef<Listener.Unbound> replyTo) implements Command {}

  private enum Ack {
    INSTANCE
  }

  private final ListenerSettings listenerSettings;
  private final ServerSettings settings;
  private final Dialect dialect;
  private final ConnectionBlueprint blueprint;
  private final RoomActors roomActors;
  private final ConnectionLimit connectionLimit;
  private final ActorRef<BindResult> bindResultReplyTo;
  private Optional<ServerBinding> binding = Optional.empty();
  private Optional<ActorRef<Drained>> drainedReplyTo = Optional.empty();
  private Optional<ActorRef<Ack>> pendingAck = Optional.empty();
  private int activeConnections;
  private int activeRefusals;

  private Listener(
      ActorContext<Command> context,
      ListenerSettings listening,
      ServerSettings settings,
      Dialect dialect,
      RoomActors venue,
      ConnectionLimit seats,
      ActorRef<BindResult> startedTo) {
    super(context);
    this.listenerSettings = listening;
    this.settings = settings;
    this.dialect = dialect;
    this.blueprint = new ConnectionBlueprint(dialect, settings.connection());
    this.roomActors = venue;
    this.connectionLimit = seats;
    this.bindResultReplyTo = startedTo;
    context.pipeToSelf(
        bind(), (bound, failure) -> failure == null ? new Bound(bound) : new BindFailed(failure));
  }

  static Behavior<Command> create(
      ListenerSettings listening,
      ServerSettings settings,
      Dialect dialect,
      RoomActors venue,
      ConnectionLimit seats,
      ActorRef<BindResult> startedTo) {
    return Behaviors.setup(
        context -> new Listener(context, listening, settings, dialect, venue, seats, startedTo));
  }

  @Override
  public Receive<Command> createReceive() {
    return newReceiveBuilder()
        .onMessage(Bound.class, this::onBound)
        .onMessage(BindFailed.class, this::onBindFailed)
        .onMessage(AcceptReady.class, this::onAcceptReady)
        .onMessage(Accepted.class, this::onAccepted)
        .onMessage(StreamEnded.class, this::onStreamEnded)
        .onMessage(AcceptFailed.class, this::onAcceptFailed)
        .onMessageEquals(AcceptEnded.INSTANCE, () -> this)
        .onMessage(Unbind.class, this::onUnbind)
        .onMessage(UnbindCompleted.class, this::onUnbindCompleted)
        .onMessage(Drain.class, this::onDrain)
        .build();
  }

  private Behavior<Command> onBound(Bound bound) {
    binding = Optional.of(bound.binding());
    ListenerAddress endpoint =
        new ListenerAddress(
            listenerSettings.dialect(), listenerSettings.host(), bound.binding().localAddress());
    log.debug("listening: {}", endpoint);
    bindResultReplyTo.tell(
        new BindResult(listenerSettings, Optional.of(endpoint), Optional.empty()));
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
    Peer peer = new Peer(LAST_CONNECTION_ID.incrementAndGet(), incoming.remoteAddress());
    ConnectionStream stream =
        new ConnectionStream(
            incoming.flow(), blueprint, settings.connection(), getContext().getSystem());
    if (connectionLimit.tryAcquire()) {
      serve(peer, stream);
    } else {
      refuse(peer, stream);
    }
    pendingAck = Optional.of(accepted.ackTo());
    return acceptNext();
  }

  private Behavior<Command> onStreamEnded(StreamEnded ended) {
    if (ended == StreamEnded.SERVED) {
      activeConnections--;
      connectionLimit.release();
    } else {
      activeRefusals--;
    }
    acceptNext();
    return replyIfDrained();
  }

  private Behavior<Command> onAcceptFailed(AcceptFailed failed) {
    if (binding.isPresent()) { // or else it was never bound, and that is told
      log.error("{}: no connection can be accepted any more", listenerSettings, failed.cause());
    }
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

  private Behavior<Command> onUnbindCompleted(UnbindCompleted freed) {
    freed.replyTo().tell(new Unbound());
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
            true, // half close: what a client says before it closes its side is answered
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

  private void serve(Peer peer, ConnectionStream stream) {
    activeConnections++;
    getContext().pipeToSelf(stream.done(), (done, never) -> StreamEnded.SERVED);
    getContext()
        .spawnAnonymous(
            ConnectionActor.create(
                peer, stream, dialect.registration(), roomActors, settings.connection()));
  }

  /** Says why, and closes. */
  private void refuse(Peer peer, ConnectionStream stream) {
    log.info("{} refused: {}", peer, Problem.Code.TOO_MANY_CONNECTIONS);
    activeRefusals++;
    getContext().pipeToSelf(stream.done(), (done, never) -> StreamEnded.REFUSED);
    stream.sendFinalAndClose(
        Batch.of(
            new ServerMessage.Refused(
                new Problem(
                    Problem.Code.TOO_MANY_CONNECTIONS,
                    "This server is full: it takes "
                        + connectionLimit.max()
                        + " connections at once. Try again later."))));
  }

  /** While as many as may be are being told that the server is full, others wait to be accepted. */
  private Behavior<Command> acceptNext() {
    if (activeRefusals < connectionLimit.maxRefusals()) {
      pendingAck.ifPresent(accepting -> accepting.tell(Ack.INSTANCE));
      pendingAck = Optional.empty();
    }
    return this;
  }

  private Behavior<Command> replyIfDrained() {
    if (drainedReplyTo.isPresent() && activeConnections + activeRefusals == 0) {
      drainedReplyTo.get().tell(new Drained());
      drainedReplyTo = Optional.empty();
    }
    return this;
  }
}
