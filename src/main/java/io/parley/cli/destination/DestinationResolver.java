package io.parley.cli.destination;

import io.parley.cli.terminal.PromptCancelledException;
import io.parley.cli.terminal.UserPrompt;
import io.parley.dialect.beej.BeejDialect;
import io.parley.protocol.Nickname;
import io.parley.protocol.RejectedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Finds out where somebody wants to chat: what they have not said they are asked. */
final class DestinationResolver {
  private static final String LOCALHOST = "localhost";

  private final PartialDestination lastConnection;
  private final String userName;

  /**
   * A reader for one person.
   *
   * @param recent where they were last
   * @param userName what the system calls them
   */
  DestinationResolver(PartialDestination recent, String userName) {
    this.lastConnection = recent;
    this.userName = userName;
  }

  /**
   * Makes the directions whole.
   *
   * @param somebody who can be asked, if anybody; called when there is something to ask
   * @throws InvalidDestinationException if something is missing and nobody can be asked
   */
  Destination resolve(PartialDestination given, Supplier<Optional<UserPrompt>> somebody)
      throws PromptCancelledException, InvalidDestinationException {
    if (given.host().isPresent() && given.nickname().isPresent()) {
      return complete(given, given.nickname().get()).validated();
    }
    try (UserPrompt questions = somebody.get().orElseThrow(() -> missingParameters(given))) {
      PartialDestination place = given.host().isPresent() ? given : askServer(given, questions);
      String nickname =
          place.nickname().isPresent()
              ? place.nickname().get()
              : askUntilAnswered(questions, "Nickname", defaultNickname());
      return complete(place, nickname).validated();
    }
  }

  private static Destination complete(PartialDestination given, String nickname) {
    String dialect = given.dialect().orElse(BeejDialect.NAME);
    return new Destination(
        nickname,
        given.host().orElseThrow(),
        given.port().orElseGet(() -> DefaultPorts.forDialect(dialect)),
        given.room(),
        dialect);
  }

  /** A port goes with its server, and a dialect with both: one that changed takes them along. */
  private PartialDestination askServer(PartialDestination given, UserPrompt questions)
      throws PromptCancelledException {
    boolean fits = given.dialect().isEmpty() || given.dialect().equals(lastConnection.dialect());
    PartialDestination usual = fits ? lastConnection : PartialDestination.EMPTY;
    String host = askHost(questions, usual.host().orElse(LOCALHOST));
    if (!usual.host().equals(Optional.of(host))) {
      usual = PartialDestination.EMPTY;
    }
    String dialect = given.dialect().orElse(BeejDialect.NAME);
    int port = askPort(questions, usual.port().orElseGet(() -> DefaultPorts.forDialect(dialect)));
    if (!usual.port().equals(Optional.of(port))) {
      usual = PartialDestination.EMPTY;
    }
    return new PartialDestination(
        given.nickname(),
        Optional.of(host),
        Optional.of(port),
        given.room(),
        given.dialect().or(usual::dialect));
  }

  private static String askHost(UserPrompt questions, String usual)
      throws PromptCancelledException {
    while (true) {
      String host = askUntilAnswered(questions, "Server", Optional.of(usual));
      boolean hasPort = host.indexOf(':') >= 0 && host.indexOf(':') == host.lastIndexOf(':');
      if (!hasPort && host.chars().noneMatch(c -> c == '/' || Character.isWhitespace(c))) {
        return host;
      }
      questions.showProblem("A name or an address alone, please; the port comes next.");
    }
  }

  private static int askPort(UserPrompt questions, int usual) throws PromptCancelledException {
    while (true) {
      try {
        return PortConverter.parseRemotePort(
            askUntilAnswered(questions, "Port", Optional.of(String.valueOf(usual))));
      } catch (InvalidDestinationException e) {
        questions.showProblem(e.reason());
      }
    }
  }

  private static String askUntilAnswered(
      UserPrompt questions, String question, Optional<String> usual)
      throws PromptCancelledException {
    while (true) {
      String answer = questions.ask(question, usual);
      if (!answer.isEmpty()) {
        return answer;
      }
      questions.showProblem("There is no usual answer to that.");
    }
  }

  private Optional<String> defaultNickname() {
    return lastConnection.nickname().or(this::systemUserNickname);
  }

  private Optional<String> systemUserNickname() {
    try {
      return Optional.of(Nickname.parse(userName).value());
    } catch (RejectedException e) {
      return Optional.empty();
    }
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
            + " (there is no terminal to ask for "
            + (names.size() == 1 ? "it)" : "them)"));
  }
}
