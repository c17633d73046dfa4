package io.parley.cli;

import io.parley.history.Entry;
import io.parley.history.Saying;
import io.parley.protocol.Text;

/** How an entry is written on one line. */
enum HistoryFormat {
  /** Whole, for programs and for import. */
  JSONL {
    @Override
    String line(Entry entry) {
      return HistoryJson.write(entry);
    }
  },
  /** To be read. */
  TEXT {
    @Override
    String line(Entry entry) {
      Saying saying = entry.saying();
      String name = Text.clean(saying.nickname()).oneLine();
      String text = Text.clean(saying.text()).oneLine();
      String said =
          switch (saying.kind()) {
            case CHAT -> "<" + name + "> " + text;
            case EMOTE -> "* " + name + " " + text;
            case TOPIC -> "-- " + name + " set the topic: " + text;
          };
      return saying.time() + " [" + Text.clean(saying.room()).oneLine() + "] " + said;
    }
  };

  abstract String line(Entry entry);

  /** Its words on the command line. */
  static final class Words extends EnumWords<HistoryFormat> {
    Words() {
      super(HistoryFormat.class, "format");
    }
  }
}
