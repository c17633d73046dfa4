package io.parley.cli;

import java.util.List;

/** Writes a manual page in the language of man(7). Texts are escaped here and nowhere else. */
final class Roff {
  private final StringBuilder page = new StringBuilder();

  Roff(String name, String section, String version, String book) {
    macro("TH", name, section, "", version, book);
    page.append(".nh\n"); // names of options are not cut in two
    page.append(".ad l\n");
  }

  Roff section(String title) {
    return macro("SH", title);
  }

  Roff subsection(String title) {
    return macro("SS", title);
  }

  Roff paragraph(String text) {
    page.append(".PP\n");
    return line(escaped(text));
  }

  /** Something in bold, and what follows it on the line. */
  Roff synopsis(String command, String rest) {
    page.append(".PP\n");
    return line(bold(command) + " " + escaped(rest));
  }

  /** A term, written with {@link #bold} and {@link #italic}, and what it means. */
  Roff term(String term, List<String> meaning) {
    page.append(".TP\n");
    line(term);
    meaning.forEach(text -> line(escaped(text)));
    return this;
  }

  /** Lines as they are, for a terminal. */
  Roff verbatim(List<String> lines) {
    page.append(".PP\n.EX\n");
    lines.forEach(text -> line(escaped(text)));
    page.append(".EE\n");
    return this;
  }

  static String bold(String text) {
    return "\\fB" + escaped(text) + "\\fR";
  }

  static String italic(String text) {
    return "\\fI" + escaped(text) + "\\fR";
  }

  /** Signs that would become others on paper: a hyphen, quotation marks, an accent. */
  private static String escaped(String text) {
    return text.replace("\\", "\\e")
        .replace("-", "\\-")
        .replace("'", "\\(aq")
        .replace("`", "\\(ga")
        .replace("^", "\\(ha")
        .replace("~", "\\(ti");
  }

  private Roff macro(String name, String... arguments) {
    page.append('.').append(name);
    for (String argument : arguments) {
      page.append(" \"").append(escaped(argument).replace("\"", "\\(dq")).append('"');
    }
    page.append('\n');
    return this;
  }

  /** A line that begins with a dot would be a request. */
  private Roff line(String text) {
    page.append(text.startsWith(".") ? "\\&" : "").append(text).append('\n');
    return this;
  }

  @Override
  public String toString() {
    return page.toString();
  }
}
