package io.parley.server;

import io.parley.tls.CertificateFiles;
import io.parley.tls.Fingerprint;
import io.parley.tls.InvalidCertificateException;
import io.parley.tls.ServerCertificate;
import io.parley.tls.ServerIdentity;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the certificate of a server again when its files change, and when the settings are read
 * again. It logs each new certificate, files that cannot be used, and, once a day, a certificate
 * that ends soon.
 */
final class CertificateWatch extends AbstractBehavior<CertificateWatch.Command> {
  private static final Logger log = LoggerFactory.getLogger(CertificateWatch.class);

  sealed interface Command {}

  /** Reads these files at once, changed or not. */
  record Reload(CertificateFiles files) implements Command {}

  private enum Check implements Command {
    INSTANCE
  }

  private enum Remind implements Command {
    INSTANCE
  }

  /** The result of a check: a new identity, a failure, or nothing. */
  private record Checked(Optional<ServerIdentity> changed, Optional<Throwable> failure)
      implements Command {}

  /** Reads files. It may block. */
  private interface Step {
    Optional<ServerIdentity> run() throws InvalidCertificateException;
  }

  private static final Duration REMIND_EVERY = Duration.ofDays(1);

  private final ServerCertificate certificate;
  private final InstantSource clock;
  private final Executor executor;

  private CertificateWatch(
      ActorContext<Command> context,
      ServerCertificate certificate,
      InstantSource clock,
      Executor executor) {
    super(context);
    this.certificate = certificate;
    this.clock = clock;
    this.executor = executor;
    warn(certificate.identity());
  }

  /**
   * Creates the actor.
   *
   * @param interval the time between two looks at the files
   * @param executor its threads may block
   */
  static Behavior<Command> create(
      ServerCertificate certificate, Duration interval, InstantSource clock, Executor executor) {
    return Behaviors.setup(
        context ->
            Behaviors.withTimers(
                (TimerScheduler<Command> timers) -> {
                  timers.startTimerWithFixedDelay(Check.INSTANCE, interval);
                  timers.startTimerWithFixedDelay(Remind.INSTANCE, REMIND_EVERY);
                  return new CertificateWatch(context, certificate, clock, executor);
                }));
  }

  @Override
  public Receive<Command> createReceive() {
    return newReceiveBuilder()
        .onMessageEquals(Check.INSTANCE, () -> read(certificate::check))
        .onMessageEquals(Remind.INSTANCE, this::onRemind)
        .onMessage(Reload.class, this::onReload)
        .onMessage(Checked.class, this::onChecked)
        .build();
  }

  private Behavior<Command> onRemind() {
    warn(certificate.identity());
    return this;
  }

  private Behavior<Command> onReload(Reload reload) {
    Fingerprint before = Fingerprint.of(certificate.identity().certificate());
    return read(
        () ->
            Optional.of(certificate.reload(reload.files()))
                .filter(identity -> !Fingerprint.of(identity.certificate()).equals(before)));
  }

  private Behavior<Command> onChecked(Checked checked) {
    checked
        .changed()
        .ifPresent(
            identity -> {
              log.info(
                  "New TLS certificate for new connections: {}",
                  Fingerprint.of(identity.certificate()));
              warn(identity);
            });
    checked
        .failure()
        .ifPresent(
            failure -> {
              if (failure instanceof InvalidCertificateException invalid) {
                log.error("The TLS certificate stays as it is: {}", invalid.getMessage());
              } else {
                log.error("The TLS certificate cannot be read again", failure);
              }
            });
    return this;
  }

  private Behavior<Command> read(Step step) {
    getContext()
        .pipeToSelf(
            CompletableFuture.supplyAsync(() -> result(step), executor),
            (checked, failure) -> failure == null ? checked : failed(failure));
    return this;
  }

  private static Checked result(Step step) {
    try {
      return new Checked(step.run(), Optional.empty());
    } catch (InvalidCertificateException e) {
      return failed(e);
    }
  }

  private static Checked failed(Throwable failure) {
    return new Checked(Optional.empty(), Optional.of(failure));
  }

  private void warn(ServerIdentity identity) {
    identity.warning(clock.instant()).ifPresent(log::warn);
  }
}
