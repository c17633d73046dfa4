package io.parley.cli;

import io.parley.dialect.beej.BeejDialect;
import io.parley.protocol.Nickname;
import io.parley.protocol.RejectedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Finds out where somebody wants to chat: what they have not said they are asked. */
final class DestinationReader {
  private static final String LOCALHOST = "localhost";

  private final Directions recent;
  private final String userName;

  /**
   * A reader for one person.
   *
   * @param recent where they were last
   * @param userName what the system calls them
   */
  DestinationReader(Directions recent, String userName) {
    this.recent = recent;
    this.userName = userName;
  }

  /**
   * Makes the directions whole.
   *
   * @param somebody who can be asked, if anybody; called when there is something to ask
   * @throws WrongDestinationException if something is missing and nobody can be asked
   */
  Destination read(Directions given, Supplier<Optional<Questions>> somebody)
      throws NoAnswerException, WrongDestinationException {
    if (given.host().isPresent() && given.nickname().isPresent()) {
      return at(given, given.nickname().get()).checked();
    }
    try (Questions questions = somebody.get().orElseThrow(() -> missing(given))) {
      Directions place = given.host().isPresent() ? given : askPlace(given, questions);
      String nickname =
          place.nickname().isPresent()
              ? place.nickname().get()
              : answer(questions, "Nickname", usualNickname());
      return at(place, nickname).checked();
    }
  }

  private static Destination at(Directions given, String nickname) {
    String dialect = given.dialect().orElse(BeejDialect.NAME);
    return new Destination(
        nickname,
        given.host().orElseThrow(),
        given.port().orElseGet(() -> UsualPorts.of(dialect)),
        given.room(),
        dialect);
  }

  /** A port goes with its server, and a dialect with both: one that changed takes them along. */
  private Directions askPlace(Directions given, Questions questions) throws NoAnswerException {
    boolean fits = given.dialect().isEmpty() || given.dialect().equals(recent.dialect());
    Directions usual = fits ? recent : Directions.NONE;
    String host = askHost(questions, usual.host().orElse(LOCALHOST));
    if (!usual.host().equals(Optional.of(host))) {
      usual = Directions.NONE;
    }
    String dialect = given.dialect().orElse(BeejDialect.NAME);
    int port = askPort(questions, usual.port().orElseGet(() -> UsualPorts.of(dialect)));
    if (!usual.port().equals(Optional.of(port))) {
      usual = Directions.NONE;
    }
    return new Directions(
        given.nickname(),
        Optional.of(host),
        Optional.of(port),
        given.room(),
        given.dialect().or(usual::dialect));
  }

  private static String askHost(Questions questions, String usual) throws NoAnswerException {
    while (true) {
      String host = answer(questions, "Server", Optional.of(usual));
      boolean hasPort = host.indexOf(':') >= 0 && host.indexOf(':') == host.lastIndexOf(':');
      if (!hasPort && host.chars().noneMatch(c -> c == '/' || Character.isWhitespace(c))) {
        return host;
      }
      questions.explain("A name or an address alone, please; the port comes next.");
    }
  }

  private static int askPort(Questions questions, int usual) throws NoAnswerException {
    while (true) {
      try {
        return Port.toConnect(answer(questions, "Port", Optional.of(String.valueOf(usual))));
      } catch (WrongDestinationException e) {
        questions.explain(e.why());
      }
    }
  }

  private static String answer(Questions questions, String question, Optional<String> usual)
      throws NoAnswerException {
    while (true) {
      String answer = questions.ask(question, usual);
      if (!answer.isEmpty()) {
        return answer;
      }
      questions.explain("There is no usual answer to that.");
    }
  }

  private Optional<String> usualNickname() {
    return recent.nickname().or(this::userNickname);
  }

  private Optional<String> userNickname() {
    try {
      return Optional.of(Nickname.parse(userName).value());
    } catch (RejectedException e) {
      return Optional.empty();
    }
  }

  private static WrongDestinationException missing(Directions given) {
    List<String> names = new ArrayList<>();
    if (given.nickname().isEmpty()) {
      names.add("NICK");
    }
    if (given.host().isEmpty()) {
      names.add("HOST");
    }
    return new WrongDestinationException(
        "Missing required parameter"
            + (names.size() == 1 ? ": " : "s: ")
            + names.stream().map(name -> "'" + name + "'").collect(Collectors.joining(", "))
            + " (there is no terminal to ask for "
            + (names.size() == 1 ? "it)" : "them)"));
  }
}
