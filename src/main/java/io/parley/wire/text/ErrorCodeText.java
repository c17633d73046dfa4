package io.parley.wire.text;

import io.parley.protocol.Problem;
import io.parley.protocol.ServerMessage;
import io.parley.protocol.Text;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Refusals as plain text with the code: {@code reason [CODE]}. */
public final class ErrorCodeText {
  private static final Pattern REFUSAL = Pattern.compile("(.*) \\[([A-Z0-9_]+)]", Pattern.DOTALL);

  private ErrorCodeText() {}

  public static String format(Problem problem) {
    return problem.message() + " [" + problem.code() + "]";
  }

  /** The refusal in a text; a notice if the text is none. */
  public static ServerMessage parse(String text) {
    Matcher refusal = REFUSAL.matcher(text);
    if (refusal.matches()) {
      String reason = refusal.group(1);
      return Problem.Code.find(refusal.group(2))
          .<ServerMessage>map(code -> new ServerMessage.Refused(new Problem(code, reason)))
          .orElseGet(() -> new ServerMessage.Notice(Text.sanitize(text)));
    }
    return new ServerMessage.Notice(Text.sanitize(text));
  }
}
