package io.parley.cli.destination;

import io.parley.cli.option.DialectConverter;
import io.parley.cli.option.ProfileCandidates;
import io.parley.cli.terminal.Environment;
import io.parley.cli.terminal.PromptCancelledException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** What the command line of {@code parley client} says about where to chat, and as whom. */
public final class DestinationArguments {
  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "NICK|URI|PROFILE",
      completionCandidates = ProfileCandidates.class,
      description = {
        "What to be called; or, alone, parley://NICK@HOST:PORT/ROOM?dialect=DIALECT, of which only HOST must be there;"
            + " or, alone, the name of a profile. In a terminal you are asked for what is missing."
      })
  @Nullable String first;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "HOST",
      description = "The server's name or address.")
  @Nullable String host;

  @Parameters(
      index = "2",
      arity = "0..1",
      paramLabel = "PORT",
      converter = PortConverter.class,
      description = "The server's port; the usual one of the dialect unless given.")
  @Nullable Integer port;

  @Option(
      names = "--dialect",
      paramLabel = "DIALECT",
      converter = DialectConverter.class,
      completionCandidates = DialectConverter.Candidates.class,
      description = "What the server speaks there; beej unless given here, in the URI or profile.")
  @Nullable String dialect;

  /** Where to; wrong usage if it makes no sense. */
  public Destination resolve(CommandLine command, Profiles profiles, Environment surroundings)
      throws PromptCancelledException {
    PartialDestination recent = new LastConnection(surroundings.stateFolder()).load();
    try {
      PartialDestination given = parseArguments(profiles);
      return new DestinationResolver(recent, surroundings.userName())
          .resolve(
              dialect == null ? given : given.withDialect(Optional.of(dialect)),
              surroundings.userPrompt());
    } catch (InvalidDestinationException e) {
      throw new ParameterException(command, e.reason(), e);
    }
  }

  private PartialDestination parseArguments(Profiles profiles) throws InvalidDestinationException {
    if (first == null) {
      return profiles.defaultProfile();
    }
    if (first.startsWith(DestinationUri.PREFIX) && host != null) {
      throw new InvalidDestinationException("nothing may follow a URI, and '" + host + "' does");
    }
    if (host != null) {
      return new PartialDestination(
          Optional.of(first),
          Optional.of(host),
          Optional.ofNullable(port),
          Optional.empty(),
          Optional.empty());
    }
    return first.contains(":") ? DestinationUri.parse(first) : profiles.find(first);
  }
}
