package io.parley.cli.server;

import io.parley.cli.option.PortConverter;
import io.parley.dialect.beej.BeejDialect;
import io.parley.server.ListenerSettings;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** The parameter and the options of {@code parley server} that change the listeners. */
public final class ListenerOptions {
  private static final String LOOPBACK = "127.0.0.1";

  @Parameters(
      arity = "0..1",
      paramLabel = "PORT",
      converter = PortConverter.class,
      description = "The port of the beej listener (default: the port in application.conf).")
  @Nullable Integer port;

  @Option(
      names = "--host",
      paramLabel = "HOST",
      description =
          "The name or address to listen on (default: the host in application.conf, which is this machine"
              + " only). Beyond this machine it opens only the dialects of --listen or of your own"
              + " list of listeners, or else beej.")
  @Nullable String host;

  @Option(
      names = "--listen",
      paramLabel = "DIALECT=PORT",
      converter = ListenerConverter.class,
      description =
          "Listen for DIALECT on PORT instead of the listeners in application.conf. May be repeated.")
  List<ListenerSettings> listeners = new ArrayList<>();

  @Option(
      names = "--tls",
      description =
          "Speak TLS on every listener. Without parley.tls.certificate the server makes a certificate"
              + " at the first start, and prints its fingerprint at each.")
  boolean tls;

  /**
   * Applies the options to the listeners of the configuration. A host that other machines can reach
   * opens no dialect that nobody has named.
   *
   * @param named whether the operator has written the list; if not, it is the default
   * @throws ParameterException if no listener remains, the host is empty, or two listeners have the
   *     same address
   */
  public List<ListenerSettings> apply(
      CommandLine command, List<ListenerSettings> configured, boolean named) {
    List<ListenerSettings> effective = new ArrayList<>(configured);
    if (!listeners.isEmpty()) {
      effective.clear();
      listeners.forEach(each -> effective.add(asConfigured(each, configured)));
    }
    if (port != null) {
      setBeejPort(effective, port);
    }
    if (effective.isEmpty()) {
      throw new ParameterException(
          command, "Missing required parameter: 'PORT' (application.conf enables no listener)");
    }
    if (host != null && host.isBlank()) {
      throw new ParameterException(command, "HOST is empty");
    }
    if (host != null) {
      if (opensBeejOnly(named)) {
        effective.removeIf(listener -> !listener.dialect().equals(BeejDialect.NAME));
      }
      String sharedHost = host;
      effective.replaceAll(listener -> listener.withHost(sharedHost));
    }
    if (tls) {
      effective.replaceAll(listener -> listener.withTls(true));
    }
    ListenerSettings.findConflict(effective)
        .ifPresent(
            conflict -> {
              throw new ParameterException(command, conflict);
            });
    return effective;
  }

  /** A line about the dialects that {@link #apply} has left out; empty if it has none. */
  public Optional<String> omission(boolean named) {
    return opensBeejOnly(named)
        ? Optional.of(
            "--host "
                + host
                + " opens beej only; --listen DIALECT=PORT opens other dialects, and so does a list of"
                + " your own in parley.listeners")
        : Optional.empty();
  }

  private boolean opensBeejOnly(boolean named) {
    return host != null && !named && listeners.isEmpty() && !isLoopback(host);
  }

  /** A host that does not exist cannot be bound in any case. */
  private static boolean isLoopback(String host) {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }

  private static void setBeejPort(List<ListenerSettings> listeners, int port) {
    int beej = listeners.stream().map(ListenerSettings::dialect).toList().indexOf(BeejDialect.NAME);
    if (beej < 0) {
      listeners.add(new ListenerSettings(BeejDialect.NAME, LOOPBACK, port));
    } else {
      listeners.set(beej, listeners.get(beej).withPort(port));
    }
  }

  /** With host and TLS of the configured listener of the same dialect, or else on loopback. */
  private static ListenerSettings asConfigured(
      ListenerSettings listener, List<ListenerSettings> configured) {
    return configured.stream()
        .filter(other -> other.dialect().equals(listener.dialect()))
        .findFirst()
        .map(other -> other.withPort(listener.port()))
        .orElseGet(() -> listener.withHost(LOOPBACK));
  }
}
