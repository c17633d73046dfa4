package io.parley.server;

import io.parley.TestServers;
import io.parley.tls.CertificateFiles;
import io.parley.tls.ServerCertificate;
import io.parley.tls.TestCertificates;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.LoggingTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.ManualTime;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The warnings of a certificate that ends soon, with a clock that the test sets. */
class CertificateWatchTest {
  private static final Duration DAY = Duration.ofDays(1);

  @TempDir Path folder;
  private final ActorTestKit kit =
      ActorTestKit.create(
          "certificate-watch", ManualTime.config().withFallback(TestServers.config()));
  private final ManualTime time = ManualTime.get(kit.system());
  private volatile Instant now = Instant.EPOCH;

  @AfterEach
  void end() {
    kit.shutdownTestKit();
  }

  @Test
  void certificate_that_ends_within_14_days_is_a_warning_each_day() throws Exception {
    CertificateFiles files = TestCertificates.write(folder, "short");
    ServerCertificate certificate = ServerCertificate.open(files);
    Instant ends = certificate.identity().certificate().getNotAfter().toInstant();
    now = ends.minus(Duration.ofDays(16));
    LoggingTestKit.warn("The TLS certificate")
        .withOccurrences(0)
        .expect(
            kit.system(),
            () -> {
              kit.spawn(
                  CertificateWatch.create(
                      certificate, Duration.ofDays(99), () -> now, Runnable::run));
              return passDay();
            });
    for (int daysLeft = 14; daysLeft > 0; daysLeft--) {
      LoggingTestKit.warn("The TLS certificate ends on ").expect(kit.system(), this::passDay);
    }
    LoggingTestKit.warn("The TLS certificate has ended on ").expect(kit.system(), this::passDay);
  }

  private int passDay() {
    now = now.plus(DAY);
    time.timePasses(DAY);
    return 0;
  }
}
