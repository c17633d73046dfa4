package io.parley.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.time.Duration;
import jdk.net.ExtendedSocketOptions;
import org.junit.jupiter.api.Test;

class KeepAliveTest {
  private final KeepAlive option =
      new KeepAlive(new KeepAliveSettings(Duration.ofSeconds(31), Duration.ofSeconds(11), 4));

  @Test
  void sets_configured_keep_alive_times() throws IOException {
    try (ServerSocket listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Socket socket = new Socket(listening.getInetAddress(), listening.getLocalPort())) {
      option.afterConnect(socket);

      assertTrue(socket.getOption(StandardSocketOptions.SO_KEEPALIVE));
      if (socket.supportedOptions().contains(ExtendedSocketOptions.TCP_KEEPIDLE)) {
        assertEquals(31, socket.getOption(ExtendedSocketOptions.TCP_KEEPIDLE));
        assertEquals(11, socket.getOption(ExtendedSocketOptions.TCP_KEEPINTERVAL));
        assertEquals(4, socket.getOption(ExtendedSocketOptions.TCP_KEEPCOUNT));
      }
    }
  }

  @Test
  void ignores_closed_socket() throws IOException {
    Socket socket = new Socket();
    socket.close();

    option.afterConnect(socket);
  }
}
