package io.parley.cli;

import java.util.Locale;
import picocli.CommandLine;

/** A shell that completes command lines. */
enum Shell {
  BASH {
    @Override
    String script(CommandLine root) {
      return BashScript.of(root);
    }
  },
  /** It runs what was written for bash, by its own bashcompinit, which the script asks for. */
  ZSH {
    @Override
    String script(CommandLine root) {
      return BASH.script(root);
    }
  },
  FISH {
    @Override
    String script(CommandLine root) {
      return FishScript.of(root.getCommandSpec());
    }
  };

  abstract String script(CommandLine root);

  /** As it is written on the command line, which is what a shell offers. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Reads its name from the command line. */
  static final class Converter extends FormatConverter<Shell> {
    Converter() {
      super(Shell.class, "shell");
    }
  }
}
