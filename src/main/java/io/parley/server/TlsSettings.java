package io.parley.server;

import io.parley.config.SettingsReader;
import io.parley.tls.CertificateFiles;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;

/**
 * The settings of TLS. application.conf has the keys, units, bounds and reasons.
 *
 * @param files of the certificate and its key
 * @param generated whether the files are those that Parley makes itself
 * @param handshakeTimeout the time from the connection to the end of the handshake
 * @param checkInterval the time between two looks at the files
 */
public record TlsSettings(
    CertificateFiles files, boolean generated, Duration handshakeTimeout, Duration checkInterval) {
  private static final String DATA_FOLDER = "data";
  private static final String CERTIFICATE = "certificate";
  private static final String KEY = "key";

  /**
   * Reads the settings.
   *
   * @param parley a reader of the section {@code parley}; it collects the mistakes
   */
  static TlsSettings read(SettingsReader parley) {
    SettingsReader tls = parley.section("tls");
    String certificate = tls.possiblyEmptyString(CERTIFICATE);
    String key = tls.possiblyEmptyString(KEY);
    if (certificate.isEmpty() && !key.isEmpty()) {
      tls.addError(CERTIFICATE, "must not be empty while tls.key has a value");
    }
    if (key.isEmpty() && !certificate.isEmpty()) {
      tls.addError(KEY, "must not be empty while tls.certificate has a value");
    }
    String dataFolder = parley.possiblyEmptyString(DATA_FOLDER);
    boolean generated = certificate.isEmpty() && key.isEmpty();
    return new TlsSettings(
        generated
            ? CertificateFiles.inDataFolder(
                path(parley, DATA_FOLDER, dataFolder.isEmpty() ? DATA_FOLDER : dataFolder))
            : new CertificateFiles(path(tls, CERTIFICATE, certificate), path(tls, KEY, key)),
        generated,
        tls.duration("handshake-timeout", Duration.ofMillis(10), Duration.ofMinutes(10)),
        tls.duration("check-interval", Duration.ofMillis(10), Duration.ofDays(1)));
  }

  private static Path path(SettingsReader reader, String name, String value) {
    try {
      return Path.of(value);
    } catch (InvalidPathException e) {
      reader.addError(name, "must be the path of a file, but is " + value);
      return Path.of("");
    }
  }
}
