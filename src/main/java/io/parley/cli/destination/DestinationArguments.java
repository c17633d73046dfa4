package io.parley.cli.destination;

import io.parley.cli.option.DialectOption;
import io.parley.cli.option.FingerprintConverter;
import io.parley.cli.option.PortConverter;
import io.parley.cli.option.ProfileCandidates;
import io.parley.cli.terminal.Environment;
import io.parley.cli.terminal.PromptCancelledException;
import io.parley.config.InvalidSettingsException;
import io.parley.tls.Fingerprint;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** The parameters and options of {@code parley client} that name a {@link Destination}. */
public final class DestinationArguments {
  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "NICK|URI|PROFILE",
      completionCandidates = ProfileCandidates.class,
      description = {
        "With HOST: your nickname. Without HOST: a URI, parley://NICK@HOST:PORT/ROOM,ROOM?dialect=DIALECT, in which only HOST"
            + " is required (parleys:// for TLS), or the name of a profile in client.conf. In a terminal, parley asks for missing values."
      })
  @Nullable String first;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "HOST",
      description = "The name or address of the server.")
  @Nullable String host;

  @Parameters(
      index = "2",
      arity = "0..1",
      paramLabel = "PORT",
      converter = PortConverter.class,
      description = "The port of the server (default: the default port of the dialect).")
  @Nullable Integer port;

  @Mixin DialectOption dialectOption = new DialectOption();

  @Option(
      names = "--tls",
      description =
          "Protect the connection by TLS. In a terminal, parley asks about a certificate that the system does not trust, and"
              + " remembers the answer.")
  boolean tls;

  @Option(
      names = "--fingerprint",
      paramLabel = "SHA256:HEX",
      converter = FingerprintConverter.class,
      description =
          "With TLS: accept exactly the certificate with this fingerprint, without a question.")
  @Nullable Fingerprint fingerprint;

  /**
   * Combines the arguments with the profiles, and asks the user for missing values.
   *
   * @throws ParameterException if the destination is invalid or incomplete
   * @throws InvalidSettingsException if there is no directory for the last connection
   */
  public Destination resolve(CommandLine command, Profiles profiles, Environment environment)
      throws PromptCancelledException, InvalidSettingsException {
    PartialDestination last = new LastConnection(environment.stateFolder()).load();
    try {
      PartialDestination given = parseArguments(profiles);
      if (dialectOption.name().isPresent()) {
        given = given.withDialect(dialectOption.name());
      }
      if (tls) {
        given = given.withTls();
      }
      Destination destination =
          new DestinationResolver(last, environment.userName())
              .resolve(given, environment.userPrompt());
      if (fingerprint != null && !destination.tls()) {
        throw new InvalidDestinationException("--fingerprint is for TLS: add --tls or parleys://");
      }
      return destination;
    } catch (InvalidDestinationException e) {
      throw new ParameterException(command, e.reason(), e);
    }
  }

  /** The certificate that alone is accepted; empty if the option is not given. */
  public Optional<Fingerprint> fingerprint() {
    return Optional.ofNullable(fingerprint);
  }

  /** The profile that the arguments name; empty if they name a server. */
  public Optional<String> profile(Profiles profiles) {
    if (first == null) {
      return profiles.defaultName().filter(name -> !name.isEmpty());
    }
    return host == null && !first.contains(":") ? Optional.of(first) : Optional.empty();
  }

  private PartialDestination parseArguments(Profiles profiles) throws InvalidDestinationException {
    if (first == null) {
      return profiles.defaultProfile();
    }
    if (DestinationUri.isUri(first) && host != null) {
      throw new InvalidDestinationException("unexpected argument '" + host + "' after the URI");
    }
    if (host != null) {
      return new PartialDestination(
          Optional.of(first),
          Optional.of(host),
          Optional.ofNullable(port),
          Optional.empty(),
          List.of(),
          Optional.empty(),
          Optional.empty());
    }
    return first.contains(":") ? DestinationUri.parse(first) : profiles.find(first);
  }
}
