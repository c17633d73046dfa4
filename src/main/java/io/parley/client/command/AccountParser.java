package io.parley.client.command;

import io.parley.client.state.PasswordQuestions.Purpose;
import io.parley.protocol.Password;
import io.parley.protocol.Request;
import io.parley.protocol.Text;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Parses the arguments of the commands about accounts. A password is the rest of the line, with its
 * spaces; no text for the user repeats it.
 */
final class AccountParser {
  /** The commands after whose names a password may stand. */
  static final Set<String> PASSWORD_COMMANDS =
      Set.of("/register", "/register-for", "/login", "/password", "/unregister");

  private static final String REGISTER_FOR_USAGE = "Usage: /register-for NICK PASSWORD";
  private static final String LOGIN_USAGE = "Usage: /login ACCOUNT PASSWORD";
  private static final String PASSWORD_USAGE = "Usage: /password OLD NEW";

  /** At most 18 digits, so that it fits into a long. */
  private static final Pattern ID = Pattern.compile("[0-9]{1,18}");

  private AccountParser() {}

  static UserCommand register(String arguments) {
    return withPassword(Purpose.REGISTER, arguments, "Usage: /register PASSWORD");
  }

  /** A nickname has no space. */
  static UserCommand registerFor(String arguments) {
    return arguments.isEmpty()
        ? usage(REGISTER_FOR_USAGE)
        : withAccount(Purpose.REGISTER_FOR, arguments, REGISTER_FOR_USAGE);
  }

  static UserCommand unregister(String arguments) {
    return withPassword(Purpose.UNREGISTER, arguments, "Usage: /unregister PASSWORD");
  }

  private static UserCommand withPassword(Purpose purpose, String arguments, String usage) {
    return new UserCommand.AccountCommand(
        purpose,
        Optional.empty(),
        arguments.isEmpty() ? List.of() : List.of(Password.of(arguments)),
        usage);
  }

  static UserCommand logIn(String arguments) {
    return withAccount(Purpose.LOG_IN, arguments, LOGIN_USAGE);
  }

  /** A nickname has no space. A word alone is the account. */
  private static UserCommand withAccount(Purpose purpose, String arguments, String usage) {
    String[] words = arguments.split("\\s+", 2);
    return new UserCommand.AccountCommand(
        purpose,
        Optional.of(Text.sanitize(words[0]).value()).filter(account -> !account.isEmpty()),
        words.length < 2 ? List.of() : List.of(Password.of(words[1])),
        usage);
  }

  /** The old one has no space; at the questions of a terminal both may. */
  static UserCommand password(String arguments) {
    if (arguments.isEmpty()) {
      return new UserCommand.AccountCommand(
          Purpose.CHANGE, Optional.empty(), List.of(), PASSWORD_USAGE);
    }
    String[] words = arguments.split("\\s+", 2);
    return words.length < 2
        ? usage(PASSWORD_USAGE)
        : new UserCommand.AccountCommand(
            Purpose.CHANGE,
            Optional.empty(),
            List.of(Password.of(words[0]), Password.of(words[1])),
            PASSWORD_USAGE);
  }

  static UserCommand logOut(String arguments) {
    return arguments.isEmpty() ? request(new Request.LogOut()) : usage("Usage: /logout");
  }

  static UserCommand sessions(String arguments) {
    List<String> words = words(arguments);
    if (words.isEmpty()) {
      return request(new Request.ListSessions());
    }
    return words.size() == 2 && isWord(words, "end") && ID.matcher(words.get(1)).matches()
        ? request(new Request.EndSession(Long.parseLong(words.get(1))))
        : usage("Usage: /sessions [end ID]");
  }

  static UserCommand unread(String arguments) {
    return arguments.isEmpty() ? request(new Request.ListUnread()) : usage("Usage: /unread");
  }

  static UserCommand nicknames(String arguments) {
    List<String> words = words(arguments);
    if (words.isEmpty()) {
      return request(new Request.ListNicknames());
    }
    if (isWord(words, "add") && words.size() <= 2) {
      return new UserCommand.AddNickname(words.stream().skip(1).findFirst());
    }
    return isWord(words, "remove") && words.size() == 2
        ? request(new Request.RemoveNickname(words.get(1)))
        : usage("Usage: /nicks [add [NICK] | remove NICK]");
  }

  private static List<String> words(String arguments) {
    String line = Text.sanitize(arguments).toSingleLine().strip();
    return line.isEmpty() ? List.of() : List.of(line.split("\\s+", -1));
  }

  private static boolean isWord(List<String> words, String first) {
    return words.get(0).toLowerCase(Locale.ROOT).equals(first);
  }

  private static UserCommand request(Request request) {
    return new UserCommand.SendRequest(request, AccountCommands.FEATURE);
  }

  private static UserCommand usage(String line) {
    return new UserCommand.ShowText(List.of(line));
  }
}
