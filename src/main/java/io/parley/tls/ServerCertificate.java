package io.parley.tls;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;

/**
 * The certificate of a running server, which is read again when its files change. Connections that
 * exist keep the one that they have begun with. Thread-safe.
 *
 * <p>Both files are compared at each {@link #check}. A change is taken when the files were the same
 * at two checks in a row, so that a certificate and a key that are written one after the other are
 * not read between the two. Files that cannot be used change nothing.
 */
public final class ServerCertificate {

  private record Loaded(ServerIdentity identity, SSLContext context) {}

  private CertificateFiles files;

  /** What the files were when they were read last, with or without success. */
  private List<String> read;

  /** What the files were at the last check. */
  private List<String> seen;

  private volatile Loaded loaded;

  private ServerCertificate(CertificateFiles files) throws InvalidCertificateException {
    this.files = files;
    this.read = state(files);
    this.seen = read;
    this.loaded = load(files);
  }

  /**
   * Reads the files.
   *
   * @throws InvalidCertificateException if they cannot be used
   */
  public static ServerCertificate open(CertificateFiles files) throws InvalidCertificateException {
    return new ServerCertificate(files);
  }

  /** What the next connections get. */
  public ServerIdentity identity() {
    return loaded.identity();
  }

  /** Makes the engine of a new connection, for the server's side. */
  public SSLEngine newEngine() {
    SSLEngine engine = loaded.context().createSSLEngine();
    engine.setUseClientMode(false);
    TlsProtocol.restrict(engine);
    return engine;
  }

  /**
   * Reads the files if they have changed, and do not change any more. May block.
   *
   * @return the new identity; empty if nothing has changed
   * @throws InvalidCertificateException once for each change, if the files cannot be used
   */
  public synchronized Optional<ServerIdentity> check() throws InvalidCertificateException {
    List<String> now = state(files);
    boolean isStable = now.equals(seen);
    seen = now;
    return isStable && !now.equals(read) ? Optional.of(reload(files)) : Optional.empty();
  }

  /**
   * Reads files, the same or others, at once. May block.
   *
   * @return the new identity
   * @throws InvalidCertificateException if they cannot be used
   */
  public synchronized ServerIdentity reload(CertificateFiles next)
      throws InvalidCertificateException {
    files = next;
    read = state(next);
    seen = read;
    loaded = load(next);
    return loaded.identity();
  }

  private static Loaded load(CertificateFiles files) throws InvalidCertificateException {
    ServerIdentity identity = files.load();
    try {
      return new Loaded(identity, identity.newContext());
    } catch (GeneralSecurityException e) {
      throw new InvalidCertificateException(
          files.certificate() + ": the certificate or its key is not supported", e);
    }
  }

  private static List<String> state(CertificateFiles files) {
    return Stream.of(files.certificate(), files.key()).map(ServerCertificate::state).toList();
  }

  /** A new file with the old time and size has another key. */
  private static String state(Path file) {
    try {
      BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
      return attributes.lastModifiedTime() + " " + attributes.size() + " " + attributes.fileKey();
    } catch (IOException e) {
      return "out of reach";
    }
  }
}
