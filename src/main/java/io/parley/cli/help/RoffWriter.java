package io.parley.cli.help;

import java.util.List;

/** Writes a manual page in the language of man(7). Texts are escaped here and nowhere else. */
public final class RoffWriter {
  private final StringBuilder page = new StringBuilder();

  public RoffWriter(String name, String section, String version, String book) {
    macro("TH", name, section, "", version, book);
    page.append(".nh\n"); // names of options are not cut in two
    page.append(".ad l\n");
  }

  public RoffWriter section(String title) {
    return macro("SH", title);
  }

  RoffWriter subsection(String title) {
    return macro("SS", title);
  }

  public RoffWriter paragraph(String text) {
    page.append(".PP\n");
    return line(escape(text));
  }

  /** Something in bold, and what follows it on the line. */
  RoffWriter synopsis(String command, String rest) {
    page.append(".PP\n");
    return line(bold(command) + " " + escape(rest));
  }

  /** A term, written with {@link #bold} and {@link #italic}, and what it means. */
  public RoffWriter definition(String term, List<String> meaning) {
    page.append(".TP\n");
    line(term);
    meaning.forEach(text -> line(escape(text)));
    return this;
  }

  /** Lines as they are, for a terminal. */
  public RoffWriter verbatim(List<String> lines) {
    page.append(".PP\n.EX\n");
    lines.forEach(text -> line(escape(text)));
    page.append(".EE\n");
    return this;
  }

  public static String bold(String text) {
    return "\\fB" + escape(text) + "\\fR";
  }

  public static String italic(String text) {
    return "\\fI" + escape(text) + "\\fR";
  }

  /** Signs that would become others on paper: a hyphen, quotation marks, an accent. */
  private static String escape(String text) {
    return text.replace("\\", "\\e")
        .replace("-", "\\-")
        .replace("'", "\\(aq")
        .replace("`", "\\(ga")
        .replace("^", "\\(ha")
        .replace("~", "\\(ti");
  }

  private RoffWriter macro(String name, String... arguments) {
    page.append('.').append(name);
    for (String argument : arguments) {
      page.append(" \"").append(escape(argument).replace("\"", "\\(dq")).append('"');
    }
    page.append('\n');
    return this;
  }

  /** A line that begins with a dot would be a request. */
  private RoffWriter line(String text) {
    page.append(text.startsWith(".") ? "\\&" : "").append(text).append('\n');
    return this;
  }

  @Override
  public String toString() {
    return page.toString();
  }
}
