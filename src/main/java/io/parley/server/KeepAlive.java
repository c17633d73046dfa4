package io.parley.server;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketOption;
import java.net.StandardSocketOptions;
import jdk.net.ExtendedSocketOptions;
import org.apache.pekko.io.Inet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Enables TCP keep-alive for each accepted socket. It detects peers that have disconnected
 * silently, because basic clients cannot be pinged.
 */
final class KeepAlive extends Inet.AbstractSocketOption {
  private static final Logger log = LoggerFactory.getLogger(KeepAlive.class);

  private final KeepAliveSettings settings;

  KeepAlive(KeepAliveSettings settings) {
    this.settings = settings;
  }

  @Override
  public void afterConnect(Socket socket) {
    try {
      socket.setOption(StandardSocketOptions.SO_KEEPALIVE, true);
      set(socket, ExtendedSocketOptions.TCP_KEEPIDLE, (int) settings.idle().toSeconds());
      set(socket, ExtendedSocketOptions.TCP_KEEPINTERVAL, (int) settings.interval().toSeconds());
      set(socket, ExtendedSocketOptions.TCP_KEEPCOUNT, settings.probes());
    } catch (IOException e) {
      // The peer has closed the connection, which its stream will report.
      log.debug("Cannot enable keep-alive: {}", e.getMessage());
    }
  }

  /** A system that does not support an option uses its own value. */
  private static void set(Socket socket, SocketOption<Integer> option, int value)
      throws IOException {
    if (socket.supportedOptions().contains(option)) {
      socket.setOption(option, value);
    }
  }
}
