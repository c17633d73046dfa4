package io.parley.cli.help;

import io.parley.cli.option.EnumConverter;
import picocli.CommandLine;

/** A shell for which there is a completion script. */
public enum Shell {
  BASH {
    @Override
    public String script(CommandLine root) {
      return BashCompletion.generate(root);
    }
  },
  /** Runs the script of bash, which loads bashcompinit in zsh. */
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

  /** Converts the name of a shell. */
  public static final class Converter extends EnumConverter<Shell> {
    Converter() {
      super(Shell.class, "shell");
    }
  }
}
