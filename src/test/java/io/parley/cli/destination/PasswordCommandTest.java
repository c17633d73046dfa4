package io.parley.cli.destination;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The command of a profile that prints a password. */
class PasswordCommandTest {
  private static final Duration TIMEOUT = Duration.ofMinutes(2);

  @Test
  void first_line_is_the_password() throws Exception {
    assertEquals(
        "correct horse",
        new PasswordCommand("printf 'correct horse\\r\\nurl: x\\n'").run(TIMEOUT).reveal());
  }

  @Test
  void line_without_an_end_is_the_password() throws Exception {
    assertEquals("käse", new PasswordCommand("printf käse").run(TIMEOUT).reveal());
  }

  @ParameterizedTest
  @CsvSource({
    "echo secret; exit 3, password-command has failed with status 3",
    "true, password-command has printed no password",
    "echo; echo secret, password-command has printed no password",
    "printf '\\377\\n', the output of password-command is not UTF-8",
    "head -c 5000 /dev/zero, password-command has printed a line that is too long for a password",
  })
  void command_without_a_password_is_an_error(String command, String error) {
    IOException failure =
        assertThrows(IOException.class, () -> new PasswordCommand(command).run(TIMEOUT));
    assertEquals(error, failure.getMessage());
  }

  @Test
  void slow_command_is_ended_and_is_an_error() {
    IOException failure =
        assertThrows(
            IOException.class,
            () -> new PasswordCommand("echo secret; sleep 1000").run(Duration.ofSeconds(1)));
    assertEquals("password-command has not ended within 1 s", failure.getMessage());
  }
}
