package io.parley.cli.account;

import io.parley.protocol.Nickname;
import io.parley.protocol.RejectedException;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Converts a nickname that somebody could also take in the chat. */
public final class NicknameConverter implements ITypeConverter<Nickname> {
  @Override
  public Nickname convert(String value) {
    try {
      return Nickname.parse(value);
    } catch (RejectedException e) {
      throw new TypeConversionException(e.problem().message());
    }
  }
}
