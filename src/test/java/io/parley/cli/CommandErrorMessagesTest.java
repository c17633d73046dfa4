package io.parley.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.parley.client.transport.ConnectionFailedException;
import io.parley.config.InvalidSettingsException;
import io.parley.server.CannotListenException;
import io.parley.server.ListenerSettings;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.util.List;
import org.junit.jupiter.api.Test;

class CommandErrorMessagesTest {
  @Test
  void names_the_address_and_the_innermost_cause() {
    assertEquals(
        "cannot connect to somewhere:1: connection refused",
        cannotConnect(
            new IllegalStateException("outer", new ConnectException("Connection refused"))));
    assertEquals(
        "cannot listen on 0.0.0.0:80: permission denied",
        line(
            new CannotListenException(
                new ListenerSettings("beej", "0.0.0.0", 80),
                new SocketException("Permission denied"))));
  }

  @Test
  void does_not_repeat_the_address_before_the_cause() {
    assertEquals(
        "cannot connect to somewhere:1: address already in use",
        cannotConnect(new ConnectException("[/127.0.0.1:1] Address already in use")));
  }

  @Test
  void describes_unknown_host_exceptions_of_every_kind() {
    String noSuchHost = "cannot connect to somewhere:1: no such host";

    assertEquals(noSuchHost, cannotConnect(new UnknownHostException("somewhere")));
    assertEquals(noSuchHost, cannotConnect(new UnresolvedAddressException()));
    assertEquals(noSuchHost, cannotConnect(new ConnectException("Unresolved address somewhere")));
  }

  @Test
  void describes_connect_timeout() {
    assertEquals(
        "cannot connect to somewhere:1: no answer in time",
        cannotConnect(new ConnectException("Connect timeout of Some(10 seconds) expired")));
  }

  @Test
  void describes_each_configuration_mistake_on_its_own_line() {
    assertEquals(
        List.of("one", "two"),
        CommandErrorMessages.describe(new InvalidSettingsException(List.of("one", "two"))));
  }

  @Test
  void describes_other_exceptions_by_their_first_line() {
    assertEquals("first", line(new IllegalStateException("first\nsecond")));
    assertEquals("IllegalStateException", line(new IllegalStateException()));
    assertEquals("", line(new IllegalStateException("")));
  }

  private static String cannotConnect(Throwable cause) {
    return line(new ConnectionFailedException("somewhere", 1, cause));
  }

  private static String line(Throwable failure) {
    List<String> lines = CommandErrorMessages.describe(failure);
    assertEquals(1, lines.size());
    return lines.get(0);
  }
}
