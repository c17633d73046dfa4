package io.parley.cli.destination;

import io.parley.cli.terminal.PromptCancelledException;
import io.parley.cli.terminal.UserPrompt;
import io.parley.client.local.KnownServers;
import io.parley.client.tls.CertificateSummary;
import io.parley.client.tls.CertificateTrust;
import io.parley.client.tls.KnownCertificate;
import io.parley.client.tls.RefusedCertificateException;
import io.parley.client.transport.ConnectionFailedException;
import io.parley.file.FileErrors;
import io.parley.tls.Fingerprint;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Decides which certificates of a server a client accepts. In a terminal it asks once about a
 * certificate that the authorities do not accept, and remembers it; the default answer is no.
 */
public final class CertificateConfirmation {
  private static final Set<String> YES = Set.of("y", "yes");

  private final X509ExtendedTrustManager authorities;
  private final KnownServers knownServers;

  public CertificateConfirmation(X509ExtendedTrustManager authorities, KnownServers knownServers) {
    this.authorities = authorities;
    this.knownServers = knownServers;
  }

  /** Connects to the server with TLS, and closes the connection without a word. */
  public interface Probe {
    /**
     * Connects and closes.
     *
     * @throws ConnectionFailedException if no connection can be made, or the certificate is refused
     */
    void connect(CertificateTrust trust) throws ConnectionFailedException;
  }

  /**
   * The certificates to accept. With a prompt, the certificate is looked at before anything is
   * drawn.
   *
   * @param only the certificate that alone is accepted, without a question
   * @param prompt opens the prompt; empty if there is nobody to ask
   * @throws ConnectionFailedException if there is a prompt and no connection can be made, or the
   *     user does not accept the certificate
   * @throws IOException if the known certificate cannot be read
   */
  public CertificateTrust confirm(
      Destination server,
      Optional<Fingerprint> only,
      Supplier<Optional<UserPrompt>> prompt,
      Probe probe)
      throws ConnectionFailedException, PromptCancelledException, IOException {
    if (only.isPresent()) {
      return new CertificateTrust.Exactly(only.get());
    }
    CertificateTrust known =
        trust(knownServers.find(server.host(), server.port()).map(CertificateConfirmation::known));
    Optional<UserPrompt> terminal = prompt.get();
    if (terminal.isEmpty()) {
      return known;
    }
    try (UserPrompt open = terminal.get()) {
      return probe(server, known, open, probe);
    }
  }

  private CertificateTrust probe(
      Destination server, CertificateTrust known, UserPrompt prompt, Probe probe)
      throws ConnectionFailedException, PromptCancelledException {
    try {
      probe.connect(known);
      return known;
    } catch (ConnectionFailedException e) {
      RefusedCertificateException refused = RefusedCertificateException.in(e).orElseThrow(() -> e);
      String distrust = refused.distrust().orElseThrow(() -> e);
      return ask(server, refused.certificate(), distrust, prompt, e);
    }
  }

  private CertificateTrust ask(
      Destination server,
      CertificateSummary certificate,
      String distrust,
      UserPrompt prompt,
      ConnectionFailedException failure)
      throws ConnectionFailedException, PromptCancelledException {
    prompt.showProblem(
        "The certificate of "
            + server.host()
            + ":"
            + server.port()
            + " is not trusted: "
            + distrust
            + ".");
    prompt.showProblem("  Subject      " + certificate.subject());
    prompt.showProblem("  Valid        " + certificate.validity());
    prompt.showProblem("  Fingerprint  " + certificate.fingerprint());
    prompt.showProblem("Compare the fingerprint with that of the operator of the server.");
    String answer = prompt.ask("Accept it now and in the future (yes or no)", Optional.of("no"));
    if (!YES.contains(answer.toLowerCase(Locale.ROOT))) {
      throw failure;
    }
    return trust(Optional.of(remember(server, certificate.fingerprint(), prompt)));
  }

  /** A certificate that cannot be remembered is accepted this time. */
  private KnownCertificate remember(
      Destination server, Fingerprint fingerprint, UserPrompt prompt) {
    try {
      return known(knownServers.remember(server.host(), server.port(), fingerprint));
    } catch (IOException e) {
      prompt.showProblem(
          "It is not remembered: "
              + FileErrors.describeCreation(e)
              + ". It is accepted this time.");
      return new KnownCertificate(fingerprint, "the answer at the start");
    }
  }

  private CertificateTrust trust(Optional<KnownCertificate> known) {
    return new CertificateTrust.Authorities(authorities, known);
  }

  private static KnownCertificate known(KnownServers.Entry entry) {
    return new KnownCertificate(entry.fingerprint(), entry.place());
  }
}
