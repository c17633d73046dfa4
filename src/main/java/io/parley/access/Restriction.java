package io.parley.access;

import io.parley.address.Network;
import io.parley.protocol.Answer;
import io.parley.protocol.Nickname;
import io.parley.protocol.RestrictionKind;
import io.parley.protocol.Text;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Keeps some people out of a room, or from speaking in it. It applies to a person who has the
 * account, a nickname of the pattern, or an address in the network.
 *
 * @param target the name under which it is listed and lifted: a nickname, a pattern or an address
 * @param account empty if it is about no account
 * @param pattern empty if it is about no nickname
 * @param network empty if it is about no address
 * @param since when it was imposed
 * @param until when it ends, exclusive; empty if it stays until somebody lifts it
 * @param by who imposed it
 * @param reason empty if none is given
 */
public record Restriction(
    RestrictionKind kind,
    String target,
    OptionalLong account,
    Optional<NicknamePattern> pattern,
    Optional<Network> network,
    Instant since,
    Optional<Instant> until,
    Nickname by,
    Optional<Text> reason) {

  /** Whether it has not ended. */
  public boolean isInForce(Instant now) {
    return until.isEmpty() || now.isBefore(until.get());
  }

  /** Whether it is about this person. */
  public boolean appliesTo(Subject subject) {
    boolean sameAccount =
        account.isPresent()
            && subject.account().isPresent()
            && account.getAsLong() == subject.account().getAsLong();
    return sameAccount
        || pattern.filter(nicknames -> nicknames.matches(subject.nickname())).isPresent()
        || (network.isPresent()
            && subject.network().filter(network.get()::containsNetwork).isPresent());
  }

  /** The restriction as it is listed. */
  public Answer.Restrictions.Entry toAnswer() {
    return new Answer.Restrictions.Entry(kind, target, by, since, until, reason);
  }

  /** Whether it is listed under this name, in any spelling. */
  public boolean isNamed(String name) {
    return Nickname.foldedKeyOf(target).equals(Nickname.foldedKeyOf(name));
  }
}
