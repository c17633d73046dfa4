package io.parley.cli.help;

import java.util.List;

/** Writes a manual page with the macros of man(7), and escapes all texts. */
public final class RoffWriter {
  private final StringBuilder page = new StringBuilder();

  public RoffWriter(String name, String section, String version, String manual) {
    macro("TH", name, section, "", version, manual);
    page.append(".nh\n"); // no hyphenation: it would break option names
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

  /** A line with the command in bold. */
  RoffWriter synopsis(String command, String rest) {
    page.append(".PP\n");
    return line(bold(command) + " " + escape(rest));
  }

  /**
   * A term and its description.
   *
   * @param term made with {@link #bold} and {@link #italic}; not escaped again
   */
  public RoffWriter definition(String term, List<String> description) {
    page.append(".TP\n");
    line(term);
    description.forEach(text -> line(escape(text)));
    return this;
  }

  /** Lines that are not filled. */
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

  /** Escapes the characters that roff would replace by typographic ones. */
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

  /** Appends a text line. A leading dot is protected: it would start a request. */
  private RoffWriter line(String text) {
    page.append(text.startsWith(".") ? "\\&" : "").append(text).append('\n');
    return this;
  }

  @Override
  public String toString() {
    return page.toString();
  }
}
