package io.parley.client.transport;

import io.parley.dialect.Dialect;
import io.parley.dialect.RegistrationStyle.Initiator;
import io.parley.protocol.ClientMessage;
import io.parley.protocol.ServerMessage;
import io.parley.wire.flow.Batch;
import io.parley.wire.flow.DecodeResult;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.pekko.NotUsed;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;

/**
 * Recognizes the protocol of a server that does not speak the dialect of this client, by the first
 * bytes that it sends: each dialect tries to decode them. A server that sends nothing can be
 * recognized by its port only.
 *
 * @param spoken the dialect of this client
 * @param dialects all dialects
 * @param usualPorts the names of dialects by the ports that their servers usually have
 */
public record ProtocolDetector(
    ActorSystem<?> system,
    Dialect spoken,
    List<Dialect> dialects,
    Map<Integer, String> usualPorts) {

  /** The maximum number of bytes that are looked at. */
  public static final int MAX_BYTES = 1024;

  /** What a server of this project answers to bytes of another dialect. */
  private static final Pattern WRONG_DIALECT =
      Pattern.compile("This port speaks ([a-z]+):.*", Pattern.DOTALL);

  /** What a server of this project answers to bytes without TLS on a port with TLS. */
  private static final Pattern CLEAR_ON_TLS =
      Pattern.compile("This port speaks TLS.*", Pattern.DOTALL);

  private static final Pattern HTTP =
      Pattern.compile("(HTTP/\\d|<!doctype |<html).*", Pattern.DOTALL | Pattern.CASE_INSENSITIVE);

  private static final Pattern SSH = Pattern.compile("SSH-\\d.*", Pattern.DOTALL);

  /** A record of the type alert or handshake, of any version (RFC 8446, 5.1). */
  private static final Pattern TLS = Pattern.compile("[\u0015\u0016]\u0003.*", Pattern.DOTALL);

  /**
   * Recognizes a protocol other than that of this client.
   *
   * @param first the first bytes of the server
   * @return what the server is, as the end of a sentence; empty if it may speak the dialect of this
   *     client, or is unknown
   */
  public CompletionStage<Optional<String>> detect(ByteString first) {
    Optional<String> known = knownProtocol(first.decodeString(StandardCharsets.ISO_8859_1));
    if (known.isPresent()) {
      return CompletableFuture.completedFuture(known);
    }
    CompletionStage<Optional<String>> other = CompletableFuture.completedFuture(Optional.empty());
    for (Dialect dialect : others().toList()) {
      other =
          other.thenCombine(
              reads(dialect, first),
              (found, reads) -> found.or(() -> Optional.of(dialect.name()).filter(any -> reads)));
    }
    return reads(spoken, first)
        .thenCombine(
            other, (own, found) -> found.filter(any -> !own).map(ProtocolDetector::dialect));
  }

  /**
   * What a server that was not recognized may be, as the end of a sentence.
   *
   * @param sentBytes whether it has sent anything
   * @param tls whether the connection is protected by TLS; if not, a silent server may wait for it
   */
  public String guess(int port, boolean sentBytes, boolean tls) {
    Optional<String> usual = Optional.ofNullable(usualPorts.get(port));
    List<String> names =
        new ArrayList<>(
            others()
                .filter(dialect -> sentBytes || !speaksFirst(dialect))
                .map(Dialect::name)
                .toList());
    usual.filter(names::remove).ifPresent(name -> names.add(0, name));
    return "it may speak another dialect (--dialect "
        + String.join(", ", names)
        + ")"
        + (sentBytes || tls ? "" : " or TLS (--tls)");
  }

  private Optional<String> knownProtocol(String first) {
    Matcher answer = WRONG_DIALECT.matcher(first);
    if (answer.matches()
        && !answer.group(1).equals(spoken.name())
        && dialects.stream().anyMatch(any -> any.name().equals(answer.group(1)))) {
      return Optional.of(dialect(answer.group(1)));
    }
    if (HTTP.matcher(first).matches()) {
      return Optional.of("it is a web server");
    }
    if (SSH.matcher(first).matches()) {
      return Optional.of("it is an SSH server");
    }
    return TLS.matcher(first).matches() || CLEAR_ON_TLS.matcher(first).matches()
        ? Optional.of("it speaks TLS (--tls)")
        : Optional.empty();
  }

  private static String dialect(String name) {
    return "it speaks " + name + " (--dialect " + name + ")";
  }

  private Stream<Dialect> others() {
    return dialects.stream().filter(dialect -> !dialect.name().equals(spoken.name()));
  }

  private static boolean speaksFirst(Dialect dialect) {
    return dialect.registration().initiator() == Initiator.SERVER;
  }

  /** Whether the first bytes are those of a server of a dialect. */
  private CompletionStage<Boolean> reads(Dialect dialect, ByteString first) {
    Flow<Batch<ClientMessage>, DecodeResult<ServerMessage>, NotUsed> decoder =
        dialect
            .clientCodec()
            .bidiFlow()
            .join(Flow.fromSinkAndSource(Sink.ignore(), Source.single(first)));
    return Source.<Batch<ClientMessage>>empty()
        .via(decoder)
        .runWith(Sink.headOption(), system)
        .thenApply(result -> result.filter(any -> isFirst(dialect, any)).isPresent())
        .exceptionally(notDecoded -> false);
  }

  /** Every text can be the first one of a dialect of raw text, but only one asks for a nickname. */
  private static boolean isFirst(Dialect dialect, DecodeResult<ServerMessage> result) {
    if (!(result instanceof DecodeResult.Message<ServerMessage> received)) {
      return false;
    }
    return switch (dialect.registration().initiator()) {
      case SERVER -> received.message() instanceof ServerMessage.NicknameRequested;
      case CLIENT -> true;
      case NONE -> false;
    };
  }
}
