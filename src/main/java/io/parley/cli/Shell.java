package io.parley.cli;

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

  /** Its words on the command line. */
  static final class Words extends EnumWords<Shell> {
    Words() {
      super(Shell.class, "shell");
    }
  }
}
