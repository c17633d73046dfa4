package io.parley.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.parley.account.Account;
import io.parley.account.AccountEvent;
import io.parley.account.AccountReply;
import io.parley.account.AccountSettings;
import io.parley.account.Accounts;
import io.parley.account.sql.AccountStoreFactory;
import io.parley.cli.terminal.FakeUserPrompt;
import io.parley.history.HistorySettings;
import io.parley.history.MessageStore;
import io.parley.history.factory.MessageStoreFactory;
import io.parley.history.postgres.PostgresTestServer;
import io.parley.protocol.Nickname;
import io.parley.protocol.Password;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code parley accounts} on a file of SQLite, and beside open accounts. */
@Timeout(120)
class AccountsCommandTest {
  private static final String SECRET = "correct horse";
  private static final String DATE = "\\d{4}-\\d{2}-\\d{2}";

  @TempDir Path folder;
  private String url = "";

  @BeforeEach
  void nameFile() {
    url = "jdbc:sqlite:" + folder.resolve("parley.db");
  }

  @Test
  void added_accounts_are_listed_in_columns() throws Exception {
    assertEquals(
        new CommandLineRun(0, List.of(), List.of("parley: account pat added (member)")),
        withInput(SECRET + "\n", "add", "pat"));
    assertEquals(
        List.of("parley: account 爸爸 added (operator)"),
        withInput(SECRET, "add", "爸爸", "--role", "operator").err());

    List<String> lines = accounts("list").out();

    assertEquals("NICKNAME  ROLE      REGISTERED  OTHER NICKNAMES", lines.get(0));
    assertTrue(lines.get(1).matches("pat       member    " + DATE), lines.get(1));
    assertTrue(lines.get(2).matches("爸爸      operator  " + DATE), lines.get(2));
    assertEquals(3, lines.size());
  }

  @Test
  void list_as_json_has_every_field() throws Exception {
    withInput(SECRET, "add", "pat");
    addNickname("pat", "patricia");

    assertEquals(
        List.of(
            "{\"id\":1,\"nickname\":\"pat\",\"role\":\"member\",\"registered\":\"TIME\","
                + "\"other_nicknames\":[\"patricia\"]}"),
        accounts("list", "--format", "jsonl").out().stream()
            .map(line -> line.replaceFirst(DATE + "T[0-9:.]+Z", "TIME"))
            .toList());
  }

  @Test
  void account_logs_in_with_the_password_of_standard_input() throws Exception {
    withInput("pässwört für pat\r\nanother line\n", "add", "pat");

    assertTrue(logsIn("pat", "pässwört für pat"));
    assertFalse(logsIn("pat", "another line"));
  }

  @Test
  void password_is_asked_for_twice_until_both_are_the_same_and_allowed() throws Exception {
    FakeUserPrompt prompt =
        new FakeUserPrompt(SECRET, "another", "password1", "password1", SECRET, SECRET);

    assertEquals(0, withPrompt(prompt, "add", "pat").status());

    prompt.assertPrompts(
        "Password of pat",
        "The same again",
        "The two passwords differ.",
        "Password of pat",
        "The same again",
        "Many people have this password. Take another one.",
        "Password of pat",
        "The same again");
    assertTrue(logsIn("pat", SECRET));
  }

  @Test
  void third_wrong_answer_and_cancelling_change_nothing() throws Exception {
    withPrompt(new FakeUserPrompt("a", "b", "c", "d", "e", "f"), "add", "pat")
        .assertFailed("the two passwords differ");
    withPrompt(
            new FakeUserPrompt("short", "short", "short", "short", "short", "short"), "add", "pat")
        .assertFailed("A password has at least 8 characters. [PASSWORD_TOO_SHORT]");
    withPrompt(new FakeUserPrompt(SECRET), "add", "pat")
        .assertFailed("nothing was changed: cancelled");

    assertEquals(1, accounts("list").out().size());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "short | A password has at least 8 characters. [PASSWORD_TOO_SHORT]",
        "password | Many people have this password. Take another one. [PASSWORD_COMMON]",
        "PATRICIA | The password is the nickname. Take another one. [PASSWORD_IS_NICKNAME]",
      })
  void weak_password_is_refused_with_its_code(String password, String error) throws Exception {
    withInput(password, "add", "patricia").assertFailed(error);
  }

  @Test
  void empty_standard_input_is_no_password() throws Exception {
    withInput("", "add", "pat")
        .assertFailed("no password: standard input is empty, and there is no terminal");
  }

  @Test
  void password_is_changed() throws Exception {
    withInput(SECRET, "add", "pat");

    assertEquals(
        List.of("parley: password of pat changed"),
        withInput("battery staple", "password", "PAT").err());

    assertFalse(logsIn("pat", SECRET));
    assertTrue(logsIn("pat", "battery staple"));
  }

  @Test
  void nickname_of_another_account_is_refused_before_the_question() throws Exception {
    withInput(SECRET, "add", "Paul");
    FakeUserPrompt prompt = new FakeUserPrompt();

    withPrompt(prompt, "add", "paul")
        .assertFailed("The nickname paul belongs to an account. [NICKNAME_OWNED]");
    withPrompt(prompt, "add", "PauI")
        .assertFailed("The nickname PauI looks like Paul of an account. [NICKNAME_OWNED]");
    prompt.assertNotAsked();
  }

  @Test
  void account_is_renamed_and_the_old_nickname_is_free() throws Exception {
    withInput(SECRET, "add", "pat");
    withInput(SECRET, "add", "ann");

    assertEquals(
        List.of("parley: account pat is now patricia"),
        accounts("rename", "pat", "patricia").err());
    accounts("rename", "patricia", "Ann")
        .assertFailed("The nickname Ann belongs to an account. [NICKNAME_OWNED]");
    assertEquals(0, withInput(SECRET, "add", "pat").status());
  }

  @Test
  void rename_to_a_further_nickname_exchanges_both() throws Exception {
    withInput(SECRET, "add", "pat");
    addNickname("pat", "patricia");

    assertEquals(0, accounts("rename", "pat", "patricia").status());

    assertTrue(accounts("list").out().get(1).matches("patricia  member  " + DATE + "  pat"));
  }

  @Test
  void role_is_set() throws Exception {
    withInput(SECRET, "add", "pat");

    assertEquals(
        List.of("parley: account pat has the role operator"),
        accounts("role", "pat", "operator").err());
    assertTrue(accounts("list").out().get(1).contains("operator"));
  }

  @Test
  void removed_account_is_gone() throws Exception {
    withInput(SECRET, "add", "pat");

    assertEquals(List.of("parley: account pat removed"), accounts("remove", "pat").err());

    accounts("remove", "pat").assertFailed("No account owns pat. [NO_SUCH_ACCOUNT]");
    assertEquals(1, accounts("list").out().size());
  }

  @Test
  void look_alike_is_not_taken_for_an_account() throws Exception {
    withInput(SECRET, "add", "Paul");

    accounts("remove", "PauI")
        .assertFailed(
            "No account owns PauI, which only looks like a nickname of Paul. [NO_SUCH_ACCOUNT]");
    assertEquals(2, accounts("list").out().size());
  }

  @Test
  void copied_history_has_the_accounts() throws Exception {
    withInput(SECRET, "add", "pat", "--role", "operator");
    withInput("battery staple", "add", "ann");
    accounts("remove", "pat");
    withInput(SECRET, "add", "pat", "--role", "operator");
    addNickname("pat", "patricia");
    String source = url;
    String target = PostgresTestServer.shared().createDatabase();

    CommandLineRun copied =
        CommandLineRun.run("history", "copy", source, target, "-Dparley.history.user=postgres");

    assertEquals(List.of("parley: 0 messages and 2 accounts copied to " + target), copied.err());
    List<String> listed = accounts("list").out();
    url = target;
    assertEquals(listed, accounts("list").out());
    assertTrue(logsIn("patricia", SECRET));
    assertTrue(logsIn("ann", "battery staple"));
    CommandLineRun.run("history", "copy", source, target, "-Dparley.history.user=postgres")
        .assertFailed(
            target.replaceFirst("\\?.*", "")
                + " has accounts already: copy to a new history, or delete it first");
  }

  @Test
  void open_accounts_notice_what_the_command_changes() throws Exception {
    noticesCommands();
  }

  @Test
  void open_accounts_notice_what_the_command_changes_in_postgresql() throws Exception {
    url = PostgresTestServer.shared().createDatabase();
    noticesCommands();
  }

  private void noticesCommands() throws Exception {
    Config config = config();
    try (MessageStore messages = MessageStoreFactory.open(HistorySettings.read(config));
        Accounts server =
            Accounts.open(AccountStoreFactory.beside(messages), AccountSettings.read(config))) {
      BlockingQueue<AccountEvent> events = new LinkedBlockingQueue<>();
      server.listen(events::add);

      assertEquals(0, withInput(SECRET, "add", "pat").status());
      Account pat = events.poll(60, TimeUnit.SECONDS).account();
      assertEquals("pat", pat.nickname().value());
      assertEquals(0, withInput("battery staple", "password", "pat").status());
      assertEquals(new AccountEvent.PasswordChanged(pat), events.poll(60, TimeUnit.SECONDS));
      assertEquals(0, accounts("remove", "pat").status());
      assertEquals(new AccountEvent.AccountRemoved(pat), events.poll(60, TimeUnit.SECONDS));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"list", "remove pat", "rename pat ann", "role pat operator"})
  void command_without_a_history_creates_none(String command) {
    accounts(command.split(" ", -1))
        .assertFailed("there is no history in " + folder.resolve("parley.db"));

    assertFalse(Files.exists(folder.resolve("parley.db")));
  }

  @Test
  void accounts_in_memory_cannot_be_changed_from_outside() {
    url = "none";

    accounts("list")
        .assertFailed(
            "no stored accounts: parley.history.url is none (accounts are kept in memory only)");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '@',
      value = {
        "add a!b @ Invalid value for positional parameter at index 0 (NICKNAME): A nickname is made"
            + " of letters, digits and _ - . [ ] { } | ^ \\ ` only.",
        "add guest-7 @ Invalid value for positional parameter at index 0 (NICKNAME): The nickname"
            + " guest-7 is reserved.",
        "role pat king @ Invalid value for positional parameter at index 1 (ROLE): unknown role"
            + " 'king'; use one of: member, operator",
        "add @ Missing required parameter: 'NICKNAME'",
      })
  void wrong_arguments_are_invalid_usage(String command, String error) {
    accounts(command.split(" ", -1)).assertInvalidUsage(error);
  }

  @Test
  void no_output_has_a_password_or_a_hash() throws Exception {
    List<String> lines = new ArrayList<>();
    lines.addAll(withInput(SECRET, "add", "pat", "--debug").err());
    lines.addAll(withInput("pat" + SECRET, "password", "pat", "--debug").err());
    lines.addAll(accounts("list", "--format", "jsonl").out());
    lines.addAll(withInput("x", "password", "pat", "--debug").err());

    assertTrue(lines.size() > 4);
    assertTrue(
        lines.stream().noneMatch(line -> line.contains("horse") || line.contains("argon2")),
        lines.toString());
  }

  private void addNickname(String name, String further) throws Exception {
    Config config = config();
    try (Accounts accounts =
        Accounts.open(
            AccountStoreFactory.open(HistorySettings.read(config)), AccountSettings.read(config))) {
      Account account = accounts.ownerOf(Nickname.sanitize(name)).orElseThrow();
      accounts
          .addNickname(account.id(), Nickname.sanitize(further))
          .toCompletableFuture()
          .get(60, TimeUnit.SECONDS);
    }
  }

  private boolean logsIn(String name, String password) throws Exception {
    Config config = config();
    try (Accounts accounts =
        Accounts.open(
            AccountStoreFactory.open(HistorySettings.read(config)), AccountSettings.read(config))) {
      return accounts
              .logIn(Nickname.sanitize(name), Password.of(password), Optional.empty())
              .toCompletableFuture()
              .get(60, TimeUnit.SECONDS)
          instanceof AccountReply.Success;
    }
  }

  private Config config() {
    return ConfigFactory.parseString(
            "parley.history { url = \""
                + url
                + "\", user = postgres }\n"
                + "parley.accounts.hash { memory = 64 KiB, iterations = 1 }")
        .withFallback(ConfigFactory.parseResources("reference.conf"))
        .resolve();
  }

  private CommandLineRun accounts(String... arguments) {
    return CommandLineRun.run(commandLine(arguments));
  }

  private CommandLineRun withPrompt(FakeUserPrompt prompt, String... arguments) {
    return CommandLineRun.runIn(
        CommandLineRun.emptyEnvironment(() -> Optional.of(prompt)), commandLine(arguments));
  }

  private CommandLineRun withInput(String input, String... arguments) {
    InputStream original = System.in;
    System.setIn(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)));
    try {
      return accounts(arguments);
    } finally {
      System.setIn(original);
    }
  }

  private String[] commandLine(String... arguments) {
    List<String> words = new ArrayList<>(List.of("accounts"));
    words.addAll(List.of(arguments));
    words.add("-Dparley.history.url=" + url);
    words.add("-Dparley.history.user=postgres");
    words.add("-Dparley.accounts.hash.memory=64 KiB");
    words.add("-Dparley.accounts.hash.iterations=1");
    return words.toArray(new String[0]);
  }
}
