package io.parley;

import com.typesafe.config.Config;
import io.parley.config.ConfigLoader;
import io.parley.config.InvalidSettingsException;
import io.parley.dialect.Dialects;
import io.parley.history.HistoryException;
import io.parley.history.factory.MessageStoreFactory;
import io.parley.server.CannotListenException;
import io.parley.server.ListenerSettings;
import io.parley.server.ParleyServer;
import io.parley.server.ServerSettings;
import io.parley.tls.CertificateFiles;
import io.parley.tls.InvalidCertificateException;
import io.parley.tls.ServerCertificate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Starts servers for tests on a free loopback port. */
public final class TestServers {
  /**
   * A loopback address that only this process binds. Tests that close a port and use it again use
   * this address: the system may give the same port of 127.0.0.1 to another process meanwhile.
   */
  public static final String OWN_HOST = ownHost(ProcessHandle.current().pid());

  private TestServers() {}

  private static String ownHost(long pid) {
    return "127.%d.%d.%d".formatted(64 + (pid >> 16 & 63), pid >> 8 & 255, pid & 255);
  }

  /** The default configuration. */
  public static Config config() {
    return config(Map.of());
  }

  public static Config config(Map<String, String> overrides) {
    try {
      return ConfigLoader.load(Optional.empty(), overrides);
    } catch (InvalidSettingsException e) {
      throw new AssertionError(e);
    }
  }

  /** A server with a listener for every dialect. */
  public static ParleyServer startAllDialects(Map<String, String> overrides) {
    return start(
        overrides,
        Dialects.names().stream()
            .map(dialect -> new ListenerSettings(dialect, "127.0.0.1", 0))
            .toList());
  }

  /** A server with a listener for beej. */
  public static ParleyServer startBeej(Map<String, String> overrides) {
    return start(overrides, List.of(new ListenerSettings("beej", "127.0.0.1", 0)));
  }

  public static ParleyServer start(
      Map<String, String> overrides, List<ListenerSettings> listeners) {
    Config config = config(overrides);
    try {
      ServerSettings settings = ServerSettings.read(config);
      return ParleyServer.start(settings.withListeners(listeners), config);
    } catch (InvalidSettingsException | CannotListenException | HistoryException e) {
      throw new AssertionError(e);
    }
  }

  /**
   * A server with a listener for beej over TLS.
   *
   * @param port 0 for any; that of an ended server, to start it again
   */
  public static ParleyServer startBeejOverTls(CertificateFiles files, int port) {
    Config config = config();
    try {
      ServerSettings settings =
          ServerSettings.read(config)
              .withListeners(List.of(new ListenerSettings("beej", "127.0.0.1", port, true)));
      return ParleyServer.start(
          settings,
          config,
          MessageStoreFactory.open(settings.history()),
          Optional.of(ServerCertificate.open(files)));
    } catch (InvalidSettingsException
        | CannotListenException
        | HistoryException
        | InvalidCertificateException e) {
      throw new AssertionError(e);
    }
  }

  /** The port of the listener for a dialect. */
  public static int port(ParleyServer server, String dialect) {
    return server.addresses().stream()
        .filter(listener -> listener.dialect().equals(dialect))
        .findFirst()
        .orElseThrow()
        .address()
        .getPort();
  }

  /** The port of the first listener. */
  public static int port(ParleyServer server) {
    return server.addresses().get(0).address().getPort();
  }
}
