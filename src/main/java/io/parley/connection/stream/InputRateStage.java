package io.parley.connection.stream;

import io.parley.address.AddressSlot;
import io.parley.connection.OutputBudget;
import io.parley.connection.rate.InputClassifier;
import io.parley.connection.rate.InputKind;
import io.parley.connection.rate.InputMeter;
import io.parley.connection.rate.InputWeight;
import io.parley.protocol.ClientMessage;
import io.parley.protocol.Problem;
import io.parley.wire.flow.DecodeResult;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import org.apache.pekko.stream.Attributes;
import org.apache.pekko.stream.FlowShape;
import org.apache.pekko.stream.Inlet;
import org.apache.pekko.stream.Outlet;
import org.apache.pekko.stream.stage.AbstractInOutHandler;
import org.apache.pekko.stream.stage.GraphStage;
import org.apache.pekko.stream.stage.GraphStageLogic;
import org.apache.pekko.stream.stage.TimerGraphStageLogic;

/**
 * Passes the input of one peer on no faster than the rates of its kinds.
 *
 * <ol>
 *   <li>Input over a rate is passed on later, in its order. Nothing is dropped, unless the
 *       connection breaks.
 *   <li>While the first input waits for its time, and only then, the stage reads ahead, up to
 *       {@link InputMeter#readAhead}. So it sees how much the peer wants to send; otherwise TCP
 *       would hide it.
 *   <li>A peer that sends far too much gets one last input in place of those that wait: the problem
 *       {@code SLOW_DOWN}.
 * </ol>
 */
final class InputRateStage
    extends GraphStage<FlowShape<DecodeResult<ClientMessage>, DecodeResult<ClientMessage>>> {
  private final Inlet<DecodeResult<ClientMessage>> in = Inlet.create("InputRate.in");
  private final Outlet<DecodeResult<ClientMessage>> out = Outlet.create("InputRate.out");
  private final FlowShape<DecodeResult<ClientMessage>, DecodeResult<ClientMessage>> shape =
      FlowShape.of(in, out);
  private final InputMeter meter;
  private final AddressSlot slot;
  private final OutputBudget budget;

  /** A stage for one connection. */
  InputRateStage(InputRateLimit limit) {
    this.meter = limit.meter();
    this.slot = limit.slot();
    this.budget = limit.budget();
  }

  @Override
  public FlowShape<DecodeResult<ClientMessage>, DecodeResult<ClientMessage>> shape() {
    return shape;
  }

  @Override
  public GraphStageLogic createLogic(Attributes attributes) {
    return new Logic();
  }

  private final class Logic extends TimerGraphStageLogic {
    private final Queue<DecodeResult<ClientMessage>> waiting = new ArrayDeque<>();
    private int waitingBytes;

    /** Whether the first input has taken its share of the rates, and waits for {@link #dueAt}. */
    private boolean charged;

    private long dueAt;

    Logic() {
      super(shape);
      setHandlers(
          in,
          out,
          new AbstractInOutHandler() {
            @Override
            public void onPush() {
              arrived(grab(in), meter.now());
              readAhead();
            }

            @Override
            public void onPull() {
              passFirst(meter.now());
              readAhead();
            }

            @Override
            public void onUpstreamFinish() {
              if (waiting.isEmpty()) {
                completeStage();
              }
            }
          });
    }

    @Override
    public void onTimer(Object timerKey) {
      passFirst(meter.now());
      readAhead();
    }

    @Override
    public void postStop() {
      budget.remove(waitingBytes);
    }

    private void arrived(DecodeResult<ClientMessage> input, long now) {
      Optional<Problem> problem =
          input.accept(InputClassifier.INSTANCE).flatMap(kind -> meter.arrived(kind, now));
      if (problem.isPresent()) {
        end(problem.get());
      } else if (waiting.isEmpty() && isAvailable(out)) {
        charge(input, now);
        if (dueAt - now <= 0) {
          pass(input);
        } else {
          schedule(now);
          enqueue(input);
        }
      } else {
        enqueue(input);
      }
    }

    /** The stage completes when the problem is passed on. */
    private void end(Problem problem) {
      waiting.clear();
      count(-waitingBytes);
      charged = false;
      cancelTimer("due");
      cancel(in);
      enqueue(new DecodeResult.Unrecoverable<>(problem));
      passFirst(meter.now());
    }

    private void enqueue(DecodeResult<ClientMessage> input) {
      waiting.add(input);
      count(input.accept(InputWeight.INSTANCE));
    }

    private void count(int bytes) {
      waitingBytes += bytes;
      budget.add(bytes);
    }

    private void passFirst(long now) {
      DecodeResult<ClientMessage> first = waiting.peek();
      if (first == null || !isAvailable(out)) {
        return;
      }
      if (!charged) {
        charge(first, now);
      }
      if (dueAt - now > 0) {
        schedule(now);
        return;
      }
      waiting.remove();
      count(-first.accept(InputWeight.INSTANCE));
      pass(first);
    }

    private void charge(DecodeResult<ClientMessage> first, long now) {
      charged = true;
      dueAt = now + kind(first).map(kind -> meter.take(kind, 1, now)).orElse(0L);
    }

    private Optional<InputKind> kind(DecodeResult<ClientMessage> input) {
      Optional<InputKind> kind = input.accept(InputClassifier.INSTANCE);
      return kind.filter(InputKind.TEXTS::equals).isPresent() && !slot.isRegistered()
          ? Optional.of(InputKind.NICKNAMES)
          : kind;
    }

    private void schedule(long now) {
      scheduleOnce("due", Duration.ofNanos(dueAt - now));
    }

    private void pass(DecodeResult<ClientMessage> input) {
      charged = false;
      push(out, input);
      if (isClosed(in) && waiting.isEmpty()) {
        completeStage();
      }
    }

    private void readAhead() {
      boolean wanted =
          waiting.isEmpty()
              ? isAvailable(out)
              : charged && waitingBytes < meter.readAhead() && !budget.isBusy();
      if (wanted && !isClosed(in) && !hasBeenPulled(in)) {
        pull(in);
      }
    }
  }
}
