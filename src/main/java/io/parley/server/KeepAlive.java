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
 * Turns on keep-alive for each accepted socket: it is what finds out that a quiet peer has vanished
 * without a word, as basic clients cannot be asked.
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
      log.debug(
          "keep-alive could not be set: {}",
          e.getMessage()); // the peer is gone already, and that will be noticed
    }
  }

  /** Not every system has all of them; the system's own times hold there. */
  private static void set(Socket socket, SocketOption<Integer> option, int value)
      throws IOException {
    if (socket.supportedOptions().contains(option)) {
      socket.setOption(option, value);
    }
  }
}
