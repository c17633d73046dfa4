package io.parley.docs;

import static java.util.Comparator.comparingInt;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigResolveOptions;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Renders application.conf as tables: one for each section, with the comment of each setting. */
final class SettingsReference {
  private static final int MAX_DEFAULT_LENGTH = 40;

  private SettingsReference() {}

  static String render() {
    Config file =
        ConfigFactory.parseFile(Path.of("application.conf").toFile())
            .resolve(ConfigResolveOptions.noSystem());
    List<String> sections = new ArrayList<>();
    render("parley", file.getObject("parley"), sections);
    return String.join("\n", sections);
  }

  private static void render(String path, ConfigObject section, List<String> sections) {
    List<String> rows = new ArrayList<>();
    int place = sections.size();
    for (Map.Entry<String, ConfigValue> entry : inFileOrder(section)) {
      String name = path + "." + ConfigUtil.quoteString(entry.getKey()).replace("\"", "");
      if (entry.getValue() instanceof ConfigObject inner) {
        render(name, inner, sections);
      } else {
        rows.add(
            "| `%s` | %s | %s |"
                .formatted(name, defaultOf(entry.getValue()), comment(entry.getValue())));
      }
    }
    if (!rows.isEmpty()) {
      String about = comment(section);
      sections.add(
          place,
          "### "
              + path
              + "\n\n"
              + (about.isEmpty() ? "" : about + "\n\n")
              + "| setting | default | meaning |\n|---|---|---|\n"
              + String.join("\n", rows)
              + "\n");
    }
  }

  private static List<Map.Entry<String, ConfigValue>> inFileOrder(ConfigObject section) {
    return section.entrySet().stream()
        .sorted(comparingInt(entry -> entry.getValue().origin().lineNumber()))
        .toList();
  }

  private static String defaultOf(ConfigValue value) {
    String text =
        value.valueType() == ConfigValueType.LIST
            ? value.render(ConfigRenderOptions.concise())
            : String.valueOf(value.unwrapped());
    if (text.isEmpty()) {
      return "empty";
    }
    return text.length() > MAX_DEFAULT_LENGTH ? "see `application.conf`" : "`" + text + "`";
  }

  private static String comment(ConfigValue value) {
    return String.join(" ", value.origin().comments().stream().map(String::strip).toList())
        .replace("|", "\\|");
  }
}
