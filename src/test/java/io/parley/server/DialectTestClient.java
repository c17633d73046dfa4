package io.parley.server;

import static java.util.concurrent.TimeUnit.SECONDS;

import io.parley.dialect.Dialect;
import io.parley.dialect.RegistrationStyle;
import io.parley.protocol.ClientMessage;
import io.parley.protocol.ServerMessage;
import io.parley.wire.flow.Batch;
import io.parley.wire.flow.DecodeResult;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.stream.BoundedSourceQueue;
import org.apache.pekko.stream.javadsl.Keep;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.stream.javadsl.Tcp;

/** A client of any dialect that keeps all received messages. */
final class DialectTestClient {
  private static final long DEADLINE_NANOS = SECONDS.toNanos(180);

  private final Dialect dialect;
  private final String nickname;
  private final BoundedSourceQueue<Batch<ClientMessage>> outbound;
  private final List<ServerMessage> messages = new ArrayList<>();

  private DialectTestClient(Dialect dialect, String nickname, ActorSystem<?> system, int port) {
    this.dialect = dialect;
    this.nickname = nickname;
    this.outbound =
        Source.<Batch<ClientMessage>>queue(1000)
            .viaMat(
                dialect
                    .clientCodec()
                    .bidiFlow()
                    .join(Tcp.get(system).outgoingConnection("127.0.0.1", port)),
                Keep.left())
            .to(Sink.foreach(this::onReceived))
            .run(system);
  }

  /** Connects and registers. */
  static DialectTestClient join(Dialect dialect, String nickname, ActorSystem<?> system, int port) {
    DialectTestClient peer = connect(dialect, nickname, system, port);
    if (dialect.registration().initiator() != RegistrationStyle.Initiator.NONE) {
      peer.await(peer::isJoined);
    }
    return peer;
  }

  /** Connects and sends the nickname, without waiting for the answer. */
  static DialectTestClient connect(
      Dialect dialect, String nickname, ActorSystem<?> system, int port) {
    return connectWith(dialect, new ClientMessage.Hello(nickname), system, port);
  }

  /** Connects and says hello, without waiting for the answer. */
  static DialectTestClient connectWith(
      Dialect dialect, ClientMessage.Hello hello, ActorSystem<?> system, int port) {
    DialectTestClient peer = new DialectTestClient(dialect, hello.nickname(), system, port);
    RegistrationStyle registration = dialect.registration();
    if (registration.initiator() == RegistrationStyle.Initiator.NONE) {
      return peer;
    }
    if (registration.initiator() == RegistrationStyle.Initiator.SERVER) {
      peer.await(ServerMessage.NicknameRequested.class::isInstance);
    }
    peer.send(hello);
    return peer;
  }

  Dialect dialect() {
    return dialect;
  }

  String nickname() {
    return nickname;
  }

  void say(String text) {
    send(new ClientMessage.Chat(text));
  }

  void send(ClientMessage message) {
    if (!outbound.offer(Batch.of(message)).isEnqueued()) {
      throw new AssertionError(this + " cannot send");
    }
  }

  /** Waits for a message; those that are received already count. */
  ServerMessage await(Predicate<ServerMessage> expected) {
    return awaitAll(all -> all.stream().anyMatch(expected)).stream()
        .filter(expected)
        .findFirst()
        .orElseThrow();
  }

  /** Waits until all received messages satisfy a condition. */
  List<ServerMessage> awaitAll(Predicate<List<ServerMessage>> condition) {
    long deadline = System.nanoTime() + DEADLINE_NANOS;
    synchronized (messages) {
      while (!condition.test(messages)) {
        long left = deadline - System.nanoTime();
        if (left <= 0) {
          throw new AssertionError(this + " received only " + messages);
        }
        try {
          SECONDS.timedWait(messages, Math.max(1, left / SECONDS.toNanos(1)));
        } catch (InterruptedException e) {
          throw new AssertionError(e);
        }
      }
      return List.copyOf(messages);
    }
  }

  /** The texts of messages, in one piece: raw text may be cut anywhere into messages. */
  static String text(List<ServerMessage> messages) {
    return messages.stream().map(DialectTestClient::text).collect(Collectors.joining());
  }

  private static String text(ServerMessage message) {
    if (message instanceof ServerMessage.Chatted chatted) {
      String text = chatted.text().value();
      // A nickname may be part of a guest's text; a text without one continues the previous text.
      return chatted.nickname().value().equals("?") ? text : chatted.nickname() + ": " + text;
    }
    if (message instanceof ServerMessage.PrivateMessage privately) {
      return privately.from() + ": " + privately.text().value();
    }
    return message instanceof ServerMessage.Notice notice ? notice.text().value() : "";
  }

  void leave() {
    outbound.complete();
  }

  private boolean isJoined(ServerMessage message) {
    return message instanceof ServerMessage.Welcomed
        || (message instanceof ServerMessage.Joined joined
            && joined.nickname().value().equals(nickname));
  }

  private void onReceived(DecodeResult<ServerMessage> received) {
    if (!(received instanceof DecodeResult.Message<ServerMessage> message)) {
      throw new AssertionError(this + " cannot read " + received);
    }
    synchronized (messages) {
      messages.add(message.message());
      messages.notifyAll();
    }
  }

  @Override
  public String toString() {
    return dialect.name() + " " + nickname;
  }
}
