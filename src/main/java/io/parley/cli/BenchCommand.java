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
import io.parley.cli.destination.PortConverter;
import io.parley.cli.option.ConfigOption;
import io.parley.cli.option.DialectOption;
import io.parley.client.ClientSettings;
import io.parley.client.transport.ConnectionFailedException;
import io.parley.client.transport.Connector;
import io.parley.config.InvalidSettingsException;
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

/** {@code parley bench}: puts a load on a server, measures it and checks what it delivers. */
@Command(
    name = "bench",
    description = {
      "Put many clients on a server, measure it, and check that everybody gets everything once and in one order.",
      "The figures go to standard output, how it goes on to standard error. The exit status is 1 if anything was wrong."
    },
    footer = {
      "  parley bench localhost 3490",
      "  parley bench --clients 1000 --rate 2 --duration 60s localhost 3490"
    })
final class BenchCommand implements Callable<Integer> {
  /** A few times of what is on its way at once. */
  private static final int DECODE_CACHE_SIZE = 16_384;

  @ParentCommand ParleyCommand parley;
  @Spec CommandSpec spec;

  @Parameters(index = "0", paramLabel = "HOST", description = "The server's name or address.")
  String host;

  @Parameters(
      index = "1",
      paramLabel = "PORT",
      converter = PortConverter.class,
      description = "The server's port.")
  Integer port;

  @Mixin DialectOption dialectOption = new DialectOption();

  @Mixin LoadOptions loadOptions = new LoadOptions();

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      converter = BenchReportFormat.Converter.class,
      completionCandidates = BenchReportFormat.Converter.class,
      description = "text, for people, or json; text unless given.")
  BenchReportFormat format = BenchReportFormat.TEXT;

  @Option(
      names = "--pid",
      paramLabel = "PID",
      description =
          "The server's process on this machine: its CPU for each delivery is measured, too.")
  @Nullable Long pid;

  @Mixin ConfigOption configOption = new ConfigOption();

  @Override
  public Integer call()
      throws InvalidSettingsException,
          ConnectionFailedException,
          BenchmarkException,
          InterruptedException {
    LoadSettings chosen = loadOptions.toLoad(spec.commandLine());
    Logging.setLevel(parley.debug ? Level.DEBUG : Level.OFF);
    Config config = parley.config(configOption.file());
    ClientSettings settings = ClientSettings.read(config);
    try (ClientActorSystem system =
        ClientActorSystem.open(config, dialectOption.name(), DECODE_CACHE_SIZE)) {
      if (chosen.profile() instanceof LoadSettings.Window && !system.dialect().echoes()) {
        throw new ParameterException(
            spec.commandLine(),
            dialectOption.name() + " sends nobody what they say themselves: give a --rate");
      }
      BenchmarkRun bench =
          new BenchmarkRun(
              chosen,
              system.dialect(),
              new Connector(system.actorSystem(), settings.connectTimeout()),
              system.actorSystem().dispatchers().lookup(DispatcherSelector.blocking()),
              settings.stallTimeout(),
              this::serverCpu,
              progress -> printProgress(BenchReportText.progressLine(progress)));
      BenchmarkResult outcome = bench.run(host, port);
      CommandLine command = spec.commandLine();
      command.getOut().print(format.format(chosen, dialectOption.name(), outcome));
      command.getOut().flush();
      outcome.firstError().ifPresent(why -> printProgress("the first complaint: " + why));
      return outcome.isCorrect() ? CommandLine.ExitCode.OK : ParleyCommand.FAILED;
    }
  }

  private Optional<Duration> serverCpu() {
    return Optional.ofNullable(pid)
        .flatMap(ProcessHandle::of)
        .flatMap(process -> process.info().totalCpuDuration());
  }

  private void printProgress(String line) {
    spec.commandLine().getErr().println("parley: " + line);
    spec.commandLine().getErr().flush();
  }
}
