package io.parley.access;

import io.parley.address.Network;
import io.parley.protocol.Problem;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongPredicate;

/**
 * The bans of the server, in memory, for any thread. One actor changes them, after a change is
 * stored.
 */
public final class ServerBans {
  private final LongPredicate serverOperators;
  private final InstantSource clock;
  private volatile List<Restriction> all;

  /**
   * @param stored the bans that are stored
   * @param serverOperators whether an account has the role of an operator of the server
   */
  public ServerBans(List<Restriction> stored, LongPredicate serverOperators, InstantSource clock) {
    this.all = List.copyOf(stored);
    this.serverOperators = serverOperators;
    this.clock = clock;
  }

  /** All bans, the oldest first; some may have ended. */
  public List<Restriction> all() {
    return all;
  }

  /** Replaces all bans. */
  public void replace(List<Restriction> next) {
    all = List.copyOf(next);
  }

  /** Why somebody may not be on the server; empty if the person may. */
  public Optional<Problem> problem(Subject subject) {
    List<Restriction> bans = all;
    return bans.isEmpty()
        ? Optional.empty()
        : ServerPermissions.enter(
            isServerOperator(subject.account()),
            bans.stream()
                .filter(ban -> ban.isInForce(clock.instant()))
                .filter(ban -> ban.appliesTo(subject))
                .findFirst());
  }

  /**
   * Why somebody who has not logged in may not be on the server with this address.
   *
   * @param network empty if no limit applies to the address
   */
  public Optional<Problem> addressProblem(Optional<Network> network) {
    List<Restriction> bans = all;
    return bans.isEmpty() || network.isEmpty()
        ? Optional.empty()
        : ServerPermissions.enter(
            false,
            bans.stream()
                .filter(ban -> ban.isInForce(clock.instant()))
                .filter(
                    ban -> ban.network().filter(b -> b.containsNetwork(network.get())).isPresent())
                .findFirst());
  }

  /** Whether somebody is an operator of the server. */
  public boolean isServerOperator(OptionalLong account) {
    return account.isPresent() && serverOperators.test(account.getAsLong());
  }
}
