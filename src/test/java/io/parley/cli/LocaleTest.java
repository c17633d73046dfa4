package io.parley.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.RawBeejClient;
import io.parley.TestServers;
import io.parley.config.ConfigLoader;
import io.parley.history.HistorySettings;
import io.parley.history.MessageKind;
import io.parley.history.MessageStore;
import io.parley.history.NewMessage;
import io.parley.history.factory.MessageStoreFactory;
import io.parley.server.ParleyServer;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The program as a process in locales other than UTF-8, started without bin/parley. */
@Timeout(120)
class LocaleTest {
  /** Grüße, as printf writes it. */
  private static final String GREETING = "Gr\\303\\274\\303\\237e";

  /** Not installed anywhere, so the C library uses ASCII. */
  private static final String MISSING_LOCALE = "xx_XX.UTF-8";

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"C", MISSING_LOCALE})
  void argument_that_java_cannot_decode_is_refused(String locale) throws Exception {
    Result result = run(locale, "", "client", "--once", GREETING, "ann", "nohost.invalid");

    assertEquals(2, result.status());
    assertEquals("", result.out());
    assertTrue(result.err().startsWith("parley: the argument 'Gr"), result.err());
    assertTrue(result.err().endsWith(" such as LC_ALL=C.UTF-8\n"), result.err());
    assertEquals(1, result.err().lines().count());
  }

  @Test
  void argument_of_another_encoding_is_refused() throws Exception {
    Result result =
        run("C.UTF-8", "", "client", "--once", "Gr\\374\\337e", "ann", "nohost.invalid");

    assertEquals(2, result.status());
    assertEquals(
        "parley: the argument 'Gr\uFFFD\uFFFDe' is not in the encoding of the locale (UTF-8); write it in"
            + " UTF-8 and use a UTF-8 locale such as LC_ALL=C.UTF-8\n",
        result.err());
  }

  @Test
  void variable_that_java_cannot_decode_is_refused() throws Exception {
    Result result =
        run(
            "C",
            "export PARLEY_HISTORY_URL=\"$(printf '" + GREETING + "')\";",
            "history",
            "export");

    assertEquals(2, result.status());
    assertTrue(
        result.err().startsWith("parley: the environment variable PARLEY_HISTORY_URL is not in "),
        result.err());
  }

  @ParameterizedTest
  @ValueSource(strings = {"C", MISSING_LOCALE, "C.UTF-8"})
  void export_is_utf_8(String locale) throws Exception {
    String url = "jdbc:sqlite:" + folder.resolve("parley.db");
    HistorySettings settings =
        HistorySettings.read(
            ConfigLoader.load(Optional.empty(), Map.of("parley.history.url", url)));
    try (MessageStore store = MessageStoreFactory.open(settings)) {
      store.append(
          UUID.randomUUID(),
          List.of(new NewMessage("lobby", Instant.EPOCH, "Zoë", MessageKind.CHAT, "你好 😀")));
    }

    Result result = run(locale, "", "history", "export", "-Dparley.history.url=" + url);

    assertEquals("", result.err());
    assertEquals(0, result.status());
    assertTrue(result.out().contains("\"nickname\":\"Zoë\""), result.out());
    assertTrue(result.out().contains("\"text\":\"你好 😀\""), result.out());
  }

  @Test
  void error_message_is_utf_8() throws Exception {
    Path config = Files.writeString(folder.resolve("x.conf"), "parley.dünn = 1\n");

    Result result = run("C", "", "server", "--config", config.toString());

    assertEquals(1, result.status());
    assertTrue(result.err().contains("dünn"), result.err());
  }

  @Test
  void standard_input_of_another_encoding_is_reported_with_its_line() throws Exception {
    Result result =
        run(
            "C",
            "printf 'one\\nGr\\374\\337e\\n' |",
            "client",
            "--once",
            "-",
            "ann",
            "nohost.invalid");

    assertEquals("parley: line 2 of the input is not UTF-8\n", result.err());
    assertEquals(1, result.status());
  }

  @Test
  void argument_and_input_are_read_in_the_charset_of_the_locale() throws Exception {
    LatinLocale latin = LatinLocale.compile(folder);
    String latinGreeting = "Gr\\374\\337e";
    try (ParleyServer server = TestServers.startBeej(Map.of("parley.history.url", "none"));
        RawBeejClient zoe = RawBeejClient.joined(server, "Zoë")) {
      String port = String.valueOf(TestServers.port(server));

      Result argument = run(latin, "", "client", "--once", latinGreeting, "pat", "127.0.0.1", port);
      assertEquals(new Result(0, "", ""), argument);
      expectVisit(zoe, "Grüße");

      Result whole =
          run(
              latin,
              "printf '" + latinGreeting + "\\n' |",
              "client",
              "--once",
              "-",
              "pat",
              "127.0.0.1",
              port);
      assertEquals(new Result(0, "", ""), whole);
      expectVisit(zoe, "Grüße");
    }
  }

  @Test
  void script_is_read_and_written_in_the_charset_of_the_locale() throws Exception {
    LatinLocale latin = LatinLocale.compile(folder);
    try (ParleyServer server = TestServers.startBeej(Map.of("parley.history.url", "none"));
        RawBeejClient zoe = RawBeejClient.joined(server, "Zoë")) {
      String port = String.valueOf(TestServers.port(server));
      String lines = "printf 'Gr\\374\\337e\\n" + GREETING + " \\344\\275\\240\\n' |";

      Result text = run(latin, lines, "client", "pat", "127.0.0.1", port);
      assertEquals("", text.err());
      assertTrue(text.out().contains("pat: Grüße\npat: Grüße ?\n"), text.out());
      zoe.expectJoin("pat");
      zoe.expectChat("pat", "Grüße");
      zoe.expectChat("pat", "Grüße 你");
    }
  }

  private static void expectVisit(RawBeejClient witness, String text) {
    witness.expectJoin("pat");
    witness.expectChat("pat", text);
    witness.expectLeave("pat");
  }

  private Result run(LatinLocale locale, String prefix, String... arguments) throws Exception {
    return run(locale::addTo, ISO_8859_1, prefix, arguments);
  }

  private Result run(String locale, String prefix, String... arguments) throws Exception {
    return run(environment -> environment.put("LC_ALL", locale), UTF_8, prefix, arguments);
  }

  /**
   * Runs the program in a shell.
   *
   * @param prefix shell text before the command
   * @param arguments formats of printf
   */
  private Result run(
      Consumer<Map<String, String>> locale, Charset charset, String prefix, String... arguments)
      throws Exception {
    StringBuilder script = new StringBuilder(prefix).append(" \"$@\"");
    for (String argument : arguments) {
      script.append(" \"$(printf -- '").append(argument).append("')\"");
    }
    List<String> command = new ArrayList<>(List.of("sh", "-c", script.toString(), "sh"));
    command.addAll(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-Dsun.misc.unsafe.memory.access=allow", // as in the launcher
            "--enable-native-access=ALL-UNNAMED", // as in the manifest
            "-cp",
            System.getProperty("java.class.path"),
            "io.parley.cli.Main"));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().remove("LC_CTYPE");
    locale.accept(builder.environment());
    Path out = folder.resolve("out");
    Path err = folder.resolve("err");
    Process process = builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
    process.getOutputStream().close();
    assertTrue(process.waitFor(60, TimeUnit.SECONDS));
    return new Result(
        process.exitValue(), Files.readString(out, charset), Files.readString(err, charset));
  }

  private record Result(int status, String out, String err) {}
}
