package io.parley.tls;

import com.ibm.icu.text.IDNA;

/** Names of hosts with letters that DNS and certificates do not have. */
public final class DnsName {
  /** As browsers do it: ß and ς stay letters of their own (UTS 46, non-transitional). */
  private static final IDNA UTS46 =
      IDNA.getUTS46Instance(
          IDNA.NONTRANSITIONAL_TO_ASCII
              | IDNA.USE_STD3_RULES
              | IDNA.CHECK_BIDI
              | IDNA.CHECK_CONTEXTJ);

  private DnsName() {}

  /**
   * The name as DNS, certificates and the server name indication have it: {@code
   * xn--mnchen-3ya.example} for {@code München.example} (RFC 5890).
   *
   * @param host a name or an address
   * @return the same if it is ASCII already, or cannot be a name of DNS
   */
  public static String toAscii(String host) {
    if (host.chars().allMatch(c -> c < 128)) {
      return host;
    }
    IDNA.Info info = new IDNA.Info();
    String ascii = UTS46.nameToASCII(host, new StringBuilder(), info).toString();
    return info.hasErrors() ? host : ascii;
  }
}
