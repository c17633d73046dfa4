package io.parley.cli;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** What the command line of {@code parley client} says about where to chat, and as whom. */
final class DestinationArguments {
  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "NICK|URI|PROFILE",
      completionCandidates = ProfileNames.class,
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
      converter = Port.class,
      description = "The server's port; the usual one of the dialect unless given.")
  @Nullable Integer port;

  @Option(
      names = "--dialect",
      paramLabel = "DIALECT",
      converter = DialectName.class,
      completionCandidates = DialectName.All.class,
      description = "What the server speaks there; beej unless given here, in the URI or profile.")
  @Nullable String dialect;

  /** Where to; wrong usage if it makes no sense. */
  Destination destination(CommandLine command, Profiles profiles, Surroundings surroundings)
      throws NoAnswerException {
    Directions recent = new RecentVisit(surroundings.stateFolder()).read();
    try {
      Directions given = given(profiles);
      return new DestinationReader(recent, surroundings.userName())
          .read(
              dialect == null ? given : given.withDialect(Optional.of(dialect)),
              surroundings.questions());
    } catch (WrongDestinationException e) {
      throw new ParameterException(command, e.why(), e);
    }
  }

  private Directions given(Profiles profiles) throws WrongDestinationException {
    if (first == null) {
      return profiles.usualOne();
    }
    if (first.startsWith(DestinationUri.BEGINNING) && host != null) {
      throw new WrongDestinationException("nothing may follow a URI, and '" + host + "' does");
    }
    if (host != null) {
      return new Directions(
          Optional.of(first),
          Optional.of(host),
          Optional.ofNullable(port),
          Optional.empty(),
          Optional.empty());
    }
    return first.contains(":") ? DestinationUri.parse(first) : profiles.find(first);
  }
}
