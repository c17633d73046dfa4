package io.parley.cli.destination;

import io.parley.cli.option.DialectOption;
import io.parley.cli.terminal.PromptCancelledException;
import io.parley.cli.terminal.UserPrompt;
import io.parley.protocol.Nickname;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Completes a {@link PartialDestination}: takes defaults, and asks the user for the rest. */
final class DestinationResolver {
  private static final String LOCALHOST = "localhost";

  private final PartialDestination lastConnection;
  private final String userName;

  /**
   * Creates a resolver.
   *
   * @param lastConnection the answers that are offered as defaults
   * @param userName the login name of the user, the default nickname if there is no last connection
   */
  DestinationResolver(PartialDestination lastConnection, String userName) {
    this.lastConnection = lastConnection;
    this.userName = userName;
  }

  /**
   * Completes a destination.
   *
   * @param prompt opens the prompt; empty if there is no terminal. Called only if something must be
   *     asked
   * @throws PromptCancelledException if the user cancels a question
   * @throws InvalidDestinationException if a value is invalid, or is missing and cannot be asked
   */
  Destination resolve(PartialDestination given, Supplier<Optional<UserPrompt>> prompt)
      throws PromptCancelledException, InvalidDestinationException {
    if (given.host().isPresent() && given.nickname().isPresent()) {
      return complete(given, given.nickname().get()).validated();
    }
    try (UserPrompt open = prompt.get().orElseThrow(() -> missingParameters(given))) {
      PartialDestination server = given.host().isPresent() ? given : askServer(given, open);
      String nickname =
          server.nickname().isPresent()
              ? server.nickname().get()
              : askUntilAnswered(open, "Nickname", defaultNickname());
      return complete(server, nickname).validated();
    }
  }

  private static Destination complete(PartialDestination given, String nickname) {
    String dialect = given.dialect().orElse(DialectOption.DEFAULT);
    return new Destination(
        nickname,
        given.host().orElseThrow(),
        given.port().orElseGet(() -> DefaultPorts.forDialect(dialect)),
        given.room(),
        given.moreRooms(),
        dialect,
        given.tls().orElse(false));
  }

  /**
   * Asks for the server and the port. The last port is offered only for the last server, and the
   * last dialect and TLS are used only for the last server and port.
   */
  private PartialDestination askServer(PartialDestination given, UserPrompt prompt)
      throws PromptCancelledException {
    boolean sameDialect =
        given.dialect().isEmpty() || given.dialect().equals(lastConnection.dialect());
    PartialDestination last = sameDialect ? lastConnection : PartialDestination.EMPTY;
    String host = askHost(prompt, last.host().orElse(LOCALHOST));
    if (!last.host().equals(Optional.of(host))) {
      last = PartialDestination.EMPTY;
    }
    String dialect = given.dialect().orElse(DialectOption.DEFAULT);
    int port = askPort(prompt, last.port().orElseGet(() -> DefaultPorts.forDialect(dialect)));
    if (!last.port().equals(Optional.of(port))) {
      last = PartialDestination.EMPTY;
    }
    return new PartialDestination(
        given.nickname(),
        Optional.of(host),
        Optional.of(port),
        given.room(),
        given.moreRooms(),
        given.dialect().or(last::dialect),
        given.tls().or(last::tls));
  }

  private static String askHost(UserPrompt prompt, String defaultHost)
      throws PromptCancelledException {
    while (true) {
      String host = askUntilAnswered(prompt, "Server", Optional.of(defaultHost));
      boolean hasPort = host.indexOf(':') >= 0 && host.indexOf(':') == host.lastIndexOf(':');
      if (!hasPort && host.chars().noneMatch(c -> c == '/' || Character.isWhitespace(c))) {
        return host;
      }
      prompt.showProblem("Enter a name or an address only; the port is asked next.");
    }
  }

  private static int askPort(UserPrompt prompt, int defaultPort) throws PromptCancelledException {
    while (true) {
      try {
        return Destination.parsePort(
            askUntilAnswered(prompt, "Port", Optional.of(String.valueOf(defaultPort))));
      } catch (InvalidDestinationException e) {
        prompt.showProblem(e.reason());
      }
    }
  }

  private static String askUntilAnswered(
      UserPrompt prompt, String question, Optional<String> defaultAnswer)
      throws PromptCancelledException {
    while (true) {
      String answer = prompt.ask(question, defaultAnswer);
      if (!answer.isEmpty()) {
        return answer;
      }
      prompt.showProblem("An answer is required; there is no default.");
    }
  }

  private Optional<String> defaultNickname() {
    return lastConnection.nickname().or(() -> Nickname.suggest(userName).map(Nickname::value));
  }

  private static InvalidDestinationException missingParameters(PartialDestination given) {
    List<String> names = new ArrayList<>();
    if (given.nickname().isEmpty()) {
      names.add("NICK");
    }
    if (given.host().isEmpty()) {
      names.add("HOST");
    }
    return new InvalidDestinationException(
        "Missing required parameter"
            + (names.size() == 1 ? ": " : "s: ")
            + names.stream().map(name -> "'" + name + "'").collect(Collectors.joining(", "))
            + " (cannot ask: not a terminal)");
  }
}
