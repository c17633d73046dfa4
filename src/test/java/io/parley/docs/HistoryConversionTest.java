package io.parley.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.cli.CommandLineRun;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The scripts in docs/history.md that convert logs of other programs, on small samples. */
@Timeout(120)
class HistoryConversionTest {
  private static final int MAX_LINES = 30;
  private static final int DEADLINE_SECONDS = 60;

  @TempDir Path folder;

  @BeforeEach
  void writeScripts() throws Exception {
    List<String> scripts =
        MarkdownPage.read(Path.of("docs/history.md")).codeBlocks().stream()
            .filter(block -> block.language().equals("python"))
            .map(MarkdownPage.CodeBlock::text)
            .toList();
    assertEquals(2, scripts.size());
    for (String script : scripts) {
      assertTrue(script.lines().count() <= MAX_LINES, script);
      String name = script.contains("slack.py") ? "slack.py" : "irssi.py";
      Files.writeString(folder.resolve(name), script);
    }
  }

  @Test
  void log_of_irssi_is_imported() throws Exception {
    Files.writeString(
        folder.resolve("garden.log"),
        """
        --- Log opened Sat Jan 31 23:58:03 2026
        23:58 -!- Irssi: Join to #garden was synced in 1 secs
        23:59 <@ann> hi \u0002there\u0002 <ben> & co
        23:59 < ben> 12:00 is fine
        --- Day changed Sun Feb 01 2026
        00:00  * ben waves
        00:01:02 <+Zoë> späť
        00:02 -!- ann changed the topic of #garden to: roses: red
        00:03 -!- ann [ann@host] has quit [Quit: bye]
        --- Log closed Sun Feb 01 00:04:00 2026
        """);

    run("python3 irssi.py garden < garden.log > garden.jsonl");

    assertEquals(
        List.of(
            "2026-01-31T23:59:00Z [garden] <ann> hi there <ben> & co",
            "2026-01-31T23:59:00Z [garden] <ben> 12:00 is fine",
            "2026-02-01T00:00:00Z [garden] * ben waves",
            "2026-02-01T00:01:02Z [garden] <Zoë> späť",
            "2026-02-01T00:02:00Z [garden] -- ann set the topic: roses: red"),
        imported("garden.jsonl"));
  }

  @Test
  void export_of_slack_is_imported() throws Exception {
    Path export = Files.createDirectories(folder.resolve("export"));
    Files.writeString(
        export.resolve("users.json"),
        "[{\"id\":\"U1\",\"name\":\"ann\"},{\"id\":\"U2\",\"name\":\"zoë\"}]");
    Files.writeString(export.resolve("channels.json"), "[]");
    write(
        export,
        "general/2026-01-31.json",
        "{'type':'message','user':'U1','text':'hi <@U2>, see <http://a.example/?x=1&amp;y=2|this>"
            + " in <#C2|garden> <!here> &lt;3','ts':'1769860800.000200'}",
        "{'type':'message','subtype':'channel_join','user':'U2','text':'joined',"
            + "'ts':'1769860801.000100'}",
        "{'type':'message','subtype':'me_message','user':'U2','text':'waves','ts':'1769860803.5'}");
    write(
        export,
        "garden/2026-01-31.json",
        "{'type':'message','subtype':'channel_topic','user':'U1','text':'set','topic':'roses',"
            + "'ts':'1769860802.000000'}",
        "{'type':'message','subtype':'bot_message','username':'deploy','text':'done',"
            + "'ts':'1769860804.000000'}");

    run("python3 slack.py export > slack.jsonl");

    assertEquals(
        List.of(
            "2026-01-31T12:00:00.000200Z [general] <ann> hi @zoë, see http://a.example/?x=1&y=2 in"
                + " #garden @here <3",
            "2026-01-31T12:00:02Z [garden] -- ann set the topic: roses",
            "2026-01-31T12:00:03.500Z [general] * zoë waves",
            "2026-01-31T12:00:04Z [garden] <deploy> done"),
        imported("slack.jsonl"));
  }

  private static void write(Path export, String name, String... messages) throws Exception {
    Path file = export.resolve(name);
    Files.createDirectories(file.resolveSibling(""));
    Files.writeString(file, ("[" + String.join(",", messages) + "]").replace('\'', '"'));
  }

  private void run(String command) throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder("bash", "-euo", "pipefail", "-c", command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("output").toFile());
    builder.environment().putAll(Map.of("TZ", "UTC", "LC_ALL", "C.UTF-8"));
    Process process = builder.start();
    assertTrue(process.waitFor(DEADLINE_SECONDS, TimeUnit.SECONDS));
    assertEquals(0, process.exitValue(), Files.readString(folder.resolve("output")));
  }

  private List<String> imported(String file) {
    assertEquals(0, history("import", folder.resolve(file).toString()).status());
    return history("export", "--format", "text").out();
  }

  private CommandLineRun history(String... arguments) {
    List<String> all =
        new ArrayList<>(
            List.of("-Dparley.history.url=jdbc:sqlite:" + folder.resolve("one.db"), "history"));
    all.addAll(List.of(arguments));
    return CommandLineRun.run(all.toArray(new String[0]));
  }
}
