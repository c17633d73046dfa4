package io.parley.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.cli.help.RoffWriter;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** The manual page is complete, and no text in it is read as a request of roff. */
class ManualCommandTest {
  private static final Set<String> MACROS =
      Set.of(".TH", ".SH", ".SS", ".PP", ".TP", ".EX", ".EE", ".nh", ".ad");

  private final List<String> page = CommandLineRun.run("manual").out();

  @Test
  void page_contains_every_command_option_and_parameter() {
    CommandLineModel.commands()
        .forEach(
            command -> {
              for (OptionSpec option : command.options()) {
                for (String name : option.names()) {
                  assertContains("\\fB" + name.replace("-", "\\-") + "\\fR");
                }
              }
              for (PositionalParamSpec parameter : command.positionalParameters()) {
                assertContains("\\fI" + parameter.paramLabel() + "\\fR");
              }
              if (command.subcommands().isEmpty()) {
                assertContains("\\fB" + command.qualifiedName() + "\\fR");
                assertContains(".SS \"" + command.qualifiedName() + "\"");
              }
            });
    assertTrue(page.stream().noneMatch(line -> line.contains("parley warm")));
  }

  @Test
  void page_contains_exit_statuses_examples_and_files() {
    assertContains("\\fB130\\fR");
    assertContains("\\fB143\\fR");
    assertContains("  parley client parley://chris@example.org:3490/garden");
    assertContains("\\fI$XDG_CONFIG_HOME/parley/client.conf\\fR");
    assertContains("parley client \\-\\-dialect nickname chris localhost");
  }

  @Test
  void only_macros_begin_with_a_dot_and_every_hyphen_is_escaped() {
    for (String line : page) {
      if (line.startsWith(".")) {
        assertTrue(MACROS.contains(line.split(" ", 2)[0]), line);
      }
      assertTrue(!line.startsWith("'"), line);
      assertTrue(!line.replace("\\-", "").contains("-"), line);
    }
  }

  @Test
  void special_characters_of_roff_are_escaped() {
    String text =
        new RoffWriter("N", "1", "v", "B")
            .paragraph(".TH \\fBx\\fR")
            .paragraph("'quoted' `a` ^ ~ - \"b\"")
            .verbatim(List.of(".PP", "\\"))
            .section("a \"b\" .c")
            .definition(RoffWriter.bold(".d") + RoffWriter.italic("-e\\"), List.of(".f"))
            .toString();

    assertEquals(
        List.of(
            ".PP",
            "\\&.TH \\efBx\\efR",
            ".PP",
            "\\(aqquoted\\(aq \\(gaa\\(ga \\(ha \\(ti \\- \"b\"",
            ".PP",
            ".EX",
            "\\&.PP",
            "\\e",
            ".EE",
            ".SH \"a \\(dqb\\(dq .c\"",
            ".TP",
            "\\fB.d\\fR\\fI\\-e\\e\\fR",
            "\\&.f"),
        text.lines().skip(3).toList());
  }

  private void assertContains(String part) {
    assertTrue(page.stream().anyMatch(line -> line.contains(part)), part);
  }
}
