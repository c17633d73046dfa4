package io.parley.client.command;

import io.parley.protocol.Request;
import io.parley.protocol.Text;
import java.util.List;
import java.util.Optional;

/** Parses the arguments of the commands about messages that were said before. */
final class MessageCommandParser {
  private static final String SELECTOR = "[#ID | ^N] ";

  private MessageCommandParser() {}

  static UserCommand edit(String arguments) {
    return withText(UserCommand.AboutMessage.Act.EDIT, arguments, "/edit " + SELECTOR + "TEXT");
  }

  static UserCommand reply(String arguments) {
    return withText(UserCommand.AboutMessage.Act.REPLY, arguments, "/reply " + SELECTOR + "TEXT");
  }

  static UserCommand react(String arguments) {
    return withText(UserCommand.AboutMessage.Act.REACT, arguments, "/react " + SELECTOR + "EMOJI");
  }

  static UserCommand unreact(String arguments) {
    return withText(
        UserCommand.AboutMessage.Act.UNREACT, arguments, "/unreact " + SELECTOR + "EMOJI");
  }

  /** Whoever types more words than the message may have meant another command. */
  static UserCommand delete(String arguments) {
    Optional<MessageSelector> selector = MessageSelector.parse(arguments.strip());
    return selector.isEmpty() && !arguments.isBlank()
        ? usage("/delete [#ID | ^N]")
        : new UserCommand.AboutMessage(
            UserCommand.AboutMessage.Act.DELETE, selector.orElse(MessageSelector.NEWEST), "");
  }

  static UserCommand purge(String arguments) {
    Optional<RestrictionWords> words =
        RestrictionWords.parse(Text.sanitize(arguments).toSingleLine().strip());
    return words.isEmpty() || words.get().reason().isPresent()
        ? usage("/purge NICK [for TIME]")
        : new UserCommand.Purge(
            new Request.Purge(words.get().target(), words.get().time(), Optional.empty()));
  }

  private static UserCommand withText(
      UserCommand.AboutMessage.Act act, String arguments, String usage) {
    String[] words = arguments.strip().split("\\s+", 2);
    Optional<MessageSelector> selector = MessageSelector.parse(words[0]);
    String text = selector.isEmpty() ? arguments.strip() : words.length > 1 ? words[1] : "";
    return text.isEmpty()
        ? usage(usage)
        : new UserCommand.AboutMessage(act, selector.orElse(MessageSelector.NEWEST), text);
  }

  private static UserCommand usage(String usage) {
    return new UserCommand.ShowText(List.of("Usage: " + usage));
  }
}
