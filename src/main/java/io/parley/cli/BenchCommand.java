package io.parley.cli;

import ch.qos.logback.classic.Level;
import com.typesafe.config.Config;
import io.parley.bench.BenchmarkException;
import io.parley.bench.BenchmarkResult;
import io.parley.bench.BenchmarkRun;
import io.parley.bench.LoadSettings;
import io.parley.cli.bench.BenchReportFormat;
import io.parley.cli.bench.BenchReportText;
import io.parley.cli.bench.LoadOptions;
import io.parley.cli.option.ConfigOption;
import io.parley.cli.option.DialectOption;
import io.parley.cli.option.ExitStatus;
import io.parley.cli.option.PortConverter;
import io.parley.client.ClientSettings;
import io.parley.client.tls.CertificateTrust;
import io.parley.client.transport.ConnectionFailedException;
import io.parley.client.transport.Connector;
import io.parley.config.InvalidSettingsException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.pekko.actor.typed.DispatcherSelector;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code parley bench}: loads a server, measures it and checks what it delivers. */
@Command(
    name = "bench",
    description = {
      "Load a server with many clients, measure it, and check that every client receives every message once and in the"
          + " same order.",
      "The report goes to standard output, progress to standard error. The exit status is 1 if a check fails."
    },
    footer = {
      "  parley bench localhost 3490",
      "  parley bench --clients 1000 --rate 2 --duration 60s localhost 3490"
    })
final class BenchCommand implements Callable<Integer> {
  /** In frames; several times the number that is in flight. */
  private static final int DECODE_CACHE_SIZE = 16_384;

  @ParentCommand ParleyCommand parley;
  @Spec CommandSpec spec;

  @Parameters(index = "0", paramLabel = "HOST", description = "The name or address of the server.")
  String host;

  @Parameters(
      index = "1",
      paramLabel = "PORT",
      converter = PortConverter.class,
      description = "The port of the server.")
  Integer port;

  @Mixin DialectOption dialectOption = new DialectOption();

  @Option(
      names = "--tls",
      description =
          "Protect the connections by TLS. Any certificate is accepted, so HOST must be on this machine.")
  boolean tls;

  @Mixin LoadOptions loadOptions = new LoadOptions();

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      converter = BenchReportFormat.Converter.class,
      completionCandidates = BenchReportFormat.Converter.class,
      description = "The format of the report: ${COMPLETION-CANDIDATES} (default: text).")
  BenchReportFormat format = BenchReportFormat.TEXT;

  @Option(
      names = "--pid",
      paramLabel = "PID",
      description = "The server's process id on this machine: report its CPU time per delivery.")
  @Nullable Long pid;

  @Mixin ConfigOption configOption = new ConfigOption();

  @Override
  public Integer call()
      throws InvalidSettingsException,
          ConnectionFailedException,
          BenchmarkException,
          InterruptedException {
    LoadSettings load = loadOptions.toLoadSettings(spec.commandLine());
    Logging.setLevel(parley.debug ? Level.DEBUG : Level.OFF);
    Config config = parley.config(configOption.file());
    ClientSettings settings = ClientSettings.read(config);
    String dialect = dialectOption.name().orElse(DialectOption.DEFAULT);
    try (ClientActorSystem system = ClientActorSystem.open(config, dialect, DECODE_CACHE_SIZE)) {
      if (load.profile() instanceof LoadSettings.Window && !system.dialect().echoes()) {
        throw new ParameterException(
            spec.commandLine(), dialect + " does not echo messages to their sender: use --rate");
      }
      BenchmarkRun bench =
          new BenchmarkRun(
              load,
              system.dialect(),
              new Connector(
                  system.actorSystem(),
                  settings.connectTimeout(),
                  tls ? Optional.of(trustOnLoopback()) : Optional.empty()),
              system.actorSystem().dispatchers().lookup(DispatcherSelector.blocking()),
              settings.stallTimeout(),
              this::serverCpu,
              progress -> printProgress(BenchReportText.progressLine(progress)));
      BenchmarkResult result = bench.run(host, port);
      CommandLine command = spec.commandLine();
      command.getOut().print(format.format(load, dialect, result));
      command.getOut().flush();
      result.firstError().ifPresent(error -> printProgress("first error: " + error));
      return result.isCorrect() ? ExitStatus.OK : ExitStatus.FAILED;
    }
  }

  /** Nobody can be in between on loopback. */
  private CertificateTrust trustOnLoopback() {
    try {
      if (InetAddress.getByName(host).isLoopbackAddress()) {
        return new CertificateTrust.Anything();
      }
    } catch (UnknownHostException e) {
      // not on this machine
    }
    throw new ParameterException(
        spec.commandLine(), "--tls is for a server on this machine, such as localhost");
  }

  private Optional<Duration> serverCpu() {
    return Optional.ofNullable(pid)
        .flatMap(ProcessHandle::of)
        .flatMap(process -> process.info().totalCpuDuration());
  }

  private void printProgress(String line) {
    ParleyCommand.print(spec.commandLine().getErr(), line);
  }
}
