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
  void asks_a_silent_peer_at_the_times_that_are_set() throws IOException {
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
  void does_not_mind_a_peer_that_is_gone_already() throws IOException {
    Socket socket = new Socket();
    socket.close();

    option.afterConnect(socket);
  }
}
