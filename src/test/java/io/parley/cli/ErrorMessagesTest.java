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

class ErrorMessagesTest {
  @Test
  void socket_error_names_the_address_and_the_innermost_cause() {
    assertEquals(
        "cannot connect to somewhere:1: connection refused",
        connectionError(
            new IllegalStateException("outer", new ConnectException("Connection refused"))));
    assertEquals(
        "cannot listen on 0.0.0.0:80: permission denied",
        line(
            new CannotListenException(
                new ListenerSettings("beej", "0.0.0.0", 80),
                new SocketException("Permission denied"))));
  }

  @Test
  void address_in_the_cause_is_not_repeated() {
    assertEquals(
        "cannot connect to somewhere:1: address already in use",
        connectionError(new ConnectException("[/127.0.0.1:1] Address already in use")));
  }

  @Test
  void unknown_host_is_described_alike_for_every_exception() {
    String noSuchHost = "cannot connect to somewhere:1: no such host";

    assertEquals(noSuchHost, connectionError(new UnknownHostException("somewhere")));
    assertEquals(noSuchHost, connectionError(new UnresolvedAddressException()));
    assertEquals(noSuchHost, connectionError(new ConnectException("Unresolved address somewhere")));
  }

  @Test
  void connect_timeout_is_described() {
    assertEquals(
        "cannot connect to somewhere:1: no answer in time",
        connectionError(new ConnectException("Connect timeout of Some(10 seconds) expired")));
  }

  @Test
  void each_invalid_setting_has_its_own_line() {
    assertEquals(
        List.of("one", "two"),
        ErrorMessages.describe(new InvalidSettingsException(List.of("one", "two"))));
  }

  @Test
  void other_exception_is_described_by_the_first_line_of_its_message() {
    assertEquals("first", line(new IllegalStateException("first\nsecond")));
    assertEquals("IllegalStateException", line(new IllegalStateException()));
    assertEquals("", line(new IllegalStateException("")));
  }

  private static String connectionError(Throwable cause) {
    return line(new ConnectionFailedException("somewhere", 1, cause));
  }

  private static String line(Throwable failure) {
    List<String> lines = ErrorMessages.describe(failure);
    assertEquals(1, lines.size());
    return lines.get(0);
  }
}
