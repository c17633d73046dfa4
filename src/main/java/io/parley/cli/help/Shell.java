package io.parley.cli.help;

import io.parley.cli.option.EnumConverter;
import picocli.CommandLine;

/** A shell that completes command lines. */
public enum Shell {
  BASH {
    @Override
    public String script(CommandLine root) {
      return BashCompletion.generate(root);
    }
  },
  /** It runs what was written for bash, by its own bashcompinit, which the script asks for. */
  ZSH {
    @Override
    public String script(CommandLine root) {
      return BASH.script(root);
    }
  },
  FISH {
    @Override
    public String script(CommandLine root) {
      return FishCompletion.generate(root.getCommandSpec());
    }
  };

  public abstract String script(CommandLine root);

  /** Its words on the command line. */
  public static final class Converter extends EnumConverter<Shell> {
    Converter() {
      super(Shell.class, "shell");
    }
  }
}
