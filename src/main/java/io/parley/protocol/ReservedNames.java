package io.parley.protocol;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Nicknames with which a member could impersonate the server or a guest, in any spelling, with any
 * punctuation in them, and whatever looks like one of them.
 */
final class ReservedNames {
  /**
   * The names that the dialects and the original programs show for the server, and those of IRC.
   */
  private static final Set<String> WORDS =
      Set.of(
          "server",
          "system",
          "parley",
          "admin",
          "root",
          "operator",
          "系统",
          "系統",
          "服务器",
          "服務器",
          "伺服器",
          "服务端");

  /**
   * In the dialect {@code prompt} a line of the server begins with it, without a space after it.
   */
  private static final List<String> PREFIXES = List.of("系统消息", "系統消息");

  private static final Pattern GUEST = Pattern.compile("guest[0-9]+");

  private ReservedNames() {}

  /** What the reserved names look like. Loaded at the first use, as it needs tables. */
  private static final class Appearances {
    private static final Set<String> WORDS =
        ReservedNames.WORDS.stream()
            .flatMap(word -> Confusables.forms(word).stream())
            .collect(Collectors.toSet());

    private static final List<String> PREFIXES =
        ReservedNames.PREFIXES.stream()
            .flatMap(prefix -> Confusables.forms(prefix).stream())
            .toList();

    /** 0 looks like o, and 1 like l. */
    private static final Pattern GUEST = Pattern.compile("guest[2-9ol]+");
  }

  /** Whether a nickname is one of the reserved ones. Needs no tables. */
  static boolean contains(Nickname nickname) {
    String bare = NicknameSyntax.withoutPunctuation(nickname.foldedKey());
    return WORDS.contains(bare)
        || PREFIXES.stream().anyMatch(bare::startsWith)
        || GUEST.matcher(bare).matches();
  }

  /** Whether a nickname looks like a reserved one. */
  static boolean hasLookAlike(Nickname nickname) {
    return bareForms(nickname)
        .anyMatch(
            form ->
                Appearances.WORDS.contains(form)
                    || Appearances.PREFIXES.stream().anyMatch(form::startsWith)
                    || Appearances.GUEST.matcher(form).matches());
  }

  /** Of the punctuation, a bar can also be a letter: it looks like l. */
  private static Stream<String> bareForms(Nickname nickname) {
    String name = nickname.value();
    List<String> bare = new ArrayList<>(List.of(NicknameSyntax.withoutPunctuation(name)));
    if (name.indexOf('|') >= 0) {
      bare.add(NicknameSyntax.withoutPunctuation(name.replace('|', 'l')));
    }
    return bare.stream().flatMap(each -> Confusables.forms(each).stream());
  }
}
