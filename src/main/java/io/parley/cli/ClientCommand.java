package io.parley.cli;

import ch.qos.logback.classic.Level;
import com.typesafe.config.Config;
import io.parley.cli.destination.CertificateConfirmation;
import io.parley.cli.destination.ClientConfigFile;
import io.parley.cli.destination.Destination;
import io.parley.cli.destination.DestinationArguments;
import io.parley.cli.destination.LastConnection;
import io.parley.cli.destination.PasswordCommand;
import io.parley.cli.destination.Profiles;
import io.parley.cli.option.ConfigOption;
import io.parley.cli.option.ExitStatus;
import io.parley.cli.terminal.DisplayOptions;
import io.parley.cli.terminal.Environment;
import io.parley.cli.terminal.InvalidInputException;
import io.parley.cli.terminal.PromptCancelledException;
import io.parley.cli.terminal.ScreenHolder;
import io.parley.cli.terminal.ScriptOptions;
import io.parley.client.ChatClient;
import io.parley.client.ClientSettings;
import io.parley.client.local.KnownServers;
import io.parley.client.local.LocalStore;
import io.parley.client.screen.Screen;
import io.parley.client.tls.CertificateTrust;
import io.parley.client.transport.ConnectionFailedException;
import io.parley.client.transport.Connector;
import io.parley.config.InvalidSettingsException;
import io.parley.protocol.Password;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jline.utils.ShutdownHooks;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code parley client}: connects to a server, in a terminal or in a pipe. */
@Command(
    name = "client",
    description = {
      "Chat on a server.",
      "In a terminal, type a message and press Enter; /help lists the commands. In a pipe, each line of input is a"
          + " message, and each line of output is an event; with --commands a line that begins with / is a command."
    },
    exitCodeList = {
      "0:you left; with --once: the server confirmed TEXT, or TEXT was sent in a dialect without confirmation",
      "1:no connection; the certificate of the server is refused; the server speaks another dialect; the connection was closed or lost; a message was not confirmed"
          + " in time; the output was closed; in a pipe: a line of input was not sent or was refused; with --once: TEXT was"
          + " refused",
      "2:invalid command line",
      "130:ended by Ctrl-C at a question, in a pipe or during the start",
      "143:ended by SIGTERM"
    },
    footer = {
      "  parley client                          asks for server and nickname",
      "  parley client chris localhost 3490",
      "  parley client parley://chris@example.org:3490/garden",
      "  parley client --tls chris example.org",
      "  parley client home                     a profile in client.conf",
      "  parley client --dialect nickname chris localhost",
      "  date | parley client clock localhost   sends one line and exits",
      "  parley client --once done ci localhost   sends 'done' and exits"
    })
final class ClientCommand implements Callable<Integer> {
  @ParentCommand ParleyCommand parley;
  @Spec CommandSpec spec;

  @Mixin DestinationArguments destinationArguments = new DestinationArguments();
  @Mixin ConfigOption configOption = new ConfigOption();
  @Mixin DisplayOptions displayOptions = new DisplayOptions();
  @Mixin ScriptOptions scriptOptions = new ScriptOptions();

  @Override
  public Integer call()
      throws InvalidSettingsException,
          ConnectionFailedException,
          InvalidInputException,
          PromptCancelledException,
          IOException {
    Logging.setLevel(parley.debug ? Level.DEBUG : Level.OFF); // log lines would garble the screen
    Environment environment = parley.environment();
    ClientConfigFile userFile = ClientConfigFile.read(environment.configFolder());
    Config config = parley.config(configOption.file(), userFile.settings());
    ClientSettings settings = ClientSettings.read(config);
    Destination destination =
        destinationArguments.resolve(spec.commandLine(), userFile.profiles(), environment);
    Optional<PasswordCommand> passwordCommand =
        destinationArguments
            .profile(userFile.profiles())
            .flatMap(userFile.profiles()::passwordCommand);
    Optional<Password> password =
        passwordCommand.isPresent()
            ? Optional.of(passwordCommand.get().run(settings.passwordCommandTimeout()))
            : Optional.empty();
    try (ClientActorSystem system = ClientActorSystem.open(config, destination.dialect(), 0)) {
      Optional<CertificateTrust> trust =
          destination.tls()
              ? Optional.of(confirmCertificate(system, settings, destination, environment))
              : Optional.empty();
      return chat(system, settings, destination, trust, password, userFile.profiles(), environment);
    }
  }

  /**
   * Looks at the certificate of the server before the screen is drawn, if somebody can be asked.
   */
  private CertificateTrust confirmCertificate(
      ClientActorSystem system,
      ClientSettings settings,
      Destination destination,
      Environment environment)
      throws ConnectionFailedException,
          PromptCancelledException,
          InvalidSettingsException,
          IOException {
    CertificateConfirmation confirmation =
        new CertificateConfirmation(
            CertificateTrust.systemAuthorities(), new KnownServers(environment.stateFolder()));
    return confirmation.confirm(
        destination,
        destinationArguments.fingerprint(),
        scriptOptions.arePresent() ? Optional::empty : environment.userPrompt(),
        trust ->
            new Connector(system.actorSystem(), settings.connectTimeout(), Optional.of(trust))
                .probe(destination.host(), destination.port()));
  }

  private int chat(
      ClientActorSystem system,
      ClientSettings settings,
      Destination destination,
      Optional<CertificateTrust> trust,
      Optional<Password> password,
      Profiles profiles,
      Environment environment)
      throws ConnectionFailedException, InvalidInputException, InvalidSettingsException {
    LastConnection lastConnection = new LastConnection(environment.stateFolder());
    ScreenHolder screenHolder = new ScreenHolder();
    // JLine's own shutdown task closes the terminal. Tasks run in the order in which they are
    // added, so this one, which ends the read from the terminal, must be added first.
    CountDownLatch ended = new CountDownLatch(1);
    ShutdownHooks.add(() -> closeScreen(screenHolder, ended, settings.lingerTimeout()));
    try (Screen screen = screen(destination.nickname(), settings, environment, screenHolder)) {
      Optional<LocalStore> store =
          Optional.of(
              LocalStore.ofServer(
                  environment.stateFolder(),
                  destination.host(),
                  destination.port(),
                  destinationArguments.profile(profiles).orElse(""),
                  settings.keep()));
      Consumer<String> onNickname =
          screen.traits().interactive()
              ? nickname -> lastConnection.save(destination.withNickname(nickname))
              : nickname -> {};
      if (scriptOptions.haveCommands()) {
        screen.acceptCommands();
      }
      int status = chat(system, settings, destination, trust, password, screen, store, onNickname);
      return screen.hasRefusedInput() ? ExitStatus.FAILED : status;
    } finally {
      ended.countDown();
    }
  }

  /** Closes the screen; in a pipe, waits until the lines that were read have been sent. */
  private static void closeScreen(
      ScreenHolder screenHolder, CountDownLatch ended, Duration lingerTimeout)
      throws InterruptedException {
    boolean ignored =
        !screenHolder.close() || ended.await(lingerTimeout.toMillis(), TimeUnit.MILLISECONDS);
  }

  /**
   * Runs a client on a screen until it ends, and returns the exit status.
   *
   * @param trust the certificates to accept; empty without TLS
   * @param password that of the account; empty if it is not known
   * @param store the files of the server; empty to keep nothing
   * @param onNickname called when the server has accepted the nickname, and at the end again if the
   *     client has another one then
   */
  static int chat(
      ClientActorSystem system,
      ClientSettings settings,
      Destination destination,
      Optional<CertificateTrust> trust,
      Optional<Password> password,
      Screen screen,
      Optional<LocalStore> store,
      Consumer<String> onNickname)
      throws ConnectionFailedException {
    ChatClient client = new ChatClient(settings, system.detector(), destination.nickname(), screen);
    client.whenRegistered(() -> onNickname.accept(destination.nickname()));
    store.ifPresent(client::useStore);
    trust.ifPresent(client::useTls);
    password.ifPresent(client::usePassword);
    int status =
        client.run(
            destination.host(), destination.port(), destination.room(), destination.moreRooms());
    if (!client.nickname().equals(destination.nickname())) {
      onNickname.accept(client.nickname());
    }
    return status;
  }

  private Screen screen(
      String nickname, ClientSettings settings, Environment environment, ScreenHolder screenHolder)
      throws InvalidInputException, InvalidSettingsException {
    if (scriptOptions.arePresent()) {
      Screen screen = scriptOptions.screen(spec.commandLine());
      return screenHolder.open(() -> screen);
    }
    return displayOptions.screen(nickname, settings.screen(), environment, screenHolder);
  }
}
