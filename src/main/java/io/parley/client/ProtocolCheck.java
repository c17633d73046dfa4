package io.parley.client;

import io.parley.client.transport.ProtocolDetector;
import io.parley.client.transport.RegistrationHandshake;
import java.util.Optional;
import org.apache.pekko.util.ByteString;

/**
 * Whether the server of a connection speaks the dialect of this client. Until it has shown that,
 * its first bytes are examined, and nothing that was typed is sent. A server of a dialect without
 * registration cannot show it, so that its first bytes are examined at any time. Owned by the
 * client's actor.
 */
final class ProtocolCheck {
  private final ServerConnection connection;
  private final ClientSetup setup;
  private final RegistrationHandshake registration;
  private final boolean reconnected;
  private int pending;
  private boolean received;
  private Optional<String> other = Optional.empty();

  /**
   * Nothing is received yet.
   *
   * @param reconnected whether this client was registered before, over another connection
   */
  ProtocolCheck(ServerConnection connection, ClientSetup setup, boolean reconnected) {
    this.connection = connection;
    this.setup = setup;
    this.registration = setup.state().registration();
    this.reconnected = reconnected;
  }

  void onFirstBytes(ByteString first) {
    received = true;
    if (other.isEmpty() && isOpen()) {
      pending++;
      connection.detect(setup.detector(), first);
    }
  }

  /**
   * The first bytes were examined.
   *
   * @param found the protocol of the server, if it is another one
   * @return the reason against this server, once
   */
  Optional<String> onDetected(Optional<String> found) {
    pending--;
    if (found.isEmpty() || other.isPresent() || !isOpen()) {
      return Optional.empty();
    }
    other = found;
    return Optional.of(reason());
  }

  /** Whether first bytes are being examined. */
  boolean isPending() {
    return pending > 0;
  }

  /** Why the server is of no use to this client. */
  String reason() {
    return sentence("does not answer as " + setup.dialect().name());
  }

  /** The same, of a server that has closed the connection. */
  String closedReason() {
    return received
        ? reason()
        : sentence("closed the connection without an answer as " + setup.dialect().name());
  }

  private String sentence(String what) {
    ProtocolDetector detector = setup.detector();
    String subject = reconnected ? "it" : setup.server();
    return subject
        + " "
        + what
        + "; "
        + other.orElseGet(() -> detector.guess(setup.port(), received, setup.trust().isPresent()));
  }

  private boolean isOpen() {
    return !registration.hasAnswered() || registration.isGuest();
  }
}
